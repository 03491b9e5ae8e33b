import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createMemorySeenStore,
  createReceiver,
  type ReceivedWebhook,
  type ReceiverOptions,
  RetryLaterError,
  type SeenStore,
  VerificationError,
  type VerificationErrorCode,
} from '../src/index.ts'

type Options = Partial<ReceiverOptions<ReceivedWebhook>>

/** A receiver of webhooks that are genuine, with their id as the body, unless said otherwise. */
function standing(options: Options = {}) {
  const received: (string | null)[] = []
  const reported: (readonly [string, number, string | null])[] = []
  const receive = createReceiver<ReceivedWebhook>({
    verifier: {
      verify: async ({ body }) => ({ id: body === '' ? null : (body as string), ...unread }),
    },
    receive: ({ id }) => received.push(id),
    report: (error, { status, id }) => reported.push([String(error), status, id]),
    ...options,
  })
  const post = (id: string | null) =>
    receive({ method: 'POST', headers: {}, readBody: async () => id ?? '' })
  return { received, reported, receive, post }
}

const unread = { isTest: false, payload: null }

const failing = (error: Error): Options => ({ verifier: { verify: () => Promise.reject(error) } })

const statuses: Readonly<Record<VerificationErrorCode, number>> = {
  MISSING_HEADER: 401,
  TOO_OLD: 401,
  CLOCK_SKEW: 401,
  NO_MATCH: 401,
  BAD_TOKEN: 401,
  BAD_ALGORITHM: 401,
  WRONG_ISSUER: 401,
  UNKNOWN_KEY: 401,
  WRONG_AUDIENCE: 401,
  WRONG_TENANT: 401,
  BODY_ALTERED: 401,
  BAD_TIMESTAMP: 400,
  BODY_NOT_JSON: 400,
  BAD_BODY: 400,
  BODY_CUT_OFF: 400,
  BODY_TOO_SLOW: 408,
  BODY_TOO_LARGE: 413,
  BODY_ALREADY_PARSED: 500,
  BAD_SECRET: 500,
  BAD_SETTING: 500,
  KEYS_UNAVAILABLE: 503,
}

test('each code of an error has its status, and below 500 the sender is told why', async () => {
  for (const [code, status] of Object.entries(statuses)) {
    const error = new VerificationError(code as VerificationErrorCode, 'because')
    const { post, reported } = standing(failing(error))
    const answer = await post('a')
    assert.equal(answer.status, status, code)
    const expected = status < 500 ? { error: code, message: 'because' } : { error: code }
    assert.deepEqual(JSON.parse(answer.text), expected)
    assert.deepEqual(reported, [['VerificationError: because', status, null]])
  }
})

test('a verifier that breaks is answered with 500 and nothing of why', async () => {
  const { post } = standing(failing(new TypeError('secret things')))
  assert.deepEqual(await post('a'), {
    status: 500,
    headers: { 'content-type': 'application/json' },
    text: '{"error":"RECEIVER_FAILED"}',
  })
})

test('whoever receives may ask for a later repeat, with or without a time', async () => {
  for (const [afterSeconds, header] of [
    [undefined, undefined],
    [0.2, '1'],
    [-5, '0'],
  ] as const) {
    const error = new RetryLaterError('busy', afterSeconds)
    const { post } = standing({ receive: () => Promise.reject(error) })
    const { status, headers } = await post('a')
    assert.deepEqual([status, headers['retry-after']], [503, header])
  }
})

test('a report that fails changes no answer', async () => {
  const report = () => assert.fail()
  const { post } = standing({ ...failing(new VerificationError('NO_MATCH', 'x')), report })
  assert.equal((await post('a')).status, 401)
})

test('without a store repeats are received again, and with one what has no id is too', async () => {
  const bare = standing()
  for (const id of ['a', 'a']) await bare.post(id)
  assert.deepEqual(bare.received, ['a', 'a'])
  const seeing = standing({ seen: createMemorySeenStore() })
  for (const id of ['a', null, 'a', null]) await seeing.post(id)
  assert.deepEqual(seeing.received, ['a', null, null])
})

test('a repeat that comes while the first is worked on shares its outcome, good or bad', async () => {
  for (const isGood of [true, false]) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let callCount = 0
    const { post, received } = standing({
      seen: createMemorySeenStore(),
      receive: () => {
        callCount += 1
        return promise
      },
    })
    const answers = Promise.all([post('a'), post('a')])
    if (isGood) resolve()
    else reject(new Error('no'))
    const status = isGood ? 200 : 500
    assert.deepEqual(
      (await answers).map((answer) => answer.status),
      [status, status],
    )
    assert.equal(callCount, 1)
    await post('a').catch(() => null)
    assert.equal(callCount, isGood ? 1 : 2)
    assert.deepEqual(received, [])
  }
})

test('an id is remembered after the webhook was received and before that is answered', async () => {
  const steps: string[] = []
  const seen: SeenStore = {
    seen: async (id) => steps.push(`seen ${id}?`) < 0,
    remember: async (id) => void steps.push(`remember ${id}`),
  }
  const { post } = standing({ seen, receive: async () => void steps.push('receive') })
  steps.push(`answer ${(await post('a')).status}`)
  assert.deepEqual(steps, ['seen a?', 'receive', 'remember a', 'answer 200'])
})

test('a store that cannot be asked has the webhook come again', async () => {
  const seen: SeenStore = { seen: () => Promise.reject(new Error('down')), remember: () => {} }
  const { post, received, reported } = standing({ seen })
  assert.equal((await post('a')).status, 503)
  assert.deepEqual(received, [])
  assert.equal(reported[0]?.[1], 503)
})

test('what was received and could not be remembered is reported, and answered with 200', async () => {
  const seen: SeenStore = { seen: () => false, remember: () => Promise.reject(new Error('down')) }
  const { post, received, reported } = standing({ seen })
  assert.equal((await post('a')).status, 200)
  assert.deepEqual(received, ['a'])
  assert.deepEqual(reported, [['Error: down', 200, 'a']])
})

test('the store in memory forgets the oldest ids and no others', async () => {
  const store = createMemorySeenStore(2)
  for (const id of ['a', 'b', 'a', 'c']) await store.remember(id)
  const known = ['a', 'b', 'c'].map((id) => store.seen(id))
  assert.deepEqual(known, [true, false, true])
})

test('a test event goes to who receives tests, and to nobody else', async () => {
  const tests: (string | null)[] = []
  const verifier = { verify: async () => ({ id: 'a', payload: null, isTest: true }) }
  const { post, received } = standing({ verifier, receiveTest: ({ id }) => tests.push(id) })
  assert.equal((await post('a')).status, 200)
  assert.equal((await standing({ verifier }).post('a')).status, 200)
  assert.deepEqual([received, tests], [[], ['a']])
})

test('the limits are a megabyte and ten seconds unless said otherwise', async () => {
  const asked: unknown[] = []
  const readBody = async (limits: unknown) => (asked.push(limits), 'a')
  await standing().receive({ method: 'POST', headers: {}, readBody })
  const other = standing({ bodyBytesMax: 5, bodyTimeoutMs: 6 })
  await other.receive({ method: 'POST', headers: {}, readBody })
  assert.deepEqual(asked, [
    { bytesMax: 1_048_576, timeoutMs: 10_000 },
    { bytesMax: 5, timeoutMs: 6 },
  ])
})
