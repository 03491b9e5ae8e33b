/** Events and their types: handed in by hand, followed to who got them, and described. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertAccessible } from './axe.ts'
import { openWorld } from './world.ts'

const world = await openWorld({ after })

/** A tenant with a subscription that takes only big orders, and one that takes no orders. */
async function setUp(tenant: string) {
  const receiver = await world.startReceiver()
  const subscription = { url: `${receiver.url}/hook`, event_types: ['order.*'] }
  for (const [path, body] of [
    ['', { id: tenant, name: tenant }],
    [
      `/${tenant}/subscriptions`,
      { ...subscription, name: 'Only big ones', filter: { 'data.total': { gte: 100 } } },
    ],
    [`/${tenant}/subscriptions`, { ...subscription, name: 'Contacts', event_types: ['contact.*'] }],
  ] as const) {
    const answer = await world.call('POST', `/v1/tenants${path}`, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
  }
  return { receiver, base: `${world.url}/console/tenants/${tenant}` }
}

test('an event is tried, then handed in, and its page says step by step who got it and why', async () => {
  const { receiver, base } = await setUp('Orders')
  const page = await world.openSignedIn()
  await page.goto(`${base}/events`)
  await page.getByText('No events yet').waitFor()
  await page.getByRole('button', { name: 'Hand in an event' }).click()
  const dialog = page.getByRole('dialog')
  const data = dialog.getByLabel('Data (a JSON object)')
  await dialog.getByLabel('Event type').fill('order.placed')
  await data.fill('{"total": 12345678901234567890')
  await dialog.getByRole('button', { name: 'Who would get it?' }).click()
  await dialog.getByText(/This is not a JSON object/).waitFor()
  await data.fill('{"total": 7}')
  await dialog.getByRole('button', { name: 'Who would get it?' }).click()
  await dialog.getByText('No subscription would get it.').waitFor()
  await data.fill('{"total": 12345678901234567890}')
  assert.equal(await dialog.getByRole('button', { name: 'Hand it in' }).count(), 0)
  await dialog.getByRole('button', { name: 'Who would get it?' }).click()
  await dialog.getByText('1 subscription would get it.').waitFor()
  assert.equal(receiver.received.length, 0)
  await dialog.getByRole('button', { name: 'Hand it in' }).click()
  await receiver.untilCount(1)
  await page.getByRole('heading', { name: 'Event order.placed' }).waitFor()
  // As it came in: reading and writing the number again would have changed it.
  await page.getByRole('group', { name: 'Data' }).getByText('12345678901234567890').waitFor()
  await page.getByText('Only big ones').click()
  await page.getByText('Its event type "order.*" wants "order.placed".').waitFor()
  await page.getByText('Contacts').click()
  await page.getByText('None of its 1 event types wants "order.placed".').waitFor()
  await page.context().close()
})

test('the filter that held an event back is named with the value that it saw', async () => {
  const { base } = await setUp('Filtered')
  const { body } = await world.call('POST', '/v1/tenants/Filtered/events', {
    type: 'order.placed',
    data: { total: 7 },
  })
  const page = await world.openSignedIn()
  await page.goto(`${base}/events/${body.id}`)
  await page.getByText('Its filter does not want this data.').click()
  const row = page.getByRole('row', { name: /^Filter wanted the data/ })
  await row.getByText('held back').waitFor()
  await row.getByText(/data\.total.*7/).waitFor()
  await page
    .getByRole('row', { name: /^Delivered/ })
    .getByText('not asked')
    .first()
    .waitFor()
  await assertAccessible(page, 'an event with its steps')
  await page.context().close()
})

test('events come in live, and by keyboard alone one is found and opened', async () => {
  const { base } = await setUp('Listed')
  const page = await world.openSignedIn()
  await page.goto(`${base}/events`)
  await page.getByText('rows come in as they happen').waitFor()
  for (const type of ['order.placed', 'order.paid', 'contact.changed']) {
    await world.call('POST', '/v1/tenants/Listed/events', { type, data: {} })
  }
  await page.locator('table[aria-rowcount="4"]').waitFor()
  await page.keyboard.press('/')
  await page.locator('[data-search]:focus').waitFor()
  await page.keyboard.type('type:order.* since:1h')
  await page.keyboard.press('Enter')
  await page.locator('table[aria-rowcount="3"]').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Event order.placed' }).waitFor()
  await page.context().close()
})

test('an event type is described; a schema that is none is refused at its field', async () => {
  const { base } = await setUp('Typed')
  const page = await world.openSignedIn()
  await page.goto(`${base}/event-types`)
  await page.getByRole('button', { name: 'Describe an event type' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Event type').fill('order placed')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByText(/^1 to 128 of/).waitFor()
  await dialog.getByLabel('Event type').fill('order.placed')
  await page.keyboard.press('Enter')
  await page.getByText('Nobody has described this type yet.').waitFor()
  await page.getByLabel('Schema').fill('{"type":"unicorn"}')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/\/type/).waitFor()
  await page.getByLabel('Schema').fill('{"type":"object","required":["total"]}')
  await page.getByLabel('Example of the data').fill('{"total":1}')
  await page.getByText('refused', { exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Revision 1, changed').waitFor()
  const refused = await world.call('POST', '/v1/tenants/Typed/events', {
    type: 'order.placed',
    data: {},
  })
  assert.equal(refused.status, 422)
  await page.getByRole('button', { name: 'Hand in an example' }).click()
  await page.getByRole('button', { name: 'Who would get it?' }).click()
  await page.getByText('No subscription would get it.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Event types' }).waitFor()
  const gone = await world.call('GET', '/v1/tenants/Typed/event-types/order.placed')
  assert.equal(gone.status, 404)
  await page.context().close()
})
