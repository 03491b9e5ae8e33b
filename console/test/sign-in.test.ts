/** Getting in, staying in, and getting out, in a real browser against the real service. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from './axe.ts'
import { openWorld } from './world.ts'

test('who has the key of the operator signs in with it, and out again', async (t) => {
  const { url, operatorKey, openPage } = await openWorld(t)
  const page = await openPage()
  await page.goto(`${url}/console/tenants`)
  await page.getByText('With a key').click()
  await page.getByLabel(/^Key/).fill(operatorKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${url}/console/tenants`)
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/console\/sign-in/)
  await page.goto(`${url}/console/tenants`)
  await page.waitForURL(/\/console\/sign-in/)
})

test('a wrong key is refused in words, and nobody is let in', async (t) => {
  const { url, openPage } = await openWorld(t)
  const page = await openPage()
  await page.goto(`${url}/console/`)
  await page.getByText('With a key').click()
  await page.getByLabel(/^Key/).fill('phk_not-a-key-of-anybody')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  assert.match(page.url(), /\/console\/sign-in/)
})

test('the sign-in is accessible in every language and in both colours', async (t) => {
  const { url, openPage } = await openWorld(t)
  for (const language of ['en', 'nb', 'ar'] as const) {
    for (const colours of ['light', 'dark'] as const) {
      const page = await openPage({ language, colours })
      await page.goto(`${url}/console/sign-in`)
      await page.locator('form').waitFor()
      assert.equal(
        await page.locator('html').getAttribute('dir'),
        language === 'ar' ? 'rtl' : 'ltr',
      )
      await assertAccessible(page, `${language}, ${colours}`)
      await page.context().close()
    }
  }
})

test('no address of the console runs inline scripts or lets foreign pages frame it', async (t) => {
  const { url, openPage } = await openWorld(t)
  const page = await openPage()
  const answer = await page.goto(`${url}/console/any/address`)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  assert.doesNotMatch(policy, /unsafe-/)
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /frame-ancestors 'none'/)
})

test('who is signed in is asked before a portal link takes the session away', async (t) => {
  const world = await openWorld(t)
  await world.call('POST', '/v1/tenants', { id: 'Cust1', name: 'One' })
  const links = '/v1/tenants/Cust1/portal-links'
  const { body: link } = await world.call('POST', links, { scopes: ['read'] })
  const page = await world.openSignedIn()
  await page.goto(link.url)
  await page.getByText('You are signed in as operator.').waitFor()
  await page.getByRole('link', { name: 'Stay signed in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview', exact: true }).waitFor()
  await page.goto('about:blank')
  await page.goto(link.url)
  await page.getByRole('button', { name: 'Open the link' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview of Cust1' }).waitFor()
  assert.equal((await page.request.get(`${world.url}/v1/tenants`)).status(), 403)
})
