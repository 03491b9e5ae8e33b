/** Keys, accounts, inboxes and the audit log, as an operator and a tenant's person use them. */
import assert from 'node:assert/strict'
import { before, test, type TestContext } from 'node:test'
import { openWorld, type World } from './world.ts'

let world: World

before(async (context) => {
  world = await openWorld(context as TestContext)
  for (const id of ['Cust1', 'Cust2']) {
    assert.equal((await world.call('POST', '/v1/tenants', { id, name: id })).status, 201)
  }
})

test('the first start leads to the first account, and whoever has it sees everything', async () => {
  const page = await world.openPage()
  await page.goto(world.setupUrl)
  await page.getByLabel(/^E-mail address/).fill('ada@example.org')
  await page.getByLabel(/^Name/).fill('Ada')
  await page.getByLabel(/^New password/).fill('four words are enough')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  assert.doesNotMatch(page.url(), /token/)
  const again = await world.openPage()
  await again.goto(`${world.url}/console/`)
  await again.getByLabel(/^E-mail address/).fill('ada@example.org')
  await again.getByLabel(/^Password/).fill('four words are enough')
  await again.keyboard.press('Enter')
  await again.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
})

test('a key is shown once, opens the API, and opens nothing once it is revoked', async () => {
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/Cust1/keys`)
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByLabel(/^Name/).fill('shop')
  await page.getByLabel('Read').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click()
  const key = await page.getByRole('dialog').locator('code').innerText()
  assert.equal((await world.call('GET', '/v1/tenants/Cust1/events', undefined, key)).status, 200)
  await page.getByRole('button', { name: 'Done' }).click()
  assert.equal((await page.content()).includes(key), false)
  await page.getByRole('button', { name: 'Revoke: shop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('No key yet').waitFor()
  assert.equal((await world.call('GET', '/v1/tenants/Cust1/events', undefined, key)).status, 401)
})

test('an account of a tenant opens that tenant, by a link that works once, and no other', async () => {
  const operator = await world.openSignedIn()
  await operator.goto(`${world.url}/console/accounts`)
  await operator.getByRole('button', { name: 'Make an account' }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel(/^E-mail address/).fill('kari@example.org')
  await dialog.getByLabel(/^Name/).fill('Kari')
  await dialog.getByLabel(/^Id of the tenant/).fill('Cust1')
  await dialog.getByRole('button', { name: 'Make an account' }).click()
  const link = await operator.getByRole('dialog').locator('code').innerText()
  const page = await world.openPage()
  await page.goto(link)
  await page.getByLabel(/^New password/).fill('a password of Kari')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview of Cust1' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Tenants' }).count(), 0)
  await page.goto(`${world.url}/console/tenants/Cust2/keys`)
  await page.getByRole('alert').waitFor()
  const twice = await world.openPage()
  await twice.goto(link)
  await twice.getByLabel(/^New password/).fill('a password of Eve')
  await twice.getByRole('button', { name: 'Save and sign in' }).click()
  await twice.getByRole('alert').waitFor()
})

test('an inbox answers as it is told and shows what came, whatever it looks like', async () => {
  const page = await world.openSignedIn()
  const faults: string[] = []
  page.on('dialog', (dialog) => faults.push(dialog.message()))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(`${world.url}/console/tenants/Cust1/inboxes`)
  await page.getByRole('button', { name: 'Make an inbox' }).click()
  await page.getByText('Nothing has come yet').waitFor()
  const url = await page.locator('code').first().innerText()
  await page.getByLabel('Steps').fill('503\n200 after 10ms')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('It answers so from now on').waitFor()
  const subscription = { url, event_types: ['*'], name: 'inbox' }
  await world.call('POST', '/v1/tenants/Cust1/subscriptions', subscription)
  const data = {
    text: '<img src=x onerror=alert(1)>\u202e\u0007 </script><script>alert(2)</script>',
  }
  await world.call('POST', '/v1/tenants/Cust1/events', { type: 'order.paid', data })
  await page
    .getByText('✕503')
    .or(page.getByText('503', { exact: true }))
    .first()
    .waitFor()
  await page.getByRole('table', { name: 'Requests kept' }).getByRole('button').first().click()
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
  assert.equal(await page.locator('img[src=x]').count(), 0)
  assert.deepEqual(faults, [])
})

test('the audit log says who changed what, and how it was before', async () => {
  const page = await world.openSignedIn()
  const limits = { subscriptions_max: 7, events_per_second: null }
  assert.equal((await world.call('PUT', '/v1/tenants/Cust2/limits', limits)).status, 200)
  await page.goto(`${world.url}/console/tenants/Cust2/audit`)
  await page.getByRole('button', { name: 'putTenantLimits' }).click()
  await page.getByRole('row', { name: /^subscriptions_max .* 7$/ }).waitFor()
})

test('everything about a key can be done by keyboard alone', async () => {
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/Cust2`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.locator('[role=combobox]:focus').waitFor()
  await page.keyboard.type('keys')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
  await tabTo(page, 'Make a key')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.locator('[role=dialog] input:focus').waitFor()
  await page.keyboard.type('by keyboard')
  await page.keyboard.press('Enter')
  await page.getByText('The new key').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('cell', { name: 'by keyboard', exact: true }).waitFor()
})

/** Presses Tab until the control of that name has the focus. */
async function tabTo(page: Awaited<ReturnType<World['openPage']>>, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const text = await page.evaluate<string>('document.activeElement?.textContent ?? ""')
    if (text === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${name} by Tab`)
}
