import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test, type TestContext } from 'node:test'
import { type Leaf, type LocalCa, makeLocalCa } from '../../../test/world/local-ca.ts'
import { openStaplingReceiver as openReceiver } from '../../../test/world/stapling-receiver.ts'
import type { Reply } from '../../domain/message.ts'
import type { Dispatcher } from '../../ports/dispatcher.ts'
import { CrlFiles, readCrlFiles } from './crl-files.ts'
import { createHttpDispatcher, type HttpDispatcherOptions } from './http-dispatcher.ts'

const timeoutMs = 10_000
const dayMs = 24 * 3_600_000
let ca: LocalCa
let leaf: Leaf
let sibling: Leaf

before(() => {
  ca = makeLocalCa()
  leaf = ca.issue()
  sibling = ca.issue()
})

for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
  test(`a certificate whose own stapled answer says revoked is refused, and nothing is sent (${maxVersion})`, async (t) => {
    const receiver = await openReceiver(t, leaf, { staple: ca.staple(leaf, 'revoked'), maxVersion })
    const dispatcher = open(t)
    // Again: nothing of the refused connection is resumed.
    for (let round = 0; round < 3; round += 1) {
      assertRevoked(await send(dispatcher, receiver), /revoked on 2026-11-01, by the OCSP answer/)
    }
    assert.equal(receiver.requestCount(), 0)
  })
}

for (const [what, makeStaple] of [
  ['says good', () => ca.staple(leaf, 'good')],
  ['says unknown', () => ca.staple(leaf, 'unknown')],
  ['is of another authority of the same name', () => makeLocalCa().staple(leaf, 'revoked')],
  ['is forged', () => forged(ca.staple(leaf, 'revoked'))],
  ['is signed by a certificate that may not', () => ca.staple(leaf, 'revoked', sibling)],
  ['is about another certificate', () => ca.staple(sibling, 'revoked')],
  ['is cut short', () => ca.staple(leaf, 'revoked').subarray(0, 300)],
  ['is no answer at all', () => Buffer.alloc(20_000, 0x30)],
] satisfies readonly (readonly [string, () => Buffer])[]) {
  test(`a stapled answer that ${what} proves nothing, and the message is sent`, async (t) => {
    const receiver = await openReceiver(t, leaf, { staple: makeStaple() })
    assertAnswered(await send(open(t), receiver))
  })
}

test('a stapled answer of a responder that the issuer has charged with it is believed', async (t) => {
  const by = ca.issue({ isResponder: true })
  const receiver = await openReceiver(t, leaf, { staple: ca.staple(leaf, 'revoked', by) })
  assertRevoked(await send(open(t), receiver), /OCSP answer/)
  const stranger = makeLocalCa().issue({ isResponder: true })
  const forger = await openReceiver(t, leaf, { staple: ca.staple(leaf, 'revoked', stranger) })
  assertAnswered(await send(open(t), forger))
})

test('a stapled answer before or after its time proves nothing', async (t) => {
  const receiver = await openReceiver(t, leaf, { staple: ca.staple(leaf, 'revoked') })
  for (const aheadMs of [2 * dayMs, -dayMs]) {
    const dispatcher = open(t, { nowMs: () => Date.now() + aheadMs })
    assertAnswered(await send(dispatcher, receiver))
  }
})

test('a receiver that staples nothing is sent to, and its connection is kept', async (t) => {
  const receiver = await openReceiver(t, leaf)
  const dispatcher = open(t, { crl: crlOf(ca.crl([sibling])) })
  for (let count = 0; count < 3; count += 1) assertAnswered(await send(dispatcher, receiver))
  assert.equal(receiver.connectionCount(), 1)
})

test('with a good staple connections are kept and sessions resumed as without', async (t) => {
  const options = {
    staple: ca.staple(leaf, 'good'),
    maxVersion: 'TLSv1.2',
    isClosing: true,
  } as const
  const receiver = await openReceiver(t, leaf, options)
  const dispatcher = open(t, { crl: crlOf(ca.crl([sibling])) })
  for (let count = 0; count < 2; count += 1) assertAnswered(await send(dispatcher, receiver))
  assert.deepEqual(receiver.resumed(), [false, true])
})

test('a certificate that a list of its issuer names is refused; the list touches no other', async (t) => {
  const receiver = await openReceiver(t, leaf)
  const other = await openReceiver(t, sibling)
  const elsewhere = makeLocalCa()
  const foreign = await openReceiver(t, elsewhere.issue())
  const dispatcher = open(t, {
    crl: crlOf(ca.crl([leaf])),
    extraCaPem: ca.caPem + elsewhere.caPem,
  })
  assertRevoked(await send(dispatcher, receiver), /revoked on 2026-11-01, by a revocation list/)
  assertAnswered(await send(dispatcher, other))
  assertAnswered(await send(dispatcher, foreign))
  assert.equal(receiver.requestCount(), 0)
})

