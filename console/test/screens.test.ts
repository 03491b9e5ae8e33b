/**
 * Every screen of the console in light, dark and from right to left: axe finds nothing, nothing
 * breaks the policy, no page is wider than its window. `SCREENS=folder` keeps a picture of each.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { type Furnished, furnish } from './furnish.ts'
import { openWorld, type World } from './world.ts'

const folder = process.env['SCREENS']
const looks = [
  { name: 'light', colours: 'light', language: 'en' },
  { name: 'dark', colours: 'dark', language: 'nb' },
  { name: 'rtl', colours: 'light', language: 'ar' },
] as const

let world: World
let there: Furnished

before(async (context) => {
  world = await openWorld(context as TestContext)
  there = await furnish(world)
})

/** Name of the picture and address, below `/console`. */
function screens(): readonly (readonly [string, string])[] {
  const tenant = `/tenants/${there.tenant}`
  const partner = `/partners/${there.partner}`
  return [
    ['overview', '/'],
    ['tenants', '/tenants'],
    ['partners', '/partners'],
    ['apps', '/apps'],
    ['app', `/apps/${there.app}`],
    ['app-version', `/apps/${there.app}/versions/${there.version}`],
    ['accounts', '/accounts'],
    ['audit', '/audit'],
    ['settings', '/settings'],
    ['tenant-overview', tenant],
    ['subscriptions', `${tenant}/subscriptions`],
    ['subscription-new', `${tenant}/subscriptions/new`],
    ['subscription', `${tenant}/subscriptions/${there.subscription}`],
    ['subscription-edit', `${tenant}/subscriptions/${there.subscription}/edit`],
    ['deliveries', `${tenant}/deliveries`],
    ['delivery', `${tenant}/deliveries/${there.delivery}`],
    ['events', `${tenant}/events`],
    ['event', `${tenant}/events/${there.event}`],
    ['event-types', `${tenant}/event-types`],
    ['event-type', `${tenant}/event-types/contact.changed`],
    ['replays', `${tenant}/replays`],
    ['replay-new', `${tenant}/replays/new`],
    ['replay', `${tenant}/replays/${there.replay}`],
    ['alerts', `${tenant}/alerts`],
    ['inboxes', `${tenant}/inboxes`],
    ['inbox', `${tenant}/inboxes/${there.inbox}`],
    ['webhooks', `${tenant}/webhooks`],
    ['webhook-new', `${tenant}/webhooks/new`],
    ['webhook', `${tenant}/webhooks/${there.webhook}`],
    ['product', `${tenant}/product`],
    ['keys', `${tenant}/keys`],
    ['tenant-audit', `${tenant}/audit`],
    ['tenant-state', `${tenant}/state`],
    ['partner', partner],
    ['partner-deliveries', `${partner}/deliveries`],
    ['partner-events', `${partner}/events`],
  ]
}

for (const look of looks) {
  test(`every screen keeps nobody out and obeys the policy: ${look.name}`, async () => {
    const faults: string[] = []
    const page = await world.openSignedIn(look)
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    for (const [name, path] of screens()) {
      await page.goto(`${world.url}/console${path}`)
      await settle(page)
      if (folder !== undefined) {
        await page.screenshot({ path: join(folder, `${name}-${look.name}.png`) })
      }
      await assertAccessible(page, `${name}, ${look.name}`).catch((error: Error) =>
        faults.push(error.message),
      )
      if (await isTooWide(page)) faults.push(`${name}, ${look.name}: wider than the window`)
    }
    assert.equal(faults.length, 0, faults.join('\n\n'))
  })
}

/** The heading stands and nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('main .mantine-Loader-root').first().waitFor({ state: 'detached' })
}

async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
  )
}
