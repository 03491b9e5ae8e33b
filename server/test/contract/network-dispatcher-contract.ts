/**
 * What every dispatcher over a network promises beside what each promises, over real sockets: it carries a message as it is, brings back
 * what was answered, never tries twice, never interprets, keeps its bounds in bytes and time, and
 * turns every fault of the far side into a reply.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replyCharactersMax } from '../../src/domain/limits.ts'
import type { Message, Reply } from '../../src/domain/message.ts'
import type { Dispatcher } from '../../src/ports/dispatcher.ts'
import { hostileBehaviours, openHostileReceiver } from '../world/hostile-receiver.ts'
import { openScriptedEndpoint, type ScriptedEndpoint } from '../world/scripted-endpoint.ts'

export interface NetworkContractOptions {
  /** May reach 127.0.0.1 by `http:` and no other address of its network; reads 64 KiB of a body. */
  readonly open: () => Dispatcher
}

const timeoutMs = 5_000

export function networkDispatcherContract(name: string, { open }: NetworkContractOptions): void {
  const inWorld =
    (act: (dispatcher: Dispatcher, endpoint: ScriptedEndpoint) => Promise<void>) => async () => {
      const endpoint = await openScriptedEndpoint()
      const dispatcher = open()
      try {
        await act(dispatcher, endpoint)
      } finally {
        await dispatcher.close()
        await endpoint.close()
      }
    }

  test(
    `${name}: a message arrives as it is, byte for byte`,
    inWorld(async (dispatcher, endpoint) => {
      const body = Buffer.from([0x7b, 0x00, 0xff, 0xc3, 0x28, 0x0a, 0x7d])
      const headers = ['Content-Type', 'application/json', 'X-CaseD', 'a b\u00e9', 'X-CaseD', 'two']
      const url = `${endpoint.origin}/a%20b/c?d=e%26f`
      await dispatcher.send({ method: 'POST', url, headers, body }, { timeoutMs })
      const [request] = endpoint.requests
      assert.equal(request?.method, 'POST')
      assert.equal(request.path, '/a%20b/c?d=e%26f')
      assert.deepEqual(request.body, body)
      assert.deepEqual(own(request.rawHeaders), headers)
    }),
  )

  test(
    `${name}: a large body arrives whole`,
    inWorld(async (dispatcher, endpoint) => {
      const body = Buffer.alloc(3 * 1024 * 1024, 'posthorn ')
      await dispatcher.send({ ...messageTo(endpoint), body }, { timeoutMs })
      assert.ok(endpoint.requests[0]?.body.equals(body))
    }),
  )

  test(
    `${name}: status, headers and body of an answer come back`,
    inWorld(async (dispatcher, endpoint) => {
      endpoint.answers(418, { headers: { 'Retry-After': '7', 'X-Note': 'short' }, body: 'teapot' })
      const reply = answered(await dispatcher.send(messageTo(endpoint), { timeoutMs }))
      assert.equal(reply.status, 418)
      assert.equal(reply.bodyText, 'teapot')
      assert.equal(reply.isWhole, true)
      const headers = new Map(reply.headers)
      assert.equal(headers.get('retry-after'), '7')
      assert.equal(headers.get('x-note'), 'short')
    }),
  )

  for (const status of [200, 204, 301, 302, 307, 308, 400, 404, 410, 429, 500, 503]) {
    test(
      `${name}: a ${status} is an answer, asked for once and not followed`,
      inWorld(async (dispatcher, endpoint) => {
        const elsewhere = await openScriptedEndpoint()
        try {
          endpoint.answers(status, { headers: { Location: elsewhere.origin } })
          const reply = answered(await dispatcher.send(messageTo(endpoint), { timeoutMs }))
          assert.equal(reply.status, status)
          assert.equal(endpoint.requests.length, 1)
          assert.equal(elsewhere.connectionCount(), 0)
        } finally {
          await elsewhere.close()
        }
      }),
    )
  }

  test(
    `${name}: of a body longer than what is kept, its beginning is kept`,
    inWorld(async (dispatcher, endpoint) => {
      endpoint.answers(500, { body: 'abcdefgh'.repeat(2_500) })
      const reply = answered(await dispatcher.send(messageTo(endpoint), { timeoutMs }))
      assert.equal(reply.isWhole, true)
      assert.equal(reply.bodyText, 'abcdefgh'.repeat(replyCharactersMax / 8))
    }),
  )

  test(
    `${name}: of a body longer than what is read, the status decides`,
    inWorld(async (dispatcher, endpoint) => {
      endpoint.answers(200, { body: 'a'.repeat(300 * 1024) })
      const reply = answered(await dispatcher.send(messageTo(endpoint), { timeoutMs }))
      assert.equal(reply.status, 200)
      assert.equal(reply.isWhole, false)
      assert.equal(reply.bodyText.length, replyCharactersMax)
    }),
  )

  test(
    `${name}: control characters of an answer are spelled out, what is no UTF-8 is replaced`,
    inWorld(async (dispatcher, endpoint) => {
      const body = Buffer.from([0x61, 0x00, 0x1b, 0x0a, 0x09, 0x0d, 0x7f, 0xc2, 0x85, 0xff, 0x62])
      endpoint.answers(500, { body })
      const reply = answered(await dispatcher.send(messageTo(endpoint), { timeoutMs }))
      assert.equal(reply.bodyText, 'a\\u0000\\u001b\n\t\\u000d\\u007f\\u0085\ufffdb')
    }),
  )

  test(
    `${name}: an endpoint that does not answer is given up at the deadline`,
    inWorld(async (dispatcher) => {
      const receiver = await openHostileReceiver(hostileBehaviours['never answers'])
      try {
        const startedAtMs = performance.now()
        const message = messageTo(receiver)
        const reply = await dispatcher.send(message, { timeoutMs: 200 })
        assert.equal(unreached(reply).errorClass, 'timeout-first-byte')
        assert.ok(performance.now() - startedAtMs >= 199)
        assert.ok(reply.timings.totalMs >= 199)
        assert.equal(receiver.requestCount(), 1)
      } finally {
        await receiver.close()
      }
    }),
  )

  test(
    `${name}: an endpoint that hangs up is not asked again`,
    inWorld(async (dispatcher) => {
      const receiver = await openHostileReceiver(hostileBehaviours['resets after the request'])
      try {
        const reply = unreached(await dispatcher.send(messageTo(receiver), { timeoutMs }))
        assert.equal(reply.errorClass, 'reset')
        assert.equal(reply.hadReplyBytes, false)
        assert.equal(receiver.connectionCount(), 1)
      } finally {
        await receiver.close()
      }
    }),
  )

  test(
    `${name}: an endpoint where nobody listens is a reply`,
    inWorld(async (dispatcher) => {
      const gone = await openScriptedEndpoint()
      await gone.close()
      const reply = unreached(await dispatcher.send(messageTo(gone), { timeoutMs }))
      assert.equal(reply.errorClass, 'connect-refused')
    }),
  )

  test(
    `${name}: an address that is not open is refused at save and at send`,
    inWorld(async (dispatcher, endpoint) => {
      const url = `http://127.0.0.2:${endpoint.port}/`
      assert.equal((await dispatcher.check(url))?.reason, 'address-refused')
      const reply = await dispatcher.send({ ...messageTo(endpoint), url }, { timeoutMs })
      assert.equal(unreached(reply).errorClass, 'address-refused')
      assert.equal(endpoint.connectionCount(), 0)
    }),
  )

  test(
    `${name}: a target that may be used is not refused at save`,
    inWorld(async (dispatcher, endpoint) => {
      assert.equal(await dispatcher.check(`${endpoint.origin}/webhook?a=b#c`), null)
    }),
  )

  for (const [what, headers] of [
    ['a line end in a value', ['X-Note', 'a\r\nX-Evil: b']],
    ['a line feed in a name', ['X-Note\n', 'a']],
    ['NUL in a value', ['X-Note', 'a\u0000']],
    ['a character that no header can carry', ['X-Note', '\u20ac']],
    ['no name', ['', 'a']],
    ['no value', ['X-Note']],
    ['a length of its own', ['Content-Length', '1']],
    ['an encoding of its own', ['transfer-encoding', 'chunked']],
    ['a host of its own', ['HOST', 'example.com']],
    ['a say in the connection', ['Connection', 'close']],
    ['a wish for compression', ['Accept-Encoding', 'gzip']],
    ['an expectation', ['Expect', '100-continue']],
    ['a word to proxies', ['Proxy-Authorization', 'a']],
  ] satisfies readonly (readonly [string, readonly string[]])[]) {
    test(
      `${name}: a message with ${what} among its headers is not sent`,
      inWorld(async (dispatcher, endpoint) => {
        const message = { ...messageTo(endpoint), headers }
        const reply = unreached(await dispatcher.send(message, { timeoutMs }))
        assert.equal(reply.errorClass, 'message-refused')
        assert.equal(endpoint.connectionCount(), 0)
      }),
    )
  }

  test(
    `${name}: many messages at once each get their own answer`,
    inWorld(async (dispatcher, endpoint) => {
      const echo = { body: (request: { readonly path: string }) => request.path }
      const paths = Array.from({ length: 100 }, (_, number) => `/${number}`)
      for (const _path of paths) endpoint.answers(200, echo)
      const replies = await Promise.all(
        paths.map((path) => dispatcher.send(messageTo(endpoint, path), { timeoutMs })),
      )
      assert.deepEqual(
        replies.map((reply) => answered(reply).bodyText),
        paths,
      )
    }),
  )

  test(
    `${name}: messages of one isolation share connections, those of two never do`,
    inWorld(async (dispatcher, endpoint) => {
      for (const isolation of [1, 2, 1, 2]) {
        const options = { timeoutMs, isolation }
        answered(await dispatcher.send(messageTo(endpoint), options))
      }
      assert.equal(endpoint.connectionCount(), 2)
    }),
  )

  for (const reply of ['a status below 100', 'a switch to no protocol'] as const) {
    test(
      `${name}: ${reply} is the far side's failure`,
      inWorld(async (dispatcher) => {
        const receiver = await openHostileReceiver(hostileBehaviours[reply])
        try {
          const failure = unreached(await dispatcher.send(messageTo(receiver), { timeoutMs }))
          assert.equal(failure.hadReplyBytes, true)
        } finally {
          await receiver.close()
        }
      }),
    )
  }

  test(`${name}: closing waits for what is on its way and takes nothing more`, async () => {
    const endpoint = await openScriptedEndpoint()
    const dispatcher = open()
    try {
      const answer = Promise.withResolvers<void>()
      endpoint.answers(202, { after: answer.promise })
      const sent = dispatcher.send(messageTo(endpoint), { timeoutMs })
      await endpoint.receives(1)
      const closed = dispatcher.close()
      await assert.rejects(dispatcher.send(messageTo(endpoint), { timeoutMs }), /closed/)
      answer.resolve()
      assert.equal(answered(await sent).status, 202)
      await closed
    } finally {
      await endpoint.close()
    }
  })
}

function messageTo(endpoint: { readonly origin: string }, path = '/webhook'): Message {
  const headers = ['Content-Type', 'application/json']
  return { method: 'POST', url: endpoint.origin + path, headers, body: Buffer.from('{"a":1}') }
}

/** The message's own headers: without what belongs to the connection. */
function own(rawHeaders: readonly string[]): readonly string[] {
  const ofConnection = new Set(['host', 'connection', 'content-length', 'accept-encoding'])
  const kept: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!ofConnection.has(name.toLowerCase())) kept.push(name, rawHeaders[at + 1] ?? '')
  }
  return kept
}

function answered(reply: Reply): Extract<Reply, { kind: 'answered' }> {
  assert.equal(reply.kind, 'answered', reply.kind === 'unreached' ? reply.detail : '')
  return reply
}

function unreached(reply: Reply): Extract<Reply, { kind: 'unreached' }> {
  assert.equal(reply.kind, 'unreached')
  return reply
}
