/**
 * The package as it is published: built into a folder of its own and imported from there by plain
 * Node, ours and the one of the machine, which may be as old as 20.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import vectors from '../../docs/reference/signing-vectors.json' with { type: 'json' }

const receiver = join(import.meta.dirname, '..')
const compiler = join(receiver, '../node_modules/typescript/bin/tsc')
const folder = mkdtempSync(join(tmpdir(), 'posthorn-receiver-'))
const built = join(folder, 'node_modules/posthorn-receiver')

function run(program: string, ...parameters: readonly string[]): string {
  try {
    return execFileSync(program, parameters, { cwd: folder, encoding: 'utf8' })
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    throw new Error(`${program} ${parameters.join(' ')}\n${stdout}${stderr}`, { cause: error })
  }
}

before(() => {
  mkdirSync(built, { recursive: true })
  const project = join(receiver, 'tsconfig.build.json')
  run(process.execPath, compiler, '-p', project, '--outDir', built)
  run(process.execPath, join(receiver, 'scripts/write-manifest.mjs'), built)
})
after(() => rmSync(folder, { recursive: true }))

const manifestOf = (path: string) =>
  JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { types: string; default: string }>>
    readonly [kind: string]: unknown
  }

test('every entry has its JavaScript and its types, and the manifest names no dependency', () => {
  const manifest = manifestOf(built)
  const source = manifestOf(receiver)
  assert.deepEqual(Object.keys(manifest.exports), Object.keys(source.exports))
  for (const files of Object.values(manifest.exports)) {
    assert.ok(typeof files === 'object')
    for (const file of Object.values(files)) assert.ok(existsSync(join(built, file)), file)
  }
  for (const name of Object.keys(manifest)) assert.doesNotMatch(name, /dependencies|scripts/i)
})

test('what is built imports nothing but itself, not even Node', () => {
  const files = globSync('**/*.js', { cwd: built })
  assert.ok(files.length > 20)
  for (const file of files) {
    const text = readFileSync(join(built, file), 'utf8')
    for (const [, from = ''] of text.matchAll(/(?:from|import\(?)\s*['"]([^'"]+)['"]/g)) {
      assert.match(from, /^[.]{1,2}\/[a-z0-9/-]+[.]js$/, file)
    }
  }
})

const [vector] = vectors.standardWebhooks.v1
const [edwards] = vectors.standardWebhooks.v1a

const program = `
import { createServer } from 'node:http'
import { createStandardWebhooksVerifier } from 'posthorn-receiver'
import { createExpressReceiver } from 'posthorn-receiver/express'
import { createFastifyReceiver } from 'posthorn-receiver/fastify'
import { createFetchReceiver } from 'posthorn-receiver/fetch'
import { createNodeReceiver } from 'posthorn-receiver/node'
import { signStandardWebhooksRequest, signTenantStatusRequest } from 'posthorn-receiver/testing'

const { vector, edwards } = ${JSON.stringify({ vector, edwards })}
const nowMs = () => vector.timestamp * 1000
for (const { secret, publicKey = secret, id, body, signature } of [vector, edwards]) {
  const verifier = createStandardWebhooksVerifier({ secrets: publicKey, nowMs })
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(vector.timestamp),
    'webhook-signature': signature,
  }
  const { payload } = await verifier.verify({ headers, body })
  console.log(payload.test)
}
const secrets = edwards.secret
const options = {
  verifier: createStandardWebhooksVerifier({ secrets: edwards.publicKey }),
  receive: ({ event }) => console.log(event.type),
  report: console.error,
}
const signed = await signStandardWebhooksRequest({ secrets })
console.log((await createFetchReceiver(options)(new Request('http://a.test', signed))).status)
const server = createServer(createNodeReceiver(options)).listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + server.address().port
  console.log((await fetch(url, signed)).status)
  server.closeAllConnections()
  server.close()
})
console.log([createExpressReceiver(options), createFastifyReceiver(options)].length)
console.log((await signTenantStatusRequest({ clientId: 'a' })).method)
`

/** Ours, and the one that the machine has beside it. */
function nodes(): readonly string[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const others = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => path !== '' && !path.includes('node_modules'))
    .map((path) => join(path, name))
    .filter((path) => existsSync(path))
  return [process.execPath, ...others.slice(0, 1)]
}

for (const node of nodes()) {
  test(`plain Node verifies the vectors and receives a webhook: ${node}`, (t) => {
    const version = run(node, '--version').trim()
    if (Number(/^v(\d+)/.exec(version)?.[1]) < 20) return t.skip(`${version} is older than 20`)
    t.diagnostic(version)
    writeFileSync(join(folder, 'program.mjs'), program)
    assert.deepEqual(run(node, 'program.mjs').trim().split('\n'), [
      '2432232314',
      '2432232314',
      'contact.changed',
      '200',
      '2',
      'POST',
      'contact.changed',
      '200',
    ])
  })
}

test('the types stand without those of Node, and tell events apart', () => {
  writeFileSync(
    join(folder, 'typed.ts'),
    `import { createStandardWebhooksVerifier, createSuperOfficeVerifier } from 'posthorn-receiver'
import { createFetchReceiver } from 'posthorn-receiver/fetch'
import { createNodeReceiver } from 'posthorn-receiver/node'
export type { SignedRequest } from 'posthorn-receiver/testing'
interface Events { 'a.b': { x: number }; 'a.c': { y: string } }
export const answer: (request: Request) => Promise<Response> = createFetchReceiver({
  verifier: createStandardWebhooksVerifier<Events>({ secrets: '' }),
  receive: ({ event }) => (event?.type === 'a.b' ? event.data.x.toFixed() : event?.data.y.trim()),
  report: () => null,
})
export const listener = createNodeReceiver({
  verifier: createSuperOfficeVerifier({ secrets: '' }),
  receive: ({ event }) => (event.name === 'contact.changed' ? event.primaryKey?.toFixed() : null),
  report: () => null,
})
createStandardWebhooksVerifier<Events>({ secrets: '' }).verify({ headers: {}, body: '' }).then(
  // @ts-expect-error the data of one type are not those of the other
  ({ event }) => event?.type === 'a.b' && event.data.y,
)
`,
  )
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: [],
  }
  const config = { compilerOptions, files: ['typed.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  assert.equal(run(process.execPath, compiler, '-p', 'tsconfig.json'), '')
})
