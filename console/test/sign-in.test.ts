/** Getting in, staying in, and getting out, in a real browser against the real service. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from './axe.ts'
import { openWorld } from './world.ts'

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
