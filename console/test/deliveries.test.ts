/** Deliveries as a person meets them: watched live, found, understood, and sent again. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './axe.ts'
import { openWorld, type Receiver } from './world.ts'

const world = await openWorld({ after })

interface Setup {
  readonly receiver: Receiver
  readonly tenant: string
  readonly base: string
  send(type: string, data?: object): Promise<string>
}

/** A tenant of its own with a subscription that gives up after one attempt. */
async function setUp(tenant: string): Promise<Setup> {
  const receiver = await world.startReceiver()
  await done('POST', '/v1/tenants', { id: tenant, name: tenant })
  await done('POST', `/v1/tenants/${tenant}/subscriptions`, {
    url: `${receiver.url}/hook`,
    event_types: ['contact.*', 'order.placed'],
    name: 'Data warehouse',
    retry: { delays_ms: [] },
  })
  return {
    receiver,
    tenant,
    base: `${world.url}/console/tenants/${tenant}`,
    async send(type, data = {}) {
      return (await done('POST', `/v1/tenants/${tenant}/events`, { type, data })).id
    },
  }
}

async function done(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, path, body)
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status}`)
  return answer.body
}

const rows = (page: Page) => page.locator('tr[data-key]')
const isLive = (page: Page) => page.getByText('rows come in as they happen').waitFor()

test('a failed delivery is diagnosed, sent again, and is seen to arrive', async () => {
  const { receiver, base, send } = await setUp('Fails')
  receiver.status = 401
  receiver.reply = 'Invalid signature'
  await send('contact.changed')
  const page = await world.openSignedIn()
  await page.goto(`${base}/deliveries?state=exhausted`)
  await page.getByRole('link', { name: 'contact.changed' }).click()
  await page.getByText('The receiver does not accept our signature (401).').waitFor()
  await page.getByText('Give it the signing secret of this subscription').waitFor()
  await page.getByRole('tab', { name: 'Answer' }).click()
  await page.getByRole('group', { name: 'Body' }).getByText('Invalid signature').waitFor()
  receiver.status = 200
  await page.getByRole('button', { name: 'Send again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Send this delivery of contact.changed again?').waitFor()
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await receiver.untilCount(2)
  await page.getByText('sent again (run 1)').waitFor()
  await page.getByRole('main').getByText('delivered', { exact: true }).waitFor()
  await page.context().close()
})

test('new rows come in by themselves, and a reader who is elsewhere keeps the place', async () => {
  const { base, send } = await setUp('Lively')
  const page = await world.openSignedIn()
  await page.goto(`${base}/deliveries`)
  await isLive(page)
  await page.getByText('No deliveries yet').waitFor()
  await Promise.all(Array.from({ length: 60 }, () => send('contact.changed')))
  await page.locator('table[aria-rowcount="61"]').waitFor()
  await page.evaluate("document.querySelector('.table-scroll').scrollTop = 900")
  const first = await firstInSight(page)
  await send('order.placed')
  await send('order.placed')
  const pill = page.getByRole('button', { name: '2 new' })
  await pill.waitFor()
  assert.deepEqual(await firstInSight(page), first)
  await pill.click()
  await page.getByRole('link', { name: 'order.placed' }).nth(1).waitFor()
  assert.equal(await page.getByRole('link', { name: 'order.placed' }).count(), 2)
  await page.keyboard.press('l')
  await page.getByText('off', { exact: true }).waitFor()
  assert.match(page.url(), /live=off/)
  await page.context().close()
})

test('after the service was away the list is whole: nothing is missing, nothing there twice', async () => {
  const { base, send } = await setUp('Away')
  const page = await world.openSignedIn()
  await page.goto(`${base}/deliveries`)
  await isLive(page)
  await Promise.all(Array.from({ length: 5 }, () => send('contact.changed')))
  await page.locator('table[aria-rowcount="6"]').waitFor()
  await page.context().setOffline(true)
  await Promise.all(Array.from({ length: 5 }, () => send('contact.changed')))
  await world.restart()
  await Promise.all(Array.from({ length: 5 }, () => send('contact.changed')))
  await page.context().setOffline(false)
  await page.locator('table[aria-rowcount="16"]').waitFor()
  const keys = await page.evaluate<string[]>(
    "[...document.querySelectorAll('tr[data-key]')].map((each) => each.dataset.key)",
  )
  assert.equal(new Set(keys).size, 15)
  // What is not seen is said: how many there were, and at most every five seconds.
  await page.getByText(/\d+ new deliver(y|ies), 0 failed/).waitFor({ state: 'attached' })
  await page.context().close()
})

test('by keyboard alone deliveries are found, opened, copied, and sent again', async () => {
  const { receiver, base, send } = await setUp('Keys')
  await send('order.placed')
  await receiver.untilCount(1)
  receiver.status = 500
  const eventId = await send('contact.changed')
  const page = await world.openSignedIn()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${base}/deliveries`)
  await rows(page).nth(1).waitFor()
  await page.keyboard.press('/')
  await page.locator('[data-search]:focus').waitFor()
  await page.keyboard.type('status:5xx colour:red')
  await page.keyboard.press('Enter')
  await page.getByText('“colour:red” is left out: there is no such filter.').waitFor()
  await page.locator('table[aria-rowcount="2"]').waitFor()
  assert.match(page.url(), /status=5xx/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByText('The receiver broke on the event (500).').waitFor()
  await page.keyboard.press('c')
  await page.getByText('Id copied').waitFor()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  assert.match(copied, new RegExp(`^dlv_${eventId.slice(4)}`))
  await page.keyboard.press('r')
  // The dialog takes the focus a moment after it stands.
  await page.locator('[role=dialog] button:focus').filter({ hasText: 'Cancel' }).waitFor()
  receiver.status = 200
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await receiver.untilCount(3)
  await page.getByText('sent again (run 1)').waitFor()
  await page.keyboard.press('e')
  await page.getByRole('heading', { name: 'Event contact.changed' }).waitFor()
  await page.getByText('Its event type "contact.*" wants "contact.changed".').waitFor()
  await page.context().close()
})

