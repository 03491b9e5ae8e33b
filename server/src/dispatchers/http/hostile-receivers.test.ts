/**
 * What strangers' servers do by accident or on purpose, one test each over a real socket: how it
 * ends, that it ends in time, that it is asked once. Then a hundred of them at once.
 */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type Behaviour,
  gzipBomb,
  type HostileReceiver,
  hostileBehaviours,
  openHostileReceiver,
  says,
} from '../../../test/world/hostile-receiver.ts'
import type { Reply } from '../../domain/message.ts'
import type { Dispatcher } from '../../ports/dispatcher.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

/** For those that would go on for ever; the others end by themselves, however busy the machine. */
const hangingMs = 300
const timeoutMs = 10_000
const senderPath = join(import.meta.dirname, '../../../test/rigs/hostile-memory.ts')
const growthBytesMax = 64 * 1024 * 1024

interface Growth {
  readonly endCount: number
  readonly growthBytes: number
}

/** The class of the failure; or the status where it has decided although the body has no end. */
const ends: Readonly<Record<keyof typeof hostileBehaviours, readonly (string | number)[]>> = {
  // The reset is seen while connecting or right after, as the kernel likes.
  'resets at connect': ['connect-failed', 'reset'],
  'closes at connect': ['connect-failed', 'reset'],
  'accepts and reads nothing': ['timeout-first-byte'],
  'never answers': ['timeout-first-byte'],
  'resets after the request': ['reset'],
  'closes after the request': ['reset'],
  'closes its half after the request': ['reset'],
  'answers with garbage': ['reply-garbled'],
  'answers in another protocol': ['reply-garbled'],
  'answers in HTTP/2': ['reply-garbled'],
  'closes inside the status line': ['reset'],
  'resets inside the status line': ['reset'],
  'closes inside the headers': ['reset'],
  'resets inside the headers': ['reset'],
  'closes inside a counted body': ['reset'],
  'closes inside a last counted body': ['reset'],
  'resets inside a counted body': ['reset'],
  'closes inside a chunked body': ['reset'],
  'closes inside a last chunked body': ['reset'],
  'resets inside a chunked body': ['reset'],
  'resets inside a body without length': ['reset'],
  'stops inside a counted body': ['timeout-body'],
  'stops inside the headers': ['timeout-body'],
  'two lengths': ['reply-garbled'],
  'a negative length': ['reply-garbled'],
  'length and chunks at once': ['reply-garbled'],
  'a chunk size that is none': ['reply-garbled'],
  'NUL in a header': ['reply-garbled'],
  'one huge header': ['reply-too-large'],
  'endless headers': ['reply-too-large'],
  'an endless status line': ['reply-too-large'],
  'endless space in a header': ['reply-too-large'],
  'an endless line of empty lines': ['reply-too-large'],
  'an endless counted body': [200],
  'an endless chunked body': [200],
  'an endless body without length': [200],
  'an endless chunk extension': [200],
  'endless trailers': [200],
  'a slow status line': ['timeout-body'],
  'slow headers': ['timeout-body'],
  'a slow body': ['timeout-body'],
  'a flood of interim answers': ['status-1xx'],
  'slow interim answers': ['status-1xx'],
  'a status below 100': ['reply-garbled'],
  'a status of zeroes': ['reply-garbled'],
  'a continue that nobody asked for': ['status-1xx'],
  'a switch of protocols': ['status-1xx'],
  'a switch to no protocol': ['status-1xx'],
}

/** Faults found before a byte of a reply: they may be the fault of our way out. */
const wordless =
  /^(resets|closes) (at connect|after the request)$|never answers|reads nothing|its half/

for (const [name, behaviour] of Object.entries(hostileBehaviours)) {
  test(`a receiver that gives: ${name}`, async () => {
    const expected = ends[name as keyof typeof hostileBehaviours]
    const isHanging = expected.some((end) => String(end).startsWith('timeout'))
    const withinMs = isHanging ? hangingMs : timeoutMs
    const { reply, receiver } = await sendTo(behaviour, withinMs)
    const end = reply.kind === 'answered' ? reply.status : reply.errorClass
    assert.ok(expected.includes(end), `${end} instead of ${expected.join(' or ')}`)
    if (reply.kind === 'answered') assert.equal(reply.isWhole, false)
    else assert.equal(reply.hadReplyBytes, !wordless.test(name))
    assert.ok(reply.timings.totalMs < withinMs + 5_000)
    assert.equal(receiver.connectionCount(), 1, 'asked once')
  })
}

test('a reply packed twice is not unpacked', async () => {
  const { reply } = await sendTo(says(gzipBomb()))
  assert.equal(reply.kind === 'answered' && reply.isWhole, true)
  assert.ok(reply.kind === 'answered' && reply.bodyText.length <= 4_000)
})

test('a reply that comes before the request is taken for its answer, and nothing else is', async () => {
  const early = 'HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 500 Sorry\r\nContent-Length: 0\r\n\r\n'
  const receiver = await openHostileReceiver({
    atConnect: (socket) => socket.write(early),
    atRequest: () => {},
  })
  const dispatcher = open()
  for (let round = 0; round < 3; round += 1) {
    const reply = await send(dispatcher, receiver)
    assert.equal(reply.kind === 'answered' && reply.status, 204)
  }
  assert.equal(receiver.connectionCount(), 3, 'a connection that says too much is not kept')
  await dispatcher.close()
  await receiver.close()
})

test('a hundred of them at once grow the sender by at most 64 MiB', async () => {
  const behaviours = Object.values(hostileBehaviours)
  const receivers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      openHostileReceiver(behaviours[at % behaviours.length] ?? {}),
    ),
  )
  const sender = fork(senderPath, ['send'], { execArgv: ['--expose-gc'] })
  sender.send(receivers.map((receiver) => receiver.origin))
  const [{ endCount, growthBytes }] = (await once(sender, 'message')) as [Growth]
  for (const receiver of receivers) await receiver.close()
  assert.equal(endCount, receivers.length)
  assert.ok(growthBytes <= growthBytesMax, `${growthBytes} bytes`)
})

async function sendTo(
  behaviour: Behaviour,
  withinMs = timeoutMs,
): Promise<{ readonly reply: Reply; readonly receiver: HostileReceiver }> {
  const receiver = await openHostileReceiver(behaviour)
  const dispatcher = open()
  const reply = await send(dispatcher, receiver, withinMs)
  await dispatcher.close()
  await receiver.close()
  return { reply, receiver }
}

function send(
  dispatcher: Dispatcher,
  { origin }: { readonly origin: string },
  withinMs = timeoutMs,
): Promise<Reply> {
  const headers = ['Content-Type', 'application/json']
  const message = { method: 'POST', url: `${origin}/`, headers, body: Buffer.from('{}') } as const
  return dispatcher.send(message, { timeoutMs: withinMs })
}

function open(): Dispatcher {
  return createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
  })
}
