/** Replays: nothing is sent before it was seen how much, and it can be held up on its way. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertAccessible } from './axe.ts'
import { openWorld } from './world.ts'

const world = await openWorld({ after })

test('a replay is previewed, started, paused, resumed and done; before that nothing is sent', async () => {
  const receiver = await world.startReceiver()
  await world.call('POST', '/v1/tenants', { id: 'Again', name: 'Again' })
  await world.call('POST', '/v1/tenants/Again/subscriptions', {
    url: `${receiver.url}/hook`,
    event_types: ['*'],
    name: 'Data warehouse',
  })
  for (let count = 0; count < 8; count += 1) {
    await world.call('POST', '/v1/tenants/Again/events', { type: 'contact.changed', data: {} })
  }
  await receiver.untilCount(8)
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/Again/replays`)
  await page.getByText('No replays yet').waitFor()
  await page.getByRole('link', { name: 'New replay' }).click()
  await page.getByRole('checkbox', { name: 'exhausted' }).uncheck()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Choose at least one of these').waitFor()
  await page.getByRole('checkbox', { name: 'delivered', exact: true }).check()
  await page.getByLabel('Accepted from').fill('yesterday')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('This is not a time').waitFor()
  await page.getByLabel('Accepted from').fill('1h')
  await page.getByLabel('Deliveries a second at most').fill('2')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Exactly 8 deliveries.').waitFor()
  await page.getByText('At this rate it takes 4 sec').waitFor()
  assert.equal(await page.getByRole('listitem').getByRole('link', { name: /^dlv_/ }).count(), 8)
  await assertAccessible(page, 'a previewed replay')
  assert.equal(receiver.received.length, 8)
  await page.getByRole('button', { name: 'Start: send 8' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused; resume it to go on where it was.').waitFor()
  assert.ok(receiver.received.length < 16)
  await page.getByRole('button', { name: 'Resume' }).click()
  await receiver.untilCount(16)
  await page.getByText('8 of 8').waitFor()
  await page.getByText('done', { exact: true }).waitFor()
  await page
    .getByRole('table')
    .getByRole('row', { name: /delivered 8/ })
    .waitFor()
  await page.getByRole('link', { name: 'Show the deliveries' }).click()
  await page.locator('table[aria-rowcount="9"]').waitFor()
  await page.context().close()
})

test('by keyboard alone a replay is started and cancelled, after asking', async () => {
  const receiver = await world.startReceiver()
  await world.call('POST', '/v1/tenants', { id: 'Keys', name: 'Keys' })
  await world.call('POST', '/v1/tenants/Keys/subscriptions', {
    url: receiver.url,
    event_types: ['*'],
  })
  for (let count = 0; count < 5; count += 1) {
    await world.call('POST', '/v1/tenants/Keys/events', { type: 'a.b', data: {} })
  }
  await receiver.untilCount(5)
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/Keys/replays/new?state=delivered`)
  await page.getByLabel('Deliveries a second at most').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Start: send 5' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Cancel replay' }).focus()
  await page.keyboard.press('Enter')
  // The dialog takes the focus a moment after it stands.
  await page.locator('[role=dialog] button:focus').filter({ hasText: 'Keep it' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('cancelled', { exact: true }).waitFor()
  await page.context().close()
})
