import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openReceiver, openWorld } from './webhook-world.ts'

const farUrl = 'https://192.0.2.1/so'
const stopped = { Name: 'a', TargetUrl: farUrl, State: 'Stopped' }

test('POST answers 200 with absolute links to the webhook and to all of them', async (t) => {
  const world = await openWorld(t)
  const answer = await world.call('POST', 'Webhook', { body: stopped })
  assert.equal(answer.status, 200)
  const { WebhookId, _Links } = answer.json
  const archive = `${world.service.url}/Cust20001/api/v1/Webhook`
  assert.deepEqual(_Links, { Self: `${archive}/${WebhookId}`, Archive: archive })
  const self = await world.request('GET', new URL(_Links.Self).pathname, {
    headers: { authorization: `Bearer ${world.key}` },
  })
  assert.deepEqual(self.json, answer.json)
})

test('GET answers a bare array without links, in order of ids', async (t) => {
  const world = await openWorld(t)
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
  const first = await world.save({ ...stopped, Name: 'first' })
  const second = await world.save({ ...stopped, Name: 'second' })
  const { list } = await world.call('GET', 'Webhook')
  assert.ok(Array.isArray(list))
  assert.deepEqual(
    list,
    [first, second].map(({ _Links, ...webhook }) => webhook),
  )
})

