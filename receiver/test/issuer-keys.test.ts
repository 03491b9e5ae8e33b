/** How the keys of an issuer are fetched and kept, as a verifier of tenant status uses them. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { createTenantStatusVerifier, type TenantStatusOptions } from '../src/index.ts'
import { bodyWith, newKey, publishedKey, type TestKey, vector } from './tenant-status-sender.ts'

const secondMs = 1_000
const [keyB, keyC] = [newKey('b'), newKey('c')]

interface Answer {
  readonly keys?: readonly TestKey[]
  readonly status?: number
  readonly cacheControl?: string
  readonly text?: string
}

/** An issuer that publishes what it is told to, and a receiver that trusts it. */
class World {
  nowMs = vector.atMs
  answer: Answer | Error = { keys: [publishedKey] }
  readonly asked: { readonly url: string; readonly init: RequestInit }[] = []
  readonly #options: Partial<TenantStatusOptions>
  #verifier: ReturnType<typeof createTenantStatusVerifier> | null = null

  constructor(options: Partial<TenantStatusOptions> = {}) {
    this.#options = options
  }

  /** A notification that is made and received now. */
  verify(key: TestKey = publishedKey, issuer = vector.issuer) {
    const iat = Math.floor(this.nowMs / secondMs)
    const { kid } = key.publicJwk as { kid: string }
    const claims = { iss: issuer, iat, nbf: iat - 60, exp: iat + 300 }
    this.#verifier ??= createTenantStatusVerifier({
      issuers: vector.issuer,
      clientIds: vector.clientId,
      nowMs: () => this.nowMs,
      fetch: (url, init) => this.#fetch(url as string, init!),
      ...this.#options,
    })
    return this.#verifier.verify({ headers: {}, body: bodyWith({ key, header: { kid }, claims }) })
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    this.asked.push({ url, init })
    const { answer } = this
    if (answer instanceof Error) throw answer
    const { keys = [], status = 200, cacheControl, text } = answer
    const body = text ?? JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) })
    const headers = cacheControl === undefined ? {} : { 'cache-control': cacheControl }
    return new Response(body, { status, headers })
  }
}

test('keys are fetched from below the issuer, once for many notifications', async () => {
  const world = new World()
  await Promise.all([world.verify(), world.verify(), world.verify()])
  await world.verify()
  assert.deepEqual(
    world.asked.map(({ url }) => url),
    ['https://online.example.org/login/.well-known/jwks'],
  )
  const { redirect, signal } = world.asked[0]!.init
  assert.equal(redirect, 'error')
  assert.ok(signal instanceof AbortSignal)
})

test('for an issuer that is not trusted nothing is fetched', async () => {
  const world = new World()
  await assert.rejects(world.verify(publishedKey, 'https://evil.example'), { code: 'WRONG_ISSUER' })
  assert.equal(world.asked.length, 0)
})

test('each issuer vouches with its own keys alone', async () => {
  const other = 'https://sod.example.org'
  const world = new World({ issuers: [vector.issuer, other] })
  await world.verify()
  world.answer = { keys: [keyB] }
  await world.verify(keyB, other)
  await assert.rejects(world.verify(publishedKey, other), { code: 'UNKNOWN_KEY' })
  await assert.rejects(world.verify(keyB), { code: 'UNKNOWN_KEY' })
})

const ages: readonly [string | undefined, number][] = [
  ['public, max-age=300', 300],
  ['max-age=1', 60],
  ['no-store', 60],
  ['max-age=999999', 3_600],
  ['max-age=nonsense', 600],
  [undefined, 600],
]
for (const [cacheControl, seconds] of ages) {
  test(`keys with the cache control ${cacheControl} are kept for ${seconds} s`, async () => {
    const world = new World()
    world.answer = { keys: [publishedKey], ...(cacheControl === undefined ? {} : { cacheControl }) }
    await world.verify()
    world.nowMs += seconds * secondMs - 1
    await world.verify()
    assert.equal(world.asked.length, 1)
    world.nowMs += 1
    await world.verify()
    assert.equal(world.asked.length, 2)
  })
}

