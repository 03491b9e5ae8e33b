import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { dispatcherContract } from '../../../test/contract/dispatcher-contract.ts'
import {
  openScripts as open,
  scriptOf,
  tenantKey,
  textOf,
} from '../../../test/world/script-world.ts'
import { createScriptDispatcher } from './script-dispatcher.ts'

dispatcherContract('script', () => {
  const source = 'for (const part of [getVariable("text")]) log(part)'
  const scripts = {
    find: (_tenant: number, name: string) =>
      Promise.resolve(name === 'echo' ? scriptOf(tenantKey, name, source) : null),
  }
  const message = { method: 'POST', headers: [] } as const
  return Promise.resolve({
    dispatcher: createScriptDispatcher({ scripts }),
    isolation: tenantKey,
    echo: (text) => ({ ...message, url: 'echo', body: Buffer.from(JSON.stringify({ text })) }),
    refused: { ...message, url: 'none', body: Buffer.from('{}') },
    close: () => Promise.resolve(),
  })
})

test('a script is given its variables, and what it writes is its answer', async (t) => {
  const world = open(t, { a: 'log(getVariable("Event"), getVariable("PrimaryKey"));log("done")' })
  const reply = await world.run('a', { Event: 'contact.changed', PrimaryKey: '18' })
  assert.equal(reply.kind, 'answered')
  assert.equal(reply.kind === 'answered' && reply.status, 200)
  assert.equal(reply.kind === 'answered' && reply.bodyText, 'contact.changed 18\ndone')
})

test('a variable that is not there is an empty text, and every one is a text', async (t) => {
  const source = `
    log(JSON.stringify(getVariable('missing')), JSON.stringify(getVariable('__proto__')))
    log(typeof getVariable('PrimaryKey'))`
  assert.equal(textOf(await open(t, { a: source }).run('a', { PrimaryKey: '1' })), '"" ""\nstring')
})

for (const [what, source, errorClass, detail] of [
  [
    'throws',
    'throw new Error("no contact " + getVariable("PrimaryKey"))',
    'script-failed',
    /Error: no contact 18/,
  ],
  ['throws something else', 'throw "a text"', 'script-failed', /threw a text/],
  ['is no JavaScript', 'let let = (', 'script-failed', /SyntaxError/],
  ['never ends', 'for (;;) {}', 'script-timeout', /more than 50 ms of processor time/],
  [
    'never ends and catches what it can',
    'for (;;) { try { for (;;) {} } catch {} }',
    'script-timeout',
    /50 ms/,
  ],
  [
    'never ends in promises',
    'const f = () => Promise.resolve().then(f); f()',
    'script-timeout',
    /50 ms/,
  ],
  ['searches without end', '/^(a+)+$/.test("a".repeat(50) + "b")', 'script-timeout', /50 ms/],
  [
    'fills its memory',
    'const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))',
    'script-memory',
    /memory/,
  ],
  ['asks for too much at once', 'new Uint8Array(1e9)', 'script-memory', /memory/],
  ['calls itself for ever', '(function f() { f() })()', 'script-failed', /stack overflow/],
  ['calls the network', 'fetch("http://127.0.0.1/")', 'script-failed', /'fetch' is not defined/],
  ['opens a socket', 'new WebSocket("ws://127.0.0.1/")', 'script-failed', /'WebSocket' is not/],
  ['wants a module', 'require("node:fs")', 'script-failed', /'require' is not defined/],
  ['imports a module', 'import("node:fs")', 'script-failed', /./],
  ['wants the process', 'process.env.PATH', 'script-failed', /'process' is not defined/],
  [
    'ends with a broken promise',
    'Promise.reject(new Error("later"))',
    'script-failed',
    /Error: later/,
  ],
  ['waits for nothing', 'new Promise(() => {})', 'script-failed', /never kept/],
] as const) {
  test(`a script that ${what} is a failed attempt, and the next one runs`, async (t) => {
    const world = open(t, { bad: source, good: 'log("well")' })
    const reply = await world.run('bad', { PrimaryKey: '18' })
    assert.equal(reply.kind === 'unreached' ? reply.errorClass : textOf(reply), errorClass)
    assert.match(reply.kind === 'unreached' ? reply.detail : '', detail)
    assert.equal(reply.kind === 'unreached' && reply.hadReplyBytes, true)
    assert.equal(textOf(await world.run('good')), 'well')
  })
}

test('what a script wrote before it failed is told with the failure', async (t) => {
  const reply = await open(t, { a: 'log("one"); log("two"); throw new Error("three")' }).run('a')
  assert.match(reply.kind === 'unreached' ? reply.detail : '', /Error: three[^]*\n\none\ntwo$/)
})

test('what a script writes is bounded, and its control characters are shown', async (t) => {
  const world = open(t, {
    much: 'for (let i = 0; i < 1000; i++) log("x".repeat(100))',
    odd: 'log("a\\u0007b\\u001b[31m\\ud800")',
  })
  assert.equal(textOf(await world.run('much')).length, 4_000)
  assert.match(textOf(await world.run('odd')), /^a\\x07b\\x1b\[31m\ufffd+$/)
})

test('nothing of one run is left for the next', async (t) => {
  const world = open(t, {
    first: 'globalThis.secret = 1; Array.prototype.at = () => "spoilt"; getVariable.mine = 1',
    second: 'log(typeof secret, [1].at(0), typeof getVariable.mine)',
  })
  await world.run('first')
  assert.equal(textOf(await world.run('second')), 'undefined 1 undefined')
})

test('a script that is not there is a failed attempt; one of another tenant is not there', async (t) => {
  const world = open(t, { a: 'log(1)' })
  for (const [name, tenant] of [
    ['b', tenantKey],
    ['a', 8],
  ] as const) {
    const reply = await world.run(name, {}, tenant)
    assert.equal(reply.kind === 'unreached' && reply.errorClass, 'script-missing')
    const refusal = await world.dispatcher.check(name, { isolation: tenant })
    assert.equal(refusal?.reason, 'script-unknown')
  }
  assert.equal(await world.dispatcher.check('a', { isolation: tenantKey }), null)
})

test("a tenant's endless scripts keep no other tenant's waiting for more than one of them", async (t) => {
  const world = open(t, { endless: 'for (;;) {}', good: 'log("well")' })
  await world.run('good', {}, 8)
  const order: string[] = []
  const note = (what: string) => () => void order.push(what)
  const endless = Array.from({ length: 10 }, () => world.run('endless').then(note('endless')))
  const good = world.run('good', {}, 8).then(note('good'))
  await Promise.all([...endless, good])
  assert.ok(order.indexOf('good') <= 2, order.join())
})

test('the process of a sandbox has no environment, no files, no network and no programs', async (t) => {
  const server = createServer((_request, response) => response.end('reached'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  process.env['PLANTED_SECRET'] = 'do-not-tell'
  t.after(() => delete process.env['PLANTED_SECRET'])
  const program = fileURLToPath(import.meta.resolve('../../../test/world/prying-sandbox.ts'))
  const world = open(t, { pry: String((server.address() as AddressInfo).port) }, { program })
  const told = JSON.parse(textOf(await world.run('pry'))) as Record<string, unknown>
  assert.deepEqual(told, {
    environment: [],
    file: 'ERR_ACCESS_DENIED',
    write: 'ERR_ACCESS_DENIED',
    network: 'ERR_ACCESS_DENIED',
    program: 'ERR_ACCESS_DENIED',
    thread: 'ERR_ACCESS_DENIED',
  })
})
