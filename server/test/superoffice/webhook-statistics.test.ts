/** The statistics of a webhook: the same numbers from every API, on both kinds of store. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { postgresServer } from '../world/postgres-server.ts'
import { soap } from './soap-world.ts'
import { openReceiver, openWorld, type WebhookWorld } from './webhook-world.ts'

const stores = {
  SQLite: () => Promise.resolve('sqlite::memory:'),
  PostgreSQL: async () => (await postgresServer()).emptyDatabase(),
}

const columns = 'webhook_usage_id,total_calls,total_errors,consecutive_errors,last_error'
  .split(',')
  .map((name) => `webhook_usage.${name}`)

type Row = Readonly<Record<string, unknown>>

async function archive(
  world: WebhookWorld,
  query: string,
  key = world.key,
): Promise<{ readonly status: number; readonly rows: readonly Row[]; readonly text: string }> {
  const { status, text } = await world.call('GET', `Archive/dynamic?${query}`, { key })
  const { value = [] } = JSON.parse(text) as { readonly value?: readonly Row[] }
  return { status, rows: value, text }
}

async function openWith(t: TestContext, store: keyof typeof stores): Promise<WebhookWorld> {
  return openWorld(t, { POSTHORN_STORE: await stores[store](), POSTHORN_NODE: 'statistics' })
}

for (const store of Object.keys(stores) as readonly (keyof typeof stores)[]) {
  test(`in ${store}, statistics follow each attempt, alike in every API, and pings leave them alone`, async (t) => {
    const world = await openWith(t, store)
    const receiver = await openReceiver(t)
    const saved = await world.save({ TargetUrl: receiver.url, Events: ['a.b'] })
    const id = saved.WebhookId
    const assertSeen = async (numbers: readonly number[], error: RegExp) => {
      const { json } = await world.call('GET', `Webhook/${id}`)
      const { json: agent } = await world.call('POST', `Agents/Webhook/GetWebhook?webhookId=${id}`)
      for (const seen of [json, agent]) {
        assert.deepEqual([seen.TotalCalls, seen.TotalErrors, seen.ConsecutiveErrors], numbers)
        assert.match(seen.LastError ?? '', error)
      }
      const envelope = await soap(world, 'GetWebhook', `<w:WebhookId>${id}</w:WebhookId>`)
      assert.deepEqual(
        ['TotalCalls', 'TotalErrors', 'ConsecutiveErrors'].map((name) => envelope.textOf(name)),
        numbers.map(String),
      )
      assert.match(envelope.textOf('LastError') ?? '', error)
      const select = `$select=${columns.join(',')}`
      const filter = `$filter=${encodeURIComponent(`webhook_usage.webhook_usage_id eq ${id}`)}`
      const { rows } = await archive(world, `${select}&${filter}`)
      assert.deepEqual(rows, [
        {
          PrimaryKey: String(id),
          EntityName: 'webhook_usage',
          ...Object.fromEntries(
            columns.map((name, index) => [name, [id, ...numbers, json.LastError ?? ''][index]]),
          ),
        },
      ])
    }
    await assertSeen([0, 0, 0], /^$/)
    receiver.answers(503, 'not today')
    await world.call('POST', 'Webhook/Test', { body: saved })
    await assertSeen([0, 0, 0], /^$/)
    await world.call('POST', 'Webhook/a.b/1', { body: {} })
    await world.fact((fact) => fact.kind === 'attempt-recorded')
    await assertSeen([1, 1, 1], /HTTP 503[\s\S]*not today/)
    receiver.answers(200)
    await world.fact((fact) => fact.kind === 'attempt-recorded', 2)
    await assertSeen([2, 1, 0], /not today/)
  })
}

test('the usage archive has the columns that are selected, of all webhooks or of one', async (t) => {
  const world = await openWorld(t)
  const stopped = { TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' }
  const ids = [await world.save(stopped), await world.save(stopped)].map((one) => one.WebhookId)
  const { rows, text } = await archive(world, '$select=Webhook_Usage.Total_Calls')
  assert.deepEqual(
    rows,
    ids.map((id) => ({
      PrimaryKey: String(id),
      EntityName: 'webhook_usage',
      'webhook_usage.total_calls': 0,
    })),
  )
  assert.deepEqual(Object.keys(JSON.parse(text) as object), [
    'odata.metadata',
    'odata.nextLink',
    'value',
  ])
  const one = await archive(
    world,
    `%24select=webhook_usage.last_error&%24FILTER=webhook_usage.webhook_usage_id+EQ+${ids[1]}`,
  )
  assert.deepEqual(
    one.rows.map((row) => row['PrimaryKey']),
    [String(ids[1])],
  )
  const none = await archive(
    world,
    '$select=webhook_usage.last_error&$filter=webhook_usage.webhook_usage_id eq 4711',
  )
  assert.deepEqual([none.status, none.rows], [200, []])
})

test("another application's and another tenant's webhooks are not in the archive", async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ TargetUrl: 'https://192.0.2.1/so', State: 'Stopped' })
  const other = await world.addKey({ application: 'another', scopes: ['read'] })
  const select = '$select=webhook_usage.total_calls'
  for (const filter of ['', `&$filter=webhook_usage.webhook_usage_id eq ${saved.WebhookId}`]) {
    assert.deepEqual((await archive(world, select + filter, other)).rows, [])
    assert.equal((await archive(world, select + filter)).rows.length, 1)
  }
})

test('an archive query that is not understood is refused and says what there is', async (t) => {
  const world = await openWorld(t)
  const select = '$select=webhook_usage.total_calls'
  const queries = [
    '',
    '$select=',
    '$select=contact.name',
    '$select=webhook_usage.total_calls,webhook.secret',
    `${select}&$filter=webhook_usage.webhook_usage_id gt 1`,
    `${select}&$filter=webhook_usage.total_calls eq 1`,
    `${select}&$filter=webhook_usage.webhook_usage_id eq 1 or 1 eq 1`,
    `${select}&$top=1`,
    `${select}&$orderby=webhook_usage.total_calls`,
    `$select=${Array.from({ length: 200 }, () => 'webhook_usage.total_calls').join(',')}`,
  ]
  for (const query of queries) {
    const { status, text } = await archive(world, query)
    assert.equal(status, 400, query)
    assert.match(text, /"ErrorType":"ArgumentException"/)
  }
})