test('how long keys are kept has a bound of the receiver', async () => {
  const world = new World({ jwksMaxAgeSeconds: 5 })
  await world.verify()
  world.nowMs += 5 * secondMs
  await world.verify()
  assert.equal(world.asked.length, 2)
})

test('an unknown key makes it ask once more, and then not again for ten seconds', async () => {
  const world = new World()
  await world.verify()
  await assert.rejects(world.verify(keyC), { code: 'UNKNOWN_KEY', isTemporary: false })
  assert.equal(world.asked.length, 1, 'they were fetched just now')
  world.nowMs += 10 * secondMs
  const many = Array.from({ length: 20 }, () => assert.rejects(world.verify(keyC)))
  await Promise.all(many)
  assert.equal(world.asked.length, 2)
  world.answer = { keys: [publishedKey, keyC] }
  world.nowMs += 10 * secondMs
  await world.verify(keyC)
  assert.equal(world.asked.length, 3)
})

test('while an issuer changes its key as it has to, no notification is refused', async () => {
  const world = new World()
  const cacheControl = 'max-age=300'
  const minutes = async (count: number, ...signers: readonly TestKey[]) => {
    for (let minute = 0; minute < count; minute += 1) {
      for (const signer of signers) await world.verify(signer)
      world.nowMs += 60 * secondMs
    }
  }
  world.answer = { keys: [publishedKey], cacheControl }
  await minutes(7, publishedKey)
  // Published for at least as long as the old list may be kept, before anything is signed with it.
  world.answer = { keys: [publishedKey, keyB], cacheControl }
  await minutes(5, publishedKey)
  // The old one is still published until its last token has ended, and the list is forgotten.
  await minutes(10, keyB, publishedKey)
  world.answer = { keys: [keyB], cacheControl }
  await minutes(10, keyB)
  await assert.rejects(world.verify(publishedKey), { code: 'UNKNOWN_KEY' })
  assert.ok(world.asked.length <= 9, `asked ${world.asked.length} times in 32 minutes`)
})

const failures: Readonly<Record<string, Answer | Error>> = {
  'nobody answers': new TypeError('fetch failed'),
  'it takes too long': new DOMException('timed out', 'TimeoutError'),
  'the answer is 404': { status: 404 },
  'the answer is 500': { status: 500 },
  'the answer is no JSON': { text: '<html>' },
  'the answer has no keys': { text: '{"keys":"x"}' },
  'the answer is null': { text: 'null' },
  'the answer is too long': {
    text: JSON.stringify({ keys: [vector.publicJwk], more: ' '.repeat(200_000) }),
  },
}
for (const [what, answer] of Object.entries(failures)) {
  test(`where ${what} it is temporary, never genuine, and tried again soon`, async () => {
    const world = new World()
    world.answer = answer
    const temporary = { code: 'KEYS_UNAVAILABLE', isTemporary: true }
    for (let count = 0; count < 5; count += 1) await assert.rejects(world.verify(), temporary)
    assert.equal(world.asked.length, 1)
    world.answer = { keys: [publishedKey] }
    world.nowMs += 2 * secondMs
    await world.verify()
  })
}

test('keys that are too old are not used when no new ones can be had', async () => {
  const world = new World()
  await world.verify()
  world.answer = new TypeError('fetch failed')
  world.nowMs += 3_600 * secondMs
  await assert.rejects(world.verify(), { code: 'KEYS_UNAVAILABLE' })
})

async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('keys come over real HTTP, and a redirect to elsewhere is not followed', async (t) => {
  const paths: string[] = []
  const issuer = await listen(t, ({ url = '' }, response) => {
    paths.push(url)
    response.end(JSON.stringify({ keys: [vector.publicJwk] }))
  })
  const moved = await listen(t, (_, response) => {
    response.writeHead(302, { location: `${issuer}/login/.well-known/jwks` }).end()
  })
  const { fetch } = globalThis
  await new World({ issuers: issuer, fetch }).verify(publishedKey, issuer)
  const redirected = new World({ issuers: moved, fetch }).verify(publishedKey, moved)
  await assert.rejects(redirected, { code: 'KEYS_UNAVAILABLE' })
  assert.deepEqual(paths, ['/login/.well-known/jwks'])
})
