/**
 * Apps of partners, as the portal that developers know lets them be configured, and the tenants
 * whose states they are told of.
 */
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { openWorld, type World } from './world.ts'

let world: World
let partnerKey: string

before(async (context) => {
  world = await openWorld(context as TestContext)
  await done('POST', '/v1/partners', {
    id: 'acme',
    name: 'Acme Apps',
    technical_contact: 'tech@acme.example',
  })
  const key = { name: 'portal', scopes: ['manage'] }
  partnerKey = (await done('POST', '/v1/partners/acme/keys', key)).key
})

test('an app is configured per environment, published with the word of the operator, and told with a token of its own what becomes of a tenant', async () => {
  const receiver = await world.startReceiver()
  const app = await makeApp('Awesome App')
  await done('POST', '/v1/tenants', { id: 'Cust12345', name: 'Example Ltd' })
  await done('PUT', `/v1/tenants/Cust12345/approvals/${app}`)

  // Its developer goes to the app page, selects Configuration, then Integration settings.
  const developer = await world.openSignedIn({ key: partnerKey })
  await developer.goto(`${world.url}/console/apps/${app}`)
  await developer.getByRole('link', { name: 'Configuration' }).click()
  await developer.getByRole('tab', { name: 'Integration settings' }).click()
  await developer.getByRole('heading', { name: 'Customer state change' }).waitFor()
  await developer.getByLabel('Endpoint').fill(`${receiver.url}/common`)
  await developer.getByLabel('Off/On').check({ force: true })
  await developer.getByRole('button', { name: 'Save Settings' }).click()
  await developer.getByText('Settings saved').waitFor()

  // Optionally, "Configure per environment" sets another URL for each.
  await developer.getByLabel('Configure per environment').check({ force: true })
  const dialog = developer.getByRole('dialog')
  await dialog.getByText('Update configuration per environment').waitFor()
  await dialog.getByLabel('Replace Production value with common value').uncheck()
  await dialog.getByLabel('Production: Endpoint').fill(`${receiver.url}/NotifyCustomerStateChange`)
  await dialog.getByRole('button', { name: 'OK' }).click()
  await dialog.waitFor({ state: 'detached' })

  // Request to publish the new configuration.
  await developer.getByRole('button', { name: 'Request to publish' }).click()
  await dialog.getByRole('radio', { name: 'Stage' }).check()
  await dialog.getByRole('button', { name: 'Request to publish' }).click()
  await developer.getByText('A request waits for Stage').waitFor()
  assert.equal(await developer.getByLabel('Endpoint').count(), 0, 'it is locked')

  // The operator finds it among those that wait, and approves.
  const operator = await world.openSignedIn()
  await operator.goto(`${world.url}/console/apps?requested=true`)
  await operator.getByRole('link', { name: /Version 1 waits/ }).click()
  await operator.getByRole('button', { name: 'Approve' }).click()
  await operator.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await operator.getByText('This version is locked').waitFor()
  await operator
    .getByRole('row', { name: /Version 1/ })
    .getByText('Published')
    .nth(2)
    .waitFor()

  // What happens to the tenant is said, after seeing who will be told.
  await operator.goto(`${world.url}/console/tenants/Cust12345/state`)
  await operator.getByRole('button', { name: 'Change state' }).click()
  await operator.getByRole('dialog').getByText('1 app is told: Suspend').waitFor()
  await operator.getByRole('dialog').getByLabel('Why').fill('The invoice was not paid.')
  await operator.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
  await operator.getByRole('link', { name: 'See the delivery' }).waitFor()
  await operator.getByText('1 of 1 told').waitFor()

  await receiver.untilCount(1)
  const [message] = receiver.received
  assert.equal(message?.path, '/NotifyCustomerStateChange')
  const body = JSON.parse(message?.body ?? '{}')
  assert.equal(body.ChangeType, 2)
  assert.equal(body.ContextIdentifier, 'Cust12345')
  await assertToken(body.Token, (await done('GET', `/v1/apps/${app}`)).client_ids.production)

  const { data } = await done('GET', '/v1/partners/acme/deliveries')
  assert.equal(data.length, 1)
  const link = operator.getByRole('link', { name: 'See the delivery' })
  assert.match((await link.getAttribute('href')) ?? '', /\/partners\/acme\/events\/evt_/)
  await closeAll(developer, operator)
})

