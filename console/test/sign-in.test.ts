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
