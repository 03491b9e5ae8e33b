/** The Webhooks panel as people know it from SuperOffice: add, test, save, fail, restart, copy. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { openWorld, type Receiver, type World } from './world.ts'

let world: World
let receiver: Receiver
let page: Page

before(async (context) => {
  world = await openWorld(context as TestContext)
  receiver = await world.startReceiver()
  await made('POST', '/v1/tenants', { id: 'Cust1', name: 'Cust1' })
  page = await world.openSignedIn()
})

test('a webhook is added, tested and saved, and what happens is delivered signed', async () => {
  await page.goto(at(''))
  await page.getByRole('link', { name: 'Add' }).first().click()
  await page.getByLabel(/^Webhook name/).fill('ERP sync')
  await page.getByLabel(/^Description/).fill('Customers for the ERP')
  await page
    .getByLabel(/^Events/)
    .first()
    .fill('contact.changed')
  await page.keyboard.press('Enter')
  await page
    .getByLabel(/^Recipients/)
    .first()
    .fill('ops@example.org')
  await page.keyboard.press('Enter')
  await page
    .getByLabel(/^External URL/)
    .last()
    .fill(`${receiver.url}/erp`)
  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByText('The target accepted the test').waitFor()
  await page.getByText('Security and advanced settings').click()
  await page.getByRole('button', { name: 'Generate' }).click()
  const secret = await page
    .getByRole('alert', { name: 'New shared secret' })
    .locator('code')
    .innerText()
  await page.getByRole('button', { name: 'Add property' }).click()
  await page.getByLabel('Property name 1').fill('region')
  await page.getByLabel('Property value 1').fill('north')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'ERP sync' }).waitFor()
  await page.getByText('Total calls: 0').waitFor()
  const count = receiver.received.length
  await signal(1)
  await receiver.untilCount(count + 1)
  const { headers, body } = receiver.received.at(-1)!
  const wanted = createHmac('sha256', secret).update(body).digest('base64')
  assert.equal(headers['x-superoffice-signature'], wanted)
  assert.equal(JSON.parse(body).region, 'north')
  await page.reload()
  await page.getByText('Total calls: 1').waitFor()
  assert.equal((await page.content()).includes(secret), false)
})

test('saving a change keeps the secret, and leaving an unsaved one is asked about', async () => {
  await open('ERP sync')
  await page.getByLabel(/^Webhook name/).fill('ERP sync 2')
  await page.getByRole('link', { name: 'Back to Webhooks' }).click()
  await page.getByRole('button', { name: 'Stay' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'ERP sync 2' }).waitFor()
  const [stored] = await made('GET', '/Cust1/api/v1/Webhook')
  assert.equal(stored.Secret.length > 20, true)
  assert.deepEqual(stored.Properties, { region: 'north' })
  assert.equal(stored.Description, 'Customers for the ERP')
})

test('a target that does not answer is told at its field, and saved once stopped', async () => {
  receiver.status = 500
  await page.goto(at('/new'))
  await page.getByLabel(/^Webhook name/).fill('Down')
  await page
    .getByLabel(/^Events/)
    .first()
    .fill('sale.sold')
  await page.keyboard.press('Enter')
  await page
    .getByLabel(/^Recipients/)
    .first()
    .fill('5: Kari Nordmann')
  await page.keyboard.press('Enter')
  await page
    .getByLabel(/^External URL/)
    .last()
    .fill(`${receiver.url}/down`)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/did not answer the test event with 200 OK/).waitFor()
  await page.getByRole('switch', { name: 'Active' }).uncheck({ force: true })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Down' }).waitFor()
  receiver.status = 200
  const all = await made('GET', '/Cust1/api/v1/Webhook')
  const down = all.find((each: { Name: string }) => each.Name === 'Down')
  assert.equal(down.State, 'Stopped')
  assert.equal(down.ErrorAssociates[0].Id, 5)
})

test('failures count up to nine, and a webhook that is disabled says why and is restarted', async () => {
  receiver.status = 503
  const count = receiver.received.length
  await signal(2)
  await receiver.untilCount(count + 2)
  await page.goto(at('?failures=with'))
  const row = page.getByRole('row', { name: /ERP sync 2/ })
  await row.getByText('Active with failures').waitFor()
  await row.getByText(/^[1-9]\/9$/).waitFor()
  await row.getByText('Answered 503').waitFor()
  receiver.status = 410
  await receiver.untilCount(count + 3)
  await row.getByText('Disabled').waitFor()
  await assertAccessible(page, 'a disabled webhook in the list')
  receiver.status = 200
  await row.getByText('Disabled').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Restart' }).click()
  await page.getByText('“ERP sync 2” is active').waitFor()
  await receiver.untilCount(count + 5)
  await open('ERP sync 2')
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('cell', { name: 'Delivered' }).nth(1).waitFor()
  await page.getByRole('link', { name: 'Export CSV' }).waitFor()
})

test('by keyboard alone: sorted, filtered, copied without its secret, and several deleted', async () => {
  await page.goto(at(''))
  await page.getByRole('button', { name: 'Name' }).first().press('Enter')
  await page.waitForURL(/sort=name/)
  await page
    .getByRole('columnheader', { name: /Name/ })
    .and(page.locator('[aria-sort=ascending]'))
    .waitFor()
  await page.getByLabel('Filter Name').press('E')
  await page.waitForURL(/name=E/)
  await page.getByRole('button', { name: 'Menu of ERP sync 2' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Copy' }).press('Enter')
  await page.getByText('The secret was not copied').waitFor()
  await page.getByRole('link', { name: 'ERP sync 2 (copy)' }).waitFor()
  const all = await made('GET', '/Cust1/api/v1/Webhook')
  const copy = all.find((each: { Name: string }) => each.Name === 'ERP sync 2 (copy)')
  assert.equal(copy.State, 'Stopped')
  assert.equal(copy.Secret ?? '', '')
  await page.getByLabel('Filter Name').fill('')
  await page.getByLabel('Select all rows that are loaded').press('Space')
  await page.getByRole('button', { name: 'Delete' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Delete 3 webhooks?' })
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByText('No webhooks yet').waitFor()
})

const at = (rest: string): string => `${world.url}/console/tenants/Cust1/webhooks${rest}`

async function open(name: string): Promise<void> {
  await page.goto(at(''))
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

const signal = (id: number) =>
  made('POST', `/Cust1/api/v1/Webhook/contact.changed/${id}`, { name: 'Acme' })

/** Calls, and fails with the words of the API where it refuses. */
async function made(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, path, body)
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