test('a rejected version shows the reason, is open again, and its saves can be compared', async () => {
  const app = await makeApp('Second Thoughts')
  await save(app, 'https://one.example.com/state')
  await save(app, 'https://two.example.com/state')
  await done('POST', `/v1/apps/${app}/versions/1/publications`, { environment: 'stage' })
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/apps/${app}/versions/1`)
  await page.getByRole('button', { name: 'Reject' }).click()
  await page.getByLabel('Reason').fill('The endpoint answered no test.')
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
  await page.getByText('Rejected for Stage').waitFor()
  await page.getByText('The endpoint answered no test.').first().waitFor()
  await page.getByLabel('Endpoint').fill('https://three.example.com/state')
  await page.getByRole('button', { name: 'Save Settings' }).click()
  await page.getByText('Settings saved').waitFor()

  await page.getByRole('tab', { name: 'Change log' }).click()
  await page.getByRole('checkbox', { name: 'Select 2' }).check()
  await page.getByRole('checkbox', { name: 'Select 3' }).check()
  const diff = page.getByRole('table', { name: 'Save 2 compared with save 3' })
  await diff.getByText('https://one.example.com/state').waitFor()
  await diff.getByText('https://two.example.com/state').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download JSON Save 3' }).click(),
  ])
  assert.match(file.suggestedFilename(), /version-1-save-3\.json$/)
  await closeAll(page)
})

test('who saves after somebody else sees what differs and decides, and nothing typed is lost by leaving', async () => {
  const app = await makeApp('Two Minds')
  const page = await world.openSignedIn({ key: partnerKey })
  await page.goto(`${world.url}/console/apps/${app}/versions/1`)
  await page.getByLabel('Endpoint').fill('https://mine.example.com/state')
  await save(app, 'https://theirs.example.com/state')
  await page.getByRole('button', { name: 'Save Settings' }).click()
  const conflict = page.getByRole('alert')
  await conflict.getByText('https://theirs.example.com/state').waitFor()
  await conflict.getByRole('button', { name: 'Save mine over it' }).click()
  await page.getByText('Settings saved').waitFor()
  const version = await done('GET', `/v1/apps/${app}/versions/1`)
  assert.equal(version.customer_state_change.common.endpoint, 'https://mine.example.com/state')

  await page.getByLabel('Endpoint').fill('https://other.example.com/state')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
  assert.equal(await page.getByLabel('Endpoint').inputValue(), 'https://other.example.com/state')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('heading', { name: 'What counts where' }).waitFor()
  await closeAll(page)
})

test('by keyboard alone a partner is made, an app of it, a new version, and a secret that is shown once', async () => {
  const page = await world.openSignedIn()
  await page.goto(`${world.url}/console/partners`)
  await press(page, 'button', 'Make a partner')
  await page.keyboard.type('keys')
  await page.keyboard.press('Tab')
  await page.keyboard.type('By Keys')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'By Keys' }).waitFor()
  await press(page, 'button', 'Make an app')
  await page.keyboard.type('Typed App')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Typed App' }).waitFor()
  await press(page, 'link', 'Configuration')
  await press(page, 'button', 'More versions')
  await page.getByRole('menuitem', { name: 'Add New Configuration' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Label').waitFor()
  await page.keyboard.type('Autumn')
  await page.keyboard.press('Enter')
  await page.waitForURL(/versions\/2$/)
  await page.getByRole('link', { name: 'Autumn' }).waitFor()
  await press(page.getByRole('navigation', { name: 'Parts of the app' }), 'link', 'Settings')

  await press(page, 'button', 'Make a secret')
  await page.keyboard.type('deployment')
  await page.keyboard.press('Enter')
  await page.getByText(/^phk_/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('cell', { name: 'deployment', exact: true }).waitFor()
  assert.equal(await page.getByText(/^phk_[\w-]{20}/).count(), 0)
  await closeAll(page)
})

test('tenants are found, made, limited, and let in by a link that works once and shows nobody else', async () => {
  await done('POST', '/v1/tenants', { id: 'Neighbour', name: 'Somebody else' })
  const operator = await world.openSignedIn()
  await operator.goto(`${world.url}/console/tenants`)
  await operator.getByRole('button', { name: 'Make a tenant' }).click()
  await operator.getByRole('dialog').getByLabel('Id').fill('Cust777')
  await operator.getByRole('dialog').getByLabel('Name').fill('Portal Ltd')
  await operator.getByRole('dialog').getByRole('button', { name: 'Make a tenant' }).click()
  await operator.waitForURL(/tenants\/Cust777$/)
  await operator.goto(`${world.url}/console/tenants`)
  await operator.getByLabel('Search by id or name').fill('portal')
  await operator.getByRole('link', { name: 'Neighbour' }).waitFor({ state: 'detached' })
  await operator.getByRole('link', { name: 'Cust777' }).waitFor()

  await operator.goto(`${world.url}/console/tenants/Cust777/state?tab=limits`)
  await operator.getByLabel('Subscriptions at most').fill('25')
  await operator.getByRole('button', { name: 'Save' }).click()
  await operator.getByText('Limits saved').waitFor()
  const limits = await done('GET', '/v1/tenants/Cust777/limits')
  assert.deepEqual(limits, { subscriptions_max: 25, events_per_second: null })

  await operator.getByRole('tab', { name: 'Portal link' }).click()
  await operator.getByLabel('look at and change everything of the tenant').check()
  await operator.getByRole('button', { name: 'Make a link' }).click()
  const link = (await operator.locator('code').textContent()) ?? ''
  assert.match(link, /\/console\/portal#token=phl_/)

  const visitor = await world.openPage()
  await visitor.goto(link)
  await visitor.waitForURL(/\/console\/tenants\/Cust777$/)
  await visitor.goto(`${world.url}/console/tenants/Cust777/state`)
  await visitor.getByRole('heading', { level: 1, name: 'Portal Ltd' }).waitFor()
  assert.equal(await visitor.getByRole('button', { name: 'Change state' }).count(), 0)
  assert.equal(await visitor.getByRole('tab', { name: 'Portal link' }).count(), 0)
  await visitor.goto(`${world.url}/console/tenants/Neighbour/state`)
  await visitor.getByRole('alert').waitFor()
  assert.equal(await visitor.getByText('Somebody else').count(), 0)

  const second = await world.openPage()
  await second.goto(link)
  await second.getByRole('alert').waitFor()
  await closeAll(operator, visitor, second)
})

test('every tab of an app and of a tenant is accessible in light, dark and right to left', async () => {
  const app = await makeApp('Seen By All')
  await save(app, 'https://seen.example.com/state', { sod: 'https://dev.example.com/state' })
  await done('POST', `/v1/apps/${app}/versions/1/publications`, { environment: 'stage' })
  await done('POST', '/v1/tenants', { id: 'Seen', name: 'Seen' })
  await done('PUT', `/v1/tenants/Seen/approvals/${app}`)
  const { id } = await done('POST', '/v1/tenants/Seen/state-changes', { change: 'suspend' })
  const addresses = [
    `/apps/${app}?part=settings`,
    `/apps/${app}?part=tenants`,
    `/apps/${app}/versions/1?tab=changes&compare=1,2`,
    `/tenants/Seen/state?change=${id}`,
    '/tenants/Seen/state?tab=apps',
    '/tenants/Seen/state?tab=limits',
    '/tenants/Seen/state?tab=portal',
  ]
  for (const [colours, language] of [
    ['light', 'en'],
    ['dark', 'en'],
    ['light', 'ar'],
  ] as const) {
    const page = await world.openSignedIn({ colours, language })
    for (const address of addresses) {
      await page.goto(`${world.url}/console${address}`)
      await page.locator('main h1').waitFor()
      await page.locator('main [role=status]').waitFor({ state: 'detached' })
      await assertAccessible(page, `${address}, ${colours}, ${language}`)
    }
    await closeAll(page)
  }
})

async function assertToken(token: string, audience: string): Promise<void> {
  const [head = '', claims = '', signature = ''] = token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  const { keys } = await done('GET', '/login/.well-known/jwks')
  const key = keys.find(({ kid }: { kid: string }) => kid === read(head).kid)
  const isGenuine = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  )
  assert.equal(isGenuine, true)
  assert.equal(read(claims).aud, audience)
}

async function makeApp(name: string): Promise<string> {
  return (await done('POST', '/v1/partners/acme/apps', { name, kind: 'custom' })).id
}

/** Saves over the API, as somebody else would. */
async function save(
  app: string,
  endpoint: string,
  own: { readonly sod?: string } = {},
): Promise<void> {
  const path = `${world.url}/v1/apps/${app}/versions/1`
  const headers = { authorization: `Bearer ${world.operatorKey}` }
  const etag = (await fetch(path, { headers })).headers.get('etag') ?? ''
  const value = (url: string) => ({ endpoint: url, is_on: true, send_error_email: false })
  const section = {
    common: value(endpoint),
    per_environment: {
      sod: own.sod === undefined ? null : value(own.sod),
      stage: null,
      production: null,
    },
  }
  const answer = await fetch(path, {
    method: 'PATCH',
    headers: { ...headers, 'if-match': etag, 'content-type': 'application/json' },
    body: JSON.stringify({ customer_state_change: section }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

async function done(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, path, body)
  assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** As a keyboard does: the control gets the focus, and Enter presses it. */
async function press(
  within: Pick<Page, 'getByRole'>,
  role: 'button' | 'link',
  name: string,
): Promise<void> {
  const control = within.getByRole(role, { name, exact: true })
  await control.focus()
  await control.press('Enter')
}

async function closeAll(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
}