test('facets count and filter, and what is selected is sent again together', async () => {
  const { receiver, base, send } = await setUp('Many')
  receiver.status = 500
  await Promise.all(['contact.a', 'contact.b'].map((type) => send(type)))
  await receiver.untilCount(2)
  const page = await world.openSignedIn()
  await page.goto(`${base}/deliveries`)
  const filters = page.getByRole('complementary', { name: 'Filters with counts' })
  await filters.getByRole('checkbox', { name: 'exhausted 2' }).check()
  await filters.getByRole('checkbox', { name: 'contact.b 1' }).check()
  await page.locator('table[aria-rowcount="2"]').waitFor()
  assert.match(page.url(), /state=exhausted/)
  await page.getByRole('link', { name: 'Export CSV' }).waitFor()
  const csv = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
  const file = await page.request.get(`${world.url}${csv}`)
  assert.equal((await file.text()).trim().split('\n').length, 2)
  await filters.getByRole('button', { name: 'Clear filters' }).click()
  await page.locator('table[aria-rowcount="3"]').waitFor()
  receiver.status = 200
  await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).check()
  await page.getByRole('button', { name: 'Send again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send 2 deliveries again?' })
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('2 sent again').waitFor()
  await receiver.untilCount(4)
  await page.context().close()
})

test('what strangers write is shown as text: in data, in replies, and a mebibyte of it', async () => {
  const { receiver, base, send } = await setUp('Strange')
  const markup = '<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u0007</pre>'
  receiver.status = 500
  receiver.reply = markup
  const data = { markup, long: 'x'.repeat(1_000_000) }
  const eventId = await send('contact.changed', data)
  await receiver.untilCount(1)
  const page = await world.openSignedIn()
  const faults: string[] = []
  page.on('dialog', (dialog) => {
    faults.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (/Content Security Policy|violat/i.test(message.text())) faults.push(message.text())
  })
  const assertHarmless = async (): Promise<void> => {
    const made = await page.locator('main').locator('script, img, iframe').count()
    assert.deepEqual([made, faults], [0, []])
  }
  await page.goto(`${base}/events/${eventId}`)
  const shown = page.getByRole('region', { name: 'Data' }).locator('pre')
  await shown.getByText('\\u202e\\u0007</pre>').waitFor()
  await page.getByText('Only the first 20000 of').waitFor()
  await assertHarmless()
  await page.goto(`${base}/deliveries?event=${eventId}`)
  await page.getByRole('link', { name: 'contact.changed' }).click()
  await page.getByRole('tab', { name: 'Answer' }).click()
  await page.getByRole('group', { name: 'Body' }).getByText('<script>alert(1)').waitFor()
  await assertHarmless()
  await page.context().close()
})

test('lists and details are accessible in both colours and both directions', async () => {
  const { receiver, base, send } = await setUp('Access')
  receiver.status = 503
  await send('contact.changed')
  await receiver.untilCount(1)
  for (const [language, colours] of [
    ['nb', 'dark'],
    ['ar', 'light'],
  ] as const) {
    const page = await world.openSignedIn({ language, colours })
    await page.goto(`${base}/deliveries`)
    await rows(page).first().waitFor()
    await assertAccessible(page, `deliveries, ${language}, ${colours}`)
    await rows(page).getByRole('link', { name: 'contact.changed' }).click()
    await page.getByRole('tab').first().waitFor()
    await assertAccessible(page, `delivery, ${language}, ${colours}`)
    await page.context().close()
  }
})
/** The first row in sight and where it stands, once the list is drawn where it was scrolled to. */
async function firstInSight(page: Page): Promise<readonly [string, number]> {
  const found = await page.waitForFunction(`(() => {
    const list = document.querySelector('.table-scroll')
    const top = list.getBoundingClientRect().top + 40
    const rows = [...list.querySelectorAll('tr[data-key]')]
    const tops = rows.map((row) => row.getBoundingClientRect().top)
    const at = tops.findIndex((each) => each >= top)
    const isDrawn = at >= 0 && tops[at] - top < 50
    return isDrawn && [rows[at].dataset.key, Math.round(tops[at])]
  })()`)
  return (await found.jsonValue()) as readonly [string, number]
}