test('nameFilter finds the exact name in any case; eventFilter and statusFilter filter', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const names = async (query: string): Promise<readonly (string | null)[]> => {
    const answer = await world.call('GET', `Webhook?${query}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.list.map(({ Name }) => Name)
  }
  await world.save({ ...stopped, Name: 'My hook', Events: ['contact.created'] })
  await world.save({ ...stopped, Name: 'My hook 2', Events: ['contact.changed', 'sale.sold'] })
  await world.save({ Name: 'Running', TargetUrl: receiver.url, Events: ['sale.sold'] })
  await world.save({ ...stopped, Name: null })
  assert.deepEqual(await names('nameFilter=my%20HOOK'), ['My hook'])
  assert.deepEqual(await names('NAMEFILTER=My+hook+2'), ['My hook 2'])
  assert.deepEqual(await names('nameFilter=hook'), [])
  assert.deepEqual(await names('eventFilter=sale.sold'), ['My hook 2', 'Running'])
  assert.deepEqual(await names('statusFilter=Active'), ['Running'])
  assert.deepEqual(await names('statusfilter=stopped&eventFilter=sale.sold'), ['My hook 2'])
  assert.deepEqual(await names('statusFilter=TooManyErrors'), [])
  const all = ['My hook', 'My hook 2', 'Running', null]
  for (const query of ['', 'statusFilter=Unknown', 'nameFilter=&eventFilter=&statusFilter=']) {
    assert.deepEqual(await names(query), all)
  }
  const answer = await world.call('GET', 'Webhook?statusFilter=Paused')
  assert.equal(answer.status, 400)
  assert.equal(answer.json.ErrorType, 'ArgumentException')
})

test('$select nulls the other members and keeps their names', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ ...stopped, ErrorsEmail: 'a@example.org' })
  const path = `Webhook/${saved.WebhookId}`
  const answers = [
    await world.call('GET', `${path}?$select=name,WEBHOOKID`),
    await world.call('PATCH', `${path}?%24select=Name,WebhookId`, { body: { Description: 'x' } }),
    await world.call('PUT', `${path}?$SELECT=Name%2CWebhookId`, { body: stopped }),
  ]
  for (const { json } of answers) {
    assert.deepEqual(Object.keys(json), Object.keys(saved))
    const { WebhookId, Name, _Links, ...others } = json
    assert.deepEqual([WebhookId, Name, _Links], [saved.WebhookId, 'a', saved._Links])
    assert.deepEqual([...new Set(Object.values(others))], [null])
  }
  const nested = await world.call('GET', `${path}?$select=RegisteredAssociate/FullName`)
  assert.equal(nested.json.RegisteredAssociate?.FullName, 'Kari Nordmann')
  assert.equal(nested.json.RegisteredAssociate?.Type, null)
  assert.equal(
    (await world.call('POST', 'Webhook?$select=State', { body: stopped })).json.Name,
    null,
  )
})

test('PUT without a body answers 400', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  for (const body of [undefined, null]) {
    const answer = await world.call('PUT', path, { body })
    assert.equal(answer.status, 400)
    assert.match(answer.json.Message, /missing/)
  }
  assert.deepEqual((await world.call('GET', path)).json, saved)
})

test('PUT, PATCH, GET and DELETE of an unknown id answer 404', async (t) => {
  const world = await openWorld(t)
  for (const id of ['4711', '0', '-1', 'abc', '99999999999', '1.5', '%20']) {
    const answers = [
      await world.call('GET', `Webhook/${id}`),
      await world.call('GET', `Webhook/${id}/LastError`),
      await world.call('PUT', `Webhook/${id}`, { body: stopped }),
      await world.call('PATCH', `Webhook/${id}`, { body: { Name: 'b' } }),
      await world.call('DELETE', `Webhook/${id}`),
    ]
    for (const answer of answers) {
      assert.equal(answer.status, 404, `${id}: ${answer.text}`)
      assert.equal(answer.json.ErrorType, 'SoNotFoundException')
    }
  }
  const body = { ...stopped, WebhookId: 4711 }
  assert.equal((await world.call('POST', 'Webhook', { body })).status, 404)
})

test('PUT replaces the whole webhook, and the id of the path wins', async (t) => {
  const world = await openWorld(t)
  const other = await world.save({ ...stopped, Name: 'other' })
  const saved = await world.save({
    ...stopped,
    Secret: 'key',
    Events: ['a.b'],
    Headers: { 'X-A': '1' },
    Properties: { p: 1 },
  })
  const body = { WebhookId: other.WebhookId, Name: 'new', TargetUrl: farUrl }
  const { json } = await world.call('PUT', `Webhook/${saved.WebhookId}`, { body })
  assert.equal(json.WebhookId, saved.WebhookId)
  assert.deepEqual(
    [json.Name, json.Secret, json.Events, json.Headers, json.Properties, json.State],
    ['new', '', [], {}, {}, 'Stopped'],
  )
  assert.deepEqual((await world.call('GET', `Webhook/${other.WebhookId}`)).json, other)
})

test('DELETE of a known id answers 204, and the webhook is gone', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const answer = await world.call('DELETE', path)
  assert.equal(answer.status, 204)
  assert.equal(answer.text, '')
  assert.equal((await world.call('GET', path)).status, 404)
  assert.equal((await world.call('DELETE', path)).status, 404)
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
  assert.notEqual((await world.save(stopped)).WebhookId, saved.WebhookId)
})

test('a merge patch and a JSON patch that set State have the same effect', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  const patches: readonly (readonly [string, unknown])[] = [
    ['application/json', { State: 'Stopped' }],
    ['application/merge-patch+json', { state: 'Stopped' }],
    ['application/json', [{ op: 'replace', path: 'State', value: 'Stopped' }]],
    ['application/json-patch+json', [{ op: 'replace', path: '/State', value: 'Stopped' }]],
    ['text/json; charset=utf-8', [{ op: 'add', path: '/state', value: 'Stopped' }]],
  ]
  for (const [type, body] of patches) {
    const saved = await world.save({ Name: 'a', TargetUrl: receiver.url })
    const headers = { 'content-type': type }
    const answer = await world.call('PATCH', `Webhook/${saved.WebhookId}`, { body, headers })
    assert.equal(answer.status, 200, answer.text)
    const { Updated, UpdatedAssociate, ...rest } = answer.json
    const { Updated: _, UpdatedAssociate: __, ...before } = saved
    assert.deepEqual(rest, { ...before, State: 'Stopped' })
    assert.ok(Updated > saved.Updated)
    assert.equal(UpdatedAssociate?.FullName, 'Kari Nordmann')
  }
})

test('a patch whose test does not hold answers 409, and move is refused', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const rename = { op: 'replace', path: '/Name', value: 'b' }
  const failing = [rename, { op: 'test', path: '/Name', value: 'a' }]
  assert.equal((await world.call('PATCH', path, { body: failing })).status, 409)
  const move = [rename, { op: 'move', from: '/Name', path: '/Description' }]
  assert.equal((await world.call('PATCH', path, { body: move })).status, 400)
  assert.equal((await world.call('PATCH', path)).status, 400)
  assert.deepEqual((await world.call('GET', path)).json, saved)
  const holding = [{ op: 'test', path: 'name', value: 'a' }, rename]
  assert.equal((await world.call('PATCH', path, { body: holding })).json.Name, 'b')
})

test('a merge patch with an object for ErrorAssociates appends it, with a list replaces', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save({ ...stopped, ErrorAssociates: [{ Id: 5, Name: 'KN' }] })
  const path = `Webhook/${saved.WebhookId}`
  const idsAfter = async (body: unknown): Promise<readonly number[] | undefined> => {
    const { json } = await world.call('PATCH', path, { body })
    return json.ErrorAssociates?.map(({ Id }) => Id)
  }
  assert.deepEqual(await idsAfter({ ErrorAssociates: { Id: 6 } }), [5, 6])
  assert.deepEqual(await idsAfter({ errorAssociates: [{ id: 7 }] }), [7])
})

test('If-Unmodified-Since before the last update answers 412 and changes nothing', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const before = { 'if-unmodified-since': new Date(Date.now() - 3_600_000).toUTCString() }
  for (const method of ['PATCH', 'PUT']) {
    const answer = await world.call(method, path, {
      body: { ...stopped, Name: 'b' },
      headers: before,
    })
    assert.equal(answer.status, 412)
  }
  assert.deepEqual((await world.call('GET', path)).json, saved)
  const after = { 'if-unmodified-since': new Date(Date.now() + 1_000).toUTCString() }
  const answer = await world.call('PATCH', path, { body: { Name: 'b' }, headers: after })
  assert.equal(answer.json.Name, 'b')
})

test('the instant that an answer shows is one that If-Unmodified-Since lets through', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const first = await world.call('PATCH', path, { body: { Name: 'b' } })
  const since = { 'if-unmodified-since': new Date(`${first.json.Updated}Z`).toUTCString() }
  const answer = await world.call('PATCH', path, { body: { Name: 'c' }, headers: since })
  assert.equal(answer.status, 200)
})

test('of many patches made at once none is lost', async (t) => {
  const world = await openWorld(t)
  const saved = await world.save(stopped)
  const path = `Webhook/${saved.WebhookId}`
  const names = Array.from({ length: 8 }, (_, index) => `p${index}`)
  const answers = await Promise.all(
    names.map((name) => world.call('PATCH', path, { body: { Properties: { [name]: name } } })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    names.map(() => 200),
  )
  const { json } = await world.call('GET', path)
  assert.deepEqual(Object.keys(json.Properties ?? {}).toSorted(), names)
})
