/**
 * The table of targets that nobody may make us send to: each is refused at save and at every send,
 * before a connection is opened. The port in it is one where a receiver really listens.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refusedAnswers, refusedHosts, refusedTexts } from '../../../test/world/refused-targets.ts'
import {
  openScriptedEndpoint,
  type ScriptedEndpoint,
} from '../../../test/world/scripted-endpoint.ts'
import type { Dispatcher } from '../../ports/dispatcher.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'
import type { NameResolver } from './name-resolver.ts'

type Case = readonly [url: string, reason: string]

let endpoint: ScriptedEndpoint
let dispatcher: Dispatcher

before(async () => {
  endpoint = await openScriptedEndpoint()
  dispatcher = openDispatcher([], (host) => refusedAnswers[host] ?? [])
})

after(async () => {
  await dispatcher.close()
  await endpoint.close()
})

function cases(port: number): readonly Case[] {
  const literals = [...Object.values(refusedHosts).flat(), ...Object.keys(refusedAnswers)]
  const texts = Object.entries(refusedTexts).flatMap(([reason, urls]) =>
    urls.map((url): Case => [url.replaceAll('P', String(port)), reason]),
  )
  return [
    ...literals.map((host): Case => [`http://${host}:${port}/`, 'address-refused']),
    ...texts,
    [`http://public.example/${'a'.repeat(4_000)}`, 'too-long'],
  ]
}

test('there are more than two hundred of them', () => {
  const urls = new Set(cases(1).map(([url]) => url))
  assert.ok(urls.size >= 200, `${urls.size} different ones`)
})

test('each is refused at save, for its reason', async () => {
  for (const [url, reason] of cases(endpoint.port)) {
    const refusal = await dispatcher.check(url)
    assert.equal(refusal?.reason, reason, JSON.stringify(url))
    assert.match(refusal.detail, /^[^\n]{20,}[.]$/)
  }
})

test('each is refused at send, and no connection is opened', async () => {
  for (const [url, reason] of cases(endpoint.port)) {
    const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
    const reply = await dispatcher.send(message, { timeoutMs: 5_000 })
    assert.equal(reply.kind, 'unreached', JSON.stringify(url))
    const expected = reason === 'address-refused' ? reason : 'message-refused'
    assert.equal(reply.errorClass, expected, JSON.stringify(url))
    assert.equal(reply.hadReplyBytes, false)
  }
  assert.equal(endpoint.connectionCount(), 0)
})

test('without leave of the operator, plain http is refused', async () => {
  const strict = createHttpDispatcher({ ...options, allowTargets: ['127.0.0.1'], allowHttp: false })
  const url = `${endpoint.origin}/`
  assert.equal((await strict.check(url))?.reason, 'not-https')
  const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
  const reply = await strict.send(message, { timeoutMs: 5_000 })
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'message-refused')
  await strict.close()
})

test('a name that was public at save and is private at send is refused at send', async () => {
  const answers = [['93.184.216.34'], ['127.0.0.1']]
  const rebound = openDispatcher([], () => answers.shift() ?? [])
  const url = `http://rebinding.example:${endpoint.port}/`
  assert.equal(await rebound.check(url), null)
  const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
  const reply = await rebound.send(message, { timeoutMs: 5_000 })
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'address-refused')
  await rebound.close()
})

test('the address that was judged is the one connected to: a name is resolved once', async () => {
  const own = await openScriptedEndpoint()
  own.answers(200, { headers: { Connection: 'close' } })
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  let lookupCount = 0
  const once = openDispatcher(['127.0.0.1'], () => {
    lookupCount += 1
    return answers.shift() ?? []
  })
  const url = `http://rebinding.example:${own.port}/`
  const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
  const first = await once.send(message, { timeoutMs: 5_000 })
  assert.equal(first.kind, 'answered')
  assert.equal(lookupCount, 1)
  const second = await once.send(message, { timeoutMs: 5_000 })
  assert.equal(lookupCount, 2, 'and again for the next connection')
  assert.equal(second.kind === 'unreached' && second.errorClass, 'address-refused')
  assert.equal(own.requests.length, 1)
  await once.close()
  await own.close()
})

test('one refused address among opened ones refuses the whole name', async () => {
  const mixed = openDispatcher(['127.0.0.1'], () => ['127.0.0.1', '127.0.0.2'])
  const url = `http://mixed.example:${endpoint.port}/`
  assert.equal((await mixed.check(url))?.reason, 'address-refused')
  const message = { method: 'POST', url, headers: [], body: Buffer.from('{}') } as const
  const reply = await mixed.send(message, { timeoutMs: 5_000 })
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'address-refused')
  assert.doesNotMatch(JSON.stringify(reply), /127[.]0/, 'whose addresses are not told')
  assert.equal(endpoint.connectionCount(), 0)
  await mixed.close()
})

test('a name that does not resolve is not refused at save', async () => {
  assert.equal(await dispatcher.check('https://not-there.example/webhook'), null)
})

test('what the operator has opened may be used in every spelling', async () => {
  const open = openDispatcher(['127.0.0.0/8'], () => [])
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    'localhost',
    'a.localhost.',
  ]) {
    assert.equal(await open.check(`http://${host}:${endpoint.port}/`), null, host)
  }
  await open.close()
})

const options = {
  allowHttp: true,
  extraCaPem: null,
  replyBytesMax: 64 * 1024,
  idleSocketsMax: 10,
} as const

function openDispatcher(
  allowTargets: readonly string[],
  answer: (host: string) => readonly string[],
): Dispatcher {
  return createHttpDispatcher({ ...options, allowTargets, resolver: resolverOf(answer) })
}

/** A name server in the test's hand; names of this machine never reach it. */
function resolverOf(answer: (host: string) => readonly string[]): NameResolver {
  return {
    resolve(host) {
      const isOwn = host === 'localhost' || host.endsWith('.localhost')
      const addresses = isOwn ? ['127.0.0.1'] : answer(host)
      return Promise.resolve(
        addresses.length > 0
          ? { kind: 'found', addresses }
          : { kind: 'failed', reason: 'ENOTFOUND' },
      )
    },
    close() {},
  }
}