test('a list that another authority of the same name has signed proves nothing', async (t) => {
  const receiver = await openReceiver(t, leaf)
  assertAnswered(await send(open(t, { crl: crlOf(makeLocalCa().crl([leaf])) }), receiver))
})

test('of several lists in one file each is obeyed, in DER as in PEM', async (t) => {
  const receiver = await openReceiver(t, leaf)
  const several = makeLocalCa().crl([]) + ca.crl([leaf])
  assertRevoked(await send(open(t, { crl: crlOf(several) }), receiver), /list/)
  const der = Buffer.from(ca.crl([leaf]).replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  assertRevoked(await send(open(t, { crl: { paths: [], atStart: [der] } }), receiver), /list/)
})

test('a list that changes is obeyed from its reading on, on connections that are open as well', async (t) => {
  const receiver = await openReceiver(t, leaf, { maxVersion: 'TLSv1.2' })
  const path = fileOf(t, ca.crl([]))
  const dispatcher = open(t, { crl: { paths: [path], atStart: crlOf('').atStart, lookEveryMs: 5 } })
  assertAnswered(await send(dispatcher, receiver))
  writeFileSync(path, ca.crl([leaf]))
  let reply = await send(dispatcher, receiver)
  while (reply.kind === 'answered') reply = await send(dispatcher, receiver)
  assertRevoked(reply, /list/)
})

test('a list that cannot be read again leaves the former in force, and is told once', async (t) => {
  const path = fileOf(t, ca.crl([leaf]))
  const faults: string[] = []
  const atStart = readCrlFiles([path], () => new Error('not at start'))
  const files = new CrlFiles({
    paths: [path],
    atStart,
    onFault: ({ message }) => faults.push(message),
  })
  t.after(() => files.close())
  await files.look()
  const { generation } = files
  writeFileSync(path, 'no list')
  await files.look()
  await files.look()
  assert.equal(files.generation, generation)
  assert.equal(files.isEmpty, false)
  assert.equal(faults.length, 1)
  assert.match(faults[0] ?? '', /the former stay in force \(.*it holds no revocation list/)
  rmSync(path)
  await files.look()
  assert.match(faults[1] ?? '', /ENOENT/)
  writeFileSync(path, makeLocalCa().crl([]))
  await files.look()
  assert.equal(files.generation, generation + 1)
})

test('a file that is too large is not read, at the start or later', async (t) => {
  const path = fileOf(t, ca.crl([leaf]))
  const atStart = readCrlFiles([path], () => new Error('not at start'))
  // Sparse, and more than a read into memory takes.
  truncateSync(path, 3 * 1024 ** 3)
  const sentence = (of: string, error: unknown) => new Error(`${of}: ${String(error)}`)
  assert.throws(() => readCrlFiles([path], sentence), /it is larger than 67108864 bytes/)
  const faults: string[] = []
  const onFault = ({ message }: Error): void => void faults.push(message)
  const files = new CrlFiles({ paths: [path], atStart, onFault })
  t.after(() => files.close())
  await files.look()
  assert.match(faults[0] ?? '', /it is larger than 67108864 bytes/)
  assert.equal(files.isEmpty, false)
})

function crlOf(pem: string): NonNullable<HttpDispatcherOptions['crl']> {
  return { paths: [], atStart: pem === '' ? [] : [Buffer.from(pem)] }
}

function fileOf(context: TestContext, text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-crl-'))
  context.after(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'crl.pem')
  writeFileSync(path, text)
  return path
}

/** One bit of the signature, which comes before the certificate of who has signed. */
function forged(staple: Buffer): Buffer {
  const other = Buffer.from(staple)
  const statusAt = other.indexOf(Buffer.from('20261101000000Z', 'latin1'))
  assert.ok(statusAt > 0)
  other[statusAt + 3] = '5'.charCodeAt(0)
  return other
}

function assertRevoked(reply: Reply, detail: RegExp): void {
  assert.equal(reply.kind === 'unreached' ? reply.errorClass : reply.status, 'tls-revoked')
  assert.match(reply.kind === 'unreached' ? reply.detail : '', detail)
}

function assertAnswered(reply: Reply): void {
  assert.equal(reply.kind === 'answered' ? reply.status : reply.detail, 200)
}

function open(context: TestContext, options: Partial<HttpDispatcherOptions> = {}): Dispatcher {
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: false,
    extraCaPem: ca.caPem,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 10,
    ...options,
  })
  context.after(() => dispatcher.close())
  return dispatcher
}

function send(dispatcher: Dispatcher, { url }: { readonly url: string }): Promise<Reply> {
  return dispatcher.send(
    { method: 'POST', url, headers: [], body: Buffer.from('{}') },
    { timeoutMs },
  )
}
