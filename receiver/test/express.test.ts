import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import express, { type RequestHandler } from 'express'
import { createExpressReceiver } from '../src/express.ts'
import { listening, startEndpoint, type StartReceiver, testReceiver } from './receiver-suite.ts'

const behind =
  (...before: readonly RequestHandler[]): StartReceiver =>
  (t, options) => {
    const app = express()
    for (const middleware of before) app.use(middleware)
    app.post('/webhooks', createExpressReceiver(options))
    return listening(t, createServer(app))
  }

testReceiver('Express', behind())

test('Express: behind express.json() the body is refused with 500 and where to put the route', async (t) => {
  const said: string[] = []
  const { post, received } = await startEndpoint(t, behind(express.json()), {
    report: (error) => said.push(String(error)),
  })
  const answer = await post()
  assert.deepEqual([answer.status, await answer.text()], [500, '{"error":"BODY_ALREADY_PARSED"}'])
  assert.match(said[0] ?? '', /express[.]json\(\) ran before.*Put the route above/)
  assert.deepEqual(received, [])
})

test('Express: express.raw() and express.text() may stand before the route', async (t) => {
  for (const parser of [express.raw({ type: () => true }), express.text({ type: () => true })]) {
    const { post, received } = await startEndpoint(t, behind(parser))
    assert.equal((await post({ members: { data: { name: 'Zoë ☃' } } })).status, 200)
    assert.equal(received.length, 1)
  }
})

test('Express: a parser that passed the request by does no harm', async (t) => {
  const { post, received } = await startEndpoint(t, behind(express.urlencoded()))
  assert.equal((await post()).status, 200)
  assert.equal(received.length, 1)
})

test('Express: other routes keep their parser below the receiver', async (t) => {
  const start: StartReceiver = (context, options) => {
    const app = express()
    app.post('/webhooks', createExpressReceiver(options))
    app.use(express.json())
    app.post('/other', (request, response) => void response.json(request.body))
    return listening(context, createServer(app))
  }
  const { url, post } = await startEndpoint(t, start)
  assert.equal((await post()).status, 200)
  const headers = { 'content-type': 'application/json' }
  const other = url.replace('webhooks', 'other')
  const answer = await fetch(other, { method: 'POST', headers, body: '{"a":1}' })
  assert.deepEqual(await answer.json(), { a: 1 })
})
