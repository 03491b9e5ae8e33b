import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { createFastifyReceiver } from '../src/fastify.ts'
import { signStandardWebhooksRequest } from '../src/testing.ts'
import { secret, startEndpoint, type StartReceiver, testReceiver } from './receiver-suite.ts'

async function listeningApp(t: TestContext, app: FastifyInstance): Promise<string> {
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => {
    app.server.closeAllConnections()
    return app.close()
  })
  return `${origin}/webhooks`
}

const start: StartReceiver = (t, options) => {
  const app = Fastify()
  app.register(createFastifyReceiver({ path: '/webhooks', ...options }))
  return listeningApp(t, app)
}

testReceiver('Fastify', start)

test('Fastify: the limit is the one of the receiver, not the one of the server', async (t) => {
  const small: StartReceiver = (context, options) => {
    const app = Fastify({ bodyLimit: 10 })
    app.register(createFastifyReceiver({ path: '/webhooks', ...options }))
    return listeningApp(context, app)
  }
  assert.equal((await (await startEndpoint(t, small)).post()).status, 200)
})

test('Fastify: other routes keep their parser', async (t) => {
  const beside: StartReceiver = (context, options) => {
    const app = Fastify()
    app.register(createFastifyReceiver({ path: '/webhooks', ...options }))
    app.post('/other', async ({ body }) => body)
    return listeningApp(context, app)
  }
  const { url, post } = await startEndpoint(t, beside)
  assert.equal((await post()).status, 200)
  const headers = { 'content-type': 'application/json' }
  const other = url.replace('webhooks', 'other')
  const answer = await fetch(other, { method: 'POST', headers, body: '{"a":1}' })
  assert.deepEqual(await answer.json(), { a: 1 })
})

test('Fastify: a body that was read before the route is refused with what to do', async (t) => {
  const said: string[] = []
  const reading: StartReceiver = (context, options) => {
    const app = Fastify()
    app.addHook('preParsing', async (_request, _reply, payload) => {
      for await (const _chunk of payload) continue
      return payload
    })
    app.register(createFastifyReceiver({ path: '/webhooks', ...options }))
    return listeningApp(context, app)
  }
  const { post } = await startEndpoint(t, reading, { report: (error) => said.push(String(error)) })
  assert.equal((await post()).status, 500)
  assert.match(said[0] ?? '', /preParsing/)
})

test('Fastify: a request that is injected is received', async () => {
  const { createStandardWebhooksVerifier } = await import('../src/index.ts')
  const received: unknown[] = []
  const app = Fastify()
  app.register(
    createFastifyReceiver({
      path: '/webhooks',
      verifier: createStandardWebhooksVerifier({ secrets: secret }),
      receive: ({ event }) => received.push(event?.type),
      report: () => null,
    }),
  )
  const { method, headers, body } = await signStandardWebhooksRequest({ secrets: secret })
  const answer = await app.inject({ method, url: '/webhooks', headers, payload: body })
  assert.equal(answer.statusCode, 200)
  assert.deepEqual(received, ['contact.changed'])
})
