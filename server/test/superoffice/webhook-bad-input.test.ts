import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { openWorld } from './webhook-world.ts'

const stopped = { Name: 'a', TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }

test('malformed, deep, wide and huge bodies are refused in the shape of this API', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const deep = `{"Properties":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`
  const wide = JSON.stringify({
    Properties: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, 1])),
  })
  const huge = JSON.stringify({ ...stopped, Description: 'd'.repeat(1024 * 1024) })
  const bodies: readonly (readonly [string | Uint8Array, number])[] = [
    ['{"Name":"a"', 400],
    ['{"Name":"planted-secret",}', 400],
    ['nonsense', 400],
    ['[]', 400],
    ['"text"', 400],
    ['5', 400],
    [Buffer.from('{"Name":"\xff"}', 'latin1'), 400],
    [wide, 400],
    [deep, 413],
    [deep.slice(0, 600_000), 400],
    [huge, 413],
  ]
  const calls = [
    ['POST', 'Webhook'],
    ['PUT', `Webhook/${saved.WebhookId}`],
    ['POST', 'Webhook/Test'],
  ] as const
  for (const [body, status] of bodies) {
    for (const [method, path] of calls) {
      const answer = await world.call(method, path, { body })
      assert.equal(answer.status, status, `${method} ${path} ${answer.text}`)
      assert.equal(answer.json.Error, true)
      assert.ok(!answer.text.includes('planted-secret'))
      assert.equal(answer.json.ErrorMessage, answer.json.Message)
    }
  }
  assert.deepEqual(
    (await world.call('GET', 'Webhook')).list.map(({ Name }) => Name),
    ['a'],
  )
})

test('every documented JSON content type is taken, and one that is not JSON answers 415', async (t) => {
  const world = await openWorld(t)
  const taken = ['application/json', 'text/json', 'application/json; charset=utf-8']
  taken.push('application/json-patch+json', 'application/merge-patch+json', 'Application/JSON')
  taken.push('application/x-www-form-urlencoded')
  for (const type of taken) {
    const headers = { 'content-type': type, accept: 'text/xml' }
    const answer = await world.call('POST', 'Webhook', { body: stopped, headers })
    assert.equal(answer.status, 200, type)
    assert.match(answer.headers.get('content-type') ?? '', /json/)
  }
  for (const type of ['application/xml', 'text/xml', 'image/png']) {
    const headers = { 'content-type': type }
    const answer = await world.call('POST', 'Webhook', { body: '<Webhook/>', headers })
    assert.equal(answer.status, 415, type)
    assert.equal(answer.json.Error, true)
  }
})

test('wrong types in a patch are refused and nothing is stored', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const patches: readonly unknown[] = [
    { Events: { a: 1 } },
    { Events: 'contact.created' },
    { Headers: [] },
    { Headers: { 'X-A': { b: 1 } } },
    { Name: ['a'] },
    { TargetUrl: null },
    { TargetUrl: 'javascript:alert(1)' },
    { State: 'TooManyErrors' },
    { NotifyVia: 8 },
    [{ op: 'add', path: '/Events/-', value: 5 }],
    [{ op: 'replace', path: '/Properties/__proto__/x', value: 5 }],
    [[]],
    'text',
    7,
  ]
  for (const body of patches) {
    const answer = await world.call('PATCH', path, { body })
    assert.equal(answer.status, 400, JSON.stringify(body))
    assert.equal(answer.json.ErrorType, 'ArgumentException')
  }
  assert.deepEqual((await world.call('GET', path)).json, saved)
})

test('the address that a caller made up for the service is not repeated when it is no host', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const text = await new Promise<string>((resolve, reject) => {
    const url = `${world.service.url}/Cust20001/api/v1/Webhook/${saved.WebhookId}`
    const headers = { authorization: `Bearer ${world.key}`, host: 'evil.example/"planted' }
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    })
      .on('error', reject)
      .end()
  })
  assert.ok(!text.includes('planted'))
})
