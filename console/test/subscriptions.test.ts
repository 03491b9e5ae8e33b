/** Subscriptions as a tenant's integrator runs them: made, tried, watched, paused and let go. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { openWorld, type Received, type Receiver, type World } from './world.ts'

let world: World
let receiver: Receiver
let operator: Page

before(async (context) => {
  world = await openWorld(context as TestContext)
  receiver = await world.startReceiver()
  for (const id of ['Cust1', 'Cust2', 'Cust3']) await made('POST', '/v1/tenants', { id, name: id })
  operator = await world.openSignedIn()
})

test('a newcomer without a receiver sees a webhook arrive after two clicks', async () => {
  await operator.goto(at('Cust2', ''))
  await operator.getByRole('button', { name: 'Make an inbox and subscribe it' }).click()
  await operator.getByRole('heading', { level: 1, name: 'First inbox' }).waitFor()
  await operator.getByRole('button', { name: 'Send test' }).click()
  await operator.getByText('The endpoint accepted the test event').waitFor()
  const { data } = await made('GET', '/v1/tenants/Cust2/inboxes')
  assert.equal(data[0].request_count, 1)
})

test('a subscription is made by keyboard alone, and its secret signs what is delivered', async () => {
  const page = operator
  await page.goto(at('Cust1', '/new'))
  await page.getByLabel(/^URL/).focus()
  await page.keyboard.type('ftp://example.com')
  await page.getByText('Only https:// and').first().waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(`${receiver.url}/orders`)
  await page.getByText('A private address').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Orders')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('contact.*')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('{"data.country": {"eq": "NO"}}')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Header 1' }).focus()
  await page.keyboard.type('X-Team')
  await page.keyboard.press('Tab')
  await page.keyboard.type('sales')
  await page.getByText('What will be sent').press('Enter')
  const json = await page.getByRole('group', { name: 'What will be sent' }).innerText()
  assert.deepEqual(JSON.parse(json).filter, { 'data.country': { eq: 'NO' } })
  await page.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  const secret = await page
    .getByRole('alert', { name: 'Signing secret' })
    .locator('code')
    .innerText()
  assert.match(secret, /^whsec_/)
  await made('POST', '/v1/tenants/Cust1/events', {
    type: 'contact.changed',
    data: { country: 'NO' },
  })
  await receiver.untilCount(1)
  const [first] = receiver.received
  assert.equal(first?.path, '/orders')
  assert.equal(first?.headers['x-team'], 'sales')
  assert.ok(isSigned(first, secret))
  await page.getByRole('link', { name: 'Open the subscription' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
  assert.equal((await page.content()).includes(secret), false)
})

test('what the server refuses stands at its field, and nothing typed is lost unasked', async () => {
  const page = operator
  const { id } = await subscribe('Cust1', { name: 'Refused' })
  await page.goto(at('Cust1', `/${id}/edit`))
  await page.getByLabel('Filter by data').fill('{"data.country": {"is": "NO"}}')
  await page.getByRole('button', { name: 'Save' }).click()
  const filter = page.getByLabel('Filter by data')
  await page.locator('[aria-invalid=true]').waitFor()
  assert.equal(await filter.getAttribute('aria-invalid'), 'true')
  await page.getByRole('link', { name: 'Subscriptions' }).click()
  await page.getByRole('button', { name: 'Stay' }).click()
  assert.match(await filter.inputValue(), /"is"/)
  await filter.fill('{"data.country": {"eq": "NO"}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Refused' }).waitFor()
  const stored = await made('GET', `/v1/tenants/Cust1/subscriptions/${id}`)
  assert.deepEqual(stored.filter, { 'data.country': { eq: 'NO' } })
})

test('several are paused at once, found by their state in the address, and undone', async () => {
  const page = operator
  for (const name of ['North', 'South']) await subscribe('Cust3', { name })
  await page.goto(at('Cust3', ''))
  await page.getByLabel('Select all rows that are loaded').check()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('2 subscriptions are paused').waitFor()
  await page.getByLabel('Status').selectOption('stopped')
  await page.waitForURL(/state=stopped/)
  await page.getByRole('link', { name: 'South' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nothing fits these filters').waitFor()
  const { data } = await made('GET', '/v1/tenants/Cust3/subscriptions')
  assert.deepEqual(
    data.map(({ state }: { state: string }) => state),
    ['active', 'active'],
  )
})

test('deliveries are sent again, exported, and a secret is rotated and shown once', async () => {
  const page = operator
  const { id } = await subscribe('Cust1', { name: 'Log', event_types: ['log.written'] })
  const count = receiver.received.length
  await made('POST', '/v1/tenants/Cust1/events', { type: 'log.written', data: {} })
  await page.goto(at('Cust1', `/${id}?tab=deliveries`))
  await page.getByRole('button', { name: 'Send again: log.written' }).click()
  await receiver.untilCount(count + 2)
  await page.getByRole('cell', { name: 'Delivered' }).nth(1).waitFor()
  await assertAccessible(page, 'delivery log')
  const link = page.getByRole('link', { name: 'Export CSV' })
  const csv = await page.request.get(new URL((await link.getAttribute('href'))!, world.url).href)
  assert.equal((await csv.text()).match(/log\.written/g)?.length, 2)
  await page.getByRole('tab', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'Rotate the secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click()
  const secret = await page.getByRole('alert', { name: 'New signing' }).locator('code').innerText()
  await page.getByText('Old secrets that still hold').waitFor()
  await assertAccessible(page, 'security')
  await made('POST', '/v1/tenants/Cust1/events', { type: 'log.written', data: {} })
  await receiver.untilCount(count + 3)
  assert.ok(isSigned(receiver.received.at(-1), secret))
})

test('deleting asks by name, and who may only read is offered no change', async () => {
  const page = operator
  const { id } = await subscribe('Cust1', { name: 'Going' })
  const { key } = await made('POST', '/v1/tenants/Cust1/keys', { name: 'look', scopes: ['read'] })
  const reader = await world.openSignedIn({ key })
  await reader.goto(at('Cust1', `/${id}`))
  await reader.getByRole('heading', { level: 1, name: 'Going' }).waitFor()
  for (const name of ['Pause', 'Delete']) {
    assert.equal(await reader.getByRole('button', { name }).count(), 0)
  }
  await page.goto(at('Cust1', `/${id}`))
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete “Going”?' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 1, name: 'Subscriptions' }).waitFor()
  assert.equal((await world.call('GET', `/v1/tenants/Cust1/subscriptions/${id}`)).status, 404)
})

const at = (tenant: string, rest: string): string =>
  `${world.url}/console/tenants/${tenant}/subscriptions${rest}`

function subscribe(tenant: string, more: object): Promise<{ readonly id: string }> {
  const body = { url: `${receiver.url}/x`, event_types: ['nothing.of.it'], ...more }
  return made('POST', `/v1/tenants/${tenant}/subscriptions`, body)
}

/** Calls, and fails with the words of the API where it refuses. */
async function made(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, path, body)
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Whether a message carries a signature of Standard Webhooks that this secret makes. */
function isSigned(message: Received | undefined, secret: string): boolean {
  assert.ok(message !== undefined)
  const { headers, body } = message
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}
