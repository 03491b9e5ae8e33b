/** Event types that a tenant describes, over real HTTP: how they are kept, and what they refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer, type Json } from '../world/running-server.ts'
import { called, done, refused } from './documented-calls.ts'

const path = '/v1/tenants/Cust1'
const place = `${path}/event-types/order.placed`
const schema = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: { id: { type: 'integer', minimum: 1 }, lines: { items: { $ref: '#/$defs/line' } } },
  $defs: { line: { type: 'object', properties: { sku: { type: 'string', maxLength: 4 } } } },
}
const fitting = { type: 'order.placed', data: { id: 1 } }
const wrong = { type: 'order.placed', data: { id: 0, lines: [{ sku: 'too long' }], more: 1 } }
const pointers = ['/data/more', '/data', '/data/id', '/data/lines/0/sku']

async function world(t: Parameters<typeof startServer>[0]) {
  const server = await startServer(t)
  await server.makeTenant('Cust1')
  const describe = (body: object): Promise<Json> => done(server, 'PUT', place, { body })
  return { server, describe }
}

test('data that do not fit are refused with a pointer to each fault, and nothing is stored', async (t) => {
  const { server, describe } = await world(t)
  await describe({ schema, mode: 'refuse' })
  await done(server, 'POST', `${path}/events`, { body: fitting })
  const answer = await refused(server, 'POST', `${path}/events`, { body: wrong })
  assert.equal(answer.code, 'event-data-invalid')
  assert.equal(answer.answer.status, 422)
  assert.deepEqual(answer.pointers, pointers)
  assert.equal((await done(server, 'GET', `${path}/events`)).data.length, 1)
  await done(server, 'POST', `${path}/events`, { body: { ...wrong, type: 'order.other' } })
  const misfits = server.facts.filter(({ kind }) => kind === 'event-misfit')
  assert.deepEqual(misfits, [
    { kind: 'event-misfit', tenantId: 'Cust1', type: 'order.placed', isRefused: true },
  ])
})

test('with warnings data that do not fit are accepted, told and counted', async (t) => {
  const { server, describe } = await world(t)
  await describe({ schema })
  const answer = await called(server, 'POST', `${path}/events`, { body: wrong })
  assert.equal(answer.status, 202)
  assert.deepEqual(
    answer.json.warnings.map(({ pointer }: Json) => pointer),
    pointers,
  )
  const good = await done(server, 'POST', `${path}/events`, { body: fitting })
  assert.ok(!Object.hasOwn(good, 'warnings'))
  const metrics = await server.call('GET', '/metrics')
  assert.match(metrics.text, /posthorn_events_misfit_total\{result="warned"\} 1\n/)
  const dry = await done(server, 'POST', `${path}/events?dry_run=true`, { body: wrong })
  assert.equal(dry.warnings.length, pointers.length)
})

test('each item of a batch is checked by itself', async (t) => {
  const { server, describe } = await world(t)
  await describe({ schema, mode: 'refuse' })
  const items = [fitting, wrong, { ...wrong, type: 'order.other' }]
  const { data } = await done(server, 'POST', `${path}/events/batch`, { body: items })
  assert.deepEqual(
    data.map(({ status }: Json) => status),
    [202, 422, 202],
  )
  assert.equal(data[1].problem.code, 'event-data-invalid')
  await describe({ schema, mode: 'warn' })
  const warned = await done(server, 'POST', `${path}/events/batch`, { body: items })
  assert.equal(warned.data[1].warnings.length, pointers.length)
})

test('a change of an event type holds for the next event, and so do off and taking it back', async (t) => {
  const { server, describe } = await world(t)
  const isTaken = async (): Promise<boolean> =>
    (await server.call('POST', `${path}/events`, { body: wrong })).status === 202
  await describe({ schema, mode: 'refuse' })
  assert.equal(await isTaken(), false)
  await describe({ schema, mode: 'off' })
  assert.equal(await isTaken(), true)
  await describe({ schema, mode: 'refuse' })
  assert.equal(await isTaken(), false)
  await done(server, 'DELETE', place)
  assert.equal(await isTaken(), true)
  assert.equal((await refused(server, 'DELETE', place)).code, 'event-type-unknown')
  assert.equal((await refused(server, 'GET', place)).code, 'event-type-unknown')
})

test('an event type is read as it was described, and listed before those of the dialects', async (t) => {
  const { server, describe } = await world(t)
  const example = { id: 7 }
  const body = { description: 'An order.', version: '2', schema, mode: 'refuse', example }
  const made = await called(server, 'PUT', place, { body })
  assert.equal(made.status, 201)
  assert.equal(made.json.revision, 1)
  assert.deepEqual({ ...made.json, ...body }, made.json)
  assert.equal((await describe(body)).revision, 1, 'the same again changes nothing')
  assert.equal((await describe({ ...body, version: '3' })).revision, 2)
  assert.equal((await done(server, 'GET', place)).version, '3')
  const { data } = await done(server, 'GET', `${path}/event-types`)
  assert.deepEqual(data[0], {
    event_type: 'order.placed',
    dialect: null,
    subject: null,
    description: 'An order.',
    example: { type: 'order.placed', data: example },
    payload: null,
    version: '3',
    mode: 'refuse',
  })
  assert.ok(data.length > 200)
  const other = await server.makeTenant('Cust2')
  assert.equal((await done(server, 'GET', '/v1/tenants/Cust2/event-types')).data[0].version, null)
  assert.equal((await server.call('GET', place, { key: other.manage })).status, 404)
})

test('a schema that could hold up the service, or an example that does not fit, is refused', async (t) => {
  const { server } = await world(t)
  const faulty = {
    properties: { a: { pattern: '^(a+)+$' }, b: { $ref: 'https://example.com/s' } },
    patternProperties: { x: true },
    requierd: ['a'],
  }
  const answer = await refused(server, 'PUT', place, { body: { schema: faulty } })
  assert.deepEqual(answer.pointers, [
    '/schema/properties/a/pattern',
    '/schema/properties/b/$ref',
    '/schema/patternProperties',
    '/schema/requierd',
  ])
  const ofExample = await refused(server, 'PUT', place, { body: { schema, example: { id: 0 } } })
  assert.deepEqual(ofExample.pointers, ['/example/id'])
  const malformed = await refused(server, 'PUT', `${path}/event-types/a..b`, { body: {} })
  assert.equal(malformed.code, 'request-malformed')
})

test('a tenant describes so many event types and no more', async (t) => {
  const { server } = await world(t)
  const large = { description: 'x'.repeat(900), schema: { enum: ['x'.repeat(31_000)] } }
  let count = 0
  for (; count < 100; count += 1) {
    const answer = await server.call('PUT', `${path}/event-types/t.${count}`, { body: large })
    if (answer.status !== 201) break
  }
  assert.ok(count > 25 && count < 40, `${count} large ones`)
  const { code } = await refused(server, 'PUT', `${path}/event-types/t.last`, { body: large })
  assert.equal(code, 'event-type-limit-reached')
})
