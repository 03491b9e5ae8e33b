import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openScriptedEndpoint } from '../../../test/world/scripted-endpoint.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

const id = `ibx_${'0123456789abcdef'.repeat(2)}`
const url = `https://inbox.posthorn.invalid/${id}`

async function open(t: TestContext, inboxPort: 'here' | null = 'here') {
  const endpoint = await openScriptedEndpoint()
  const dispatcher = createHttpDispatcher({
    allowTargets: [],
    allowHttp: false,
    extraCaPem: null,
    replyBytesMax: 1_024,
    idleSocketsMax: 10,
    inboxPort: inboxPort === null ? null : endpoint.port,
  })
  t.after(async () => {
    await dispatcher.close()
    await endpoint.close()
  })
  const send = (to: string) => {
    const message = { method: 'POST', url: to, headers: [], body: Buffer.from('{}') } as const
    return dispatcher.send(message, { timeoutMs: 5_000 })
  }
  return { endpoint, dispatcher, send }
}

test('the URL of an inbox leads to the listener of this process, under its own host and path', async (t) => {
  const { endpoint, dispatcher, send } = await open(t)
  assert.equal(await dispatcher.check(url), null)
  const reply = await send(url)
  assert.equal(reply.kind, 'answered')
  const [request] = endpoint.requests
  assert.equal(request?.path, `/${id}`)
  const at = request.rawHeaders.findIndex((line) => line.toLowerCase() === 'host')
  assert.equal(request.rawHeaders[at + 1], 'inbox.posthorn.invalid')
})

test('no other spelling of that host, and no other URL, leads to this machine', async (t) => {
  const { endpoint, dispatcher, send } = await open(t)
  for (const other of [
    'https://inbox.posthorn.invalid/',
    `https://inbox.posthorn.invalid/${id}/x`,
    `https://inbox.posthorn.invalid/${id}?x=1`,
    `https://inbox.posthorn.invalid/${id}#x`,
    `https://inbox.posthorn.invalid/${id.toUpperCase()}`,
    `https://inbox.posthorn.invalid:${endpoint.port}/${id}`,
    `https://inbox.posthorn.invalid./${id}`,
    `https://INBOX.posthorn.invalid/${id}`,
    `https://127.0.0.1:${endpoint.port}/${id}`,
    `https://localhost:${endpoint.port}/${id}`,
  ]) {
    assert.equal((await dispatcher.check(other))?.reason, 'address-refused', other)
    const reply = await send(other)
    assert.equal(reply.kind === 'unreached' && reply.errorClass, 'address-refused', other)
  }
  assert.equal((await dispatcher.check(`http://inbox.posthorn.invalid/${id}`))?.reason, 'not-https')
  assert.equal(endpoint.connectionCount(), 0)
})

test('where there are no inboxes, their URLs are refused at save and at every send', async (t) => {
  const { endpoint, dispatcher, send } = await open(t, null)
  assert.match((await dispatcher.check(url))?.detail ?? '', /POSTHORN_INBOXES/)
  const reply = await send(url)
  assert.equal(reply.kind === 'unreached' && reply.errorClass, 'address-refused')
  assert.equal(endpoint.connectionCount(), 0)
})
