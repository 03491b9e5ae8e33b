/** A product of RoSaaS: what its page shows, and that its endpoints get what they were set up for. */
import assert from 'node:assert/strict'
import { before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { openWorld, type World } from './world.ts'

let world: World
before(async (context) => {
  world = await openWorld(context as TestContext)
  await done('POST', '/v1/tenants', { id: 'acme', name: 'Acme' })
})

test('an endpoint is added in the tab Webhook of a product, and an event arrives there with its secret', async () => {
  const receiver = await world.startReceiver()
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/acme/product`)
  await page.getByLabel('Name of the product').fill('Acme CRM')
  await page.getByRole('button', { name: 'Open as product' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open as product' }).click()
  await page.getByRole('heading', { level: 1, name: 'Acme CRM' }).waitFor()

  await page.getByRole('tab', { name: 'Webhook' }).click()
  await page.getByRole('button', { name: 'Add Endpoint' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Endpoint URL').fill(`${receiver.url}/api/WebhookListener/notifyme`)
  await dialog.getByRole('button', { name: 'Generate' }).click()
  const secret = await dialog.getByLabel('Signing Secret').inputValue()
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  await dialog.getByRole('checkbox', { name: 'Select All' }).check()
  const chips = dialog.getByRole('list', { name: 'Chosen events' }).getByRole('listitem')
  assert.equal(await chips.count(), 19)
  await dialog.getByLabel('Description').fill('The CRM')
  await dialog.getByText('7/250').waitFor()
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await page.getByRole('row', { name: `${receiver.url}/api/WebhookListener/notifyme` }).waitFor()

  const [{ product_id: productId }] = (await done('GET', '/v1/tenants/acme/products')).data
  const { data: endpoints } = await done(
    'GET',
    `/api/management/sadmin/v1/products/${productId}/WebhookEndpoints`,
  )
  assert.equal(endpoints[0].eventsToListen.length, 19)
  assert.equal(endpoints[0].allEvents, false)
  const event = {
    type: '15',
    subject: 'acme-crm',
    data: { CurrentSubscriptionPlan: 'pro-plan', CancellationTime: '2025-03-20T12:00:00Z' },
  }
  await done('POST', '/v1/tenants/acme/events', event)
  await receiver.untilCount(1)
  assert.equal(receiver.received[0]?.headers['x-signing-secret'], secret)
  const body = JSON.parse(receiver.received[0]?.body ?? '')
  assert.equal(body.Event, 'Subscription.AutoRenewal.AutoRenewalDisabled')
  await page.context().close()
})

test('an endpoint is shown with its secret only when asked, switched off and on, edited as it was, and deleted after a question', async () => {
  const productId = await makeProduct('shop')
  const url = 'http://127.0.0.1:8089/notifyme'
  await makeEndpoint(productId, { url, eventsToListen: [1, 2, 3, 4, 5] })
  const page = await world.openSignedIn()
  await openTab(page, 'shop')
  const row = page.getByRole('row', { name: url })
  assert.equal(await page.getByText('a typed Secret 1').count(), 0)
  await row.getByRole('button', { name: 'Reveal' }).click()
  await row.getByText('a typed Secret 1').waitFor()
  await row.getByRole('button', { name: 'Show More' }).first().click()
  await row.getByRole('button', { name: 'Show Less' }).waitFor()

  await row.getByRole('button', { name: `Actions for ${url}` }).click()
  await page.getByRole('menuitem', { name: 'Deactivate' }).click()
  await row.getByText('Inactive').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row.getByText('Active', { exact: true }).waitFor()

  await row.getByRole('button', { name: `Actions for ${url}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Webhook' })
  assert.equal(await dialog.getByLabel('Endpoint URL').inputValue(), url)
  assert.equal(await dialog.getByRole('listitem').count(), 5)
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await dialog.waitFor({ state: 'detached' })
  const path = `/api/management/sadmin/v1/products/${productId}/WebhookEndpoints`
  assert.deepEqual((await done('GET', path)).data[0].eventsToListen, [1, 2, 3, 4, 5])

  await row.getByRole('button', { name: `Actions for ${url}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Confirmation' })
  await question.getByText('Are you sure you want to delete this webhook?').waitFor()
  await question.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('No endpoints yet').waitFor()
  await page.context().close()
})

test('by keyboard alone an endpoint for all events, also future ones, is added, and what is wrong is said at its field', async () => {
  const productId = await makeProduct('keys')
  const page = await world.openSignedIn()
  await openTab(page, 'keys')
  await page.getByRole('button', { name: 'Add Endpoint' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add Endpoint' })
  await dialog.getByLabel('Endpoint URL').waitFor()
  await page.keyboard.type('http://user:word@127.0.0.1:8089/x')
  await dialog.getByRole('button', { name: 'Generate' }).press('Enter')
  await dialog.getByRole('switch', { name: 'All events, including future ones' }).press('Space')
  await dialog.getByRole('button', { name: 'Submit' }).press('Enter')
  const field = dialog.getByLabel('Endpoint URL')
  await dialog.locator('[aria-invalid=true]').waitFor()
  await field.press('Control+a')
  await page.keyboard.type('http://127.0.0.1:8089/x')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('All, also future ones').waitFor()
  const path = `/api/management/sadmin/v1/products/${productId}/WebhookEndpoints`
  assert.equal((await done('GET', path)).data[0].allEvents, true)
  await page.context().close()
})

test('a client is made with a secret that is shown once and opens a token, until it is revoked', async () => {
  await makeProduct('billing')
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/tenants/billing/product?tab=clients`)
  await page.getByRole('button', { name: 'New client' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Client name').fill('invoices')
  await dialog.getByRole('button', { name: 'New client' }).click()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  const [{ client_id: clientId }] = (await done('GET', '/v1/tenants/billing/clients')).data
  const body = { clientId, clientSecret: secret }
  assert.equal((await world.call('POST', '/api/identity/apps/v1/auth', body)).status, 200)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Revoke invoices' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Client revoked').waitFor()
  assert.equal((await world.call('POST', '/api/identity/apps/v1/auth', body)).status, 401)
  await page.context().close()
})

test('a session that is over leads to the sign-in with a word, and from there back to the page; signing out ends it', async () => {
  await makeProduct('over')
  const page = await world.openSignedIn()
  await openTab(page, 'over')
  await page.context().clearCookies()
  await page.getByRole('tab', { name: 'Client Credentials' }).click()
  await page.getByText('The session has ended').waitFor()
  await page.getByText('With a key').click()
  await page.getByRole('textbox', { name: 'Key' }).fill(world.operatorKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/tenants\/over\/product/)
  await page.getByRole('heading', { level: 1, name: 'over' }).waitFor()

  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.goto(`${world.url}/console/tenants/over/product`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.context().close()
})

test('the product page is accessible in light, dark and right to left, with its dialog', async () => {
  const productId = await makeProduct('seen')
  await makeEndpoint(productId, { url: 'http://127.0.0.1:8089/a', eventsToListen: [1, 2, 3] })
  await done('POST', '/v1/tenants', { id: 'plain', name: 'Plain' })
  for (const [colours, language] of [
    ['light', 'en'],
    ['dark', 'en'],
    ['light', 'ar'],
  ] as const) {
    const page = await world.openSignedIn({ colours, language })
    for (const address of ['plain/product', 'seen/product', 'seen/product?tab=clients']) {
      await page.goto(`${world.url}/console/tenants/${address}`)
      await page.locator('main h1').waitFor()
      await page.locator('main [role=status]').waitFor({ state: 'detached' })
      await assertAccessible(page, `${address}, ${colours}, ${language}`)
    }
    await openTab(page, 'seen')
    await page.getByRole('table').waitFor()
    await assertAccessible(page, `the tab, ${colours}, ${language}`)
    await page.locator('section h2 + button').click()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
    await assertAccessible(page, `the dialog, ${colours}, ${language}`)
    await page.context().close()
  }
})

async function openTab(page: Page, tenant: string): Promise<void> {
  await page.goto(`${world.url}/console/tenants/${tenant}/product?tab=webhook`)
  await page.getByRole('tabpanel').locator('h2').first().waitFor()
}

async function makeProduct(tenant: string): Promise<string> {
  await done('POST', '/v1/tenants', { id: tenant, name: tenant })
  return (await done('POST', `/v1/tenants/${tenant}/products`, { name: tenant })).product_id
}

async function makeEndpoint(productId: string, fields: object): Promise<void> {
  await done('POST', `/api/management/sadmin/v1/products/${productId}/WebhookEndpoints`, {
    signingSecret: 'a typed Secret 1',
    ...fields,
  })
}

async function done(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, path, body)
  assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
