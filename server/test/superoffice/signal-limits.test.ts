/** How much an event that is signalled may say, whichever API it comes by. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { soap } from './soap-world.ts'
import { openWorld, type WebhookWorld } from './webhook-world.ts'

type Names = readonly string[]
type Signalled = { readonly isTaken: boolean; readonly text: string }

const valuesOf = (names: Names) => Object.fromEntries(names.map((name) => [name, 1]))

/** Signals an event with a value under each name. */
const doors: Readonly<Record<string, (world: WebhookWorld, names: Names) => Promise<Signalled>>> = {
  async REST(world, names) {
    const { status, text } = await world.call('POST', 'Webhook/a.b/1', { body: valuesOf(names) })
    return { isTaken: status === 204, text: status === 400 ? text : '' }
  },
  async agents(world, names) {
    const body = { EventName: 'a.b', PrimaryKey: 1, Data: valuesOf(names) }
    const { status, text } = await world.call('POST', 'Agents/Webhook/SignalEvent', { body })
    return { isTaken: status === 204, text: status === 400 ? text : '' }
  },
  async SOAP(world, names) {
    const pair = (name: string): string =>
      `<w:StringObjectKeyValuePair><w:Key>${name}</w:Key><w:Value xsi:type="xsd:int">1</w:Value></w:StringObjectKeyValuePair>`
    const data = `<w:Data>${names.map(pair).join('')}</w:Data>`
    const called = await soap(world, 'SignalEvent', `<w:EventName>a.b</w:EventName>${data}`)
    const isTaken = called.status === 200 && called.textOf('Succeeded') !== 'false'
    return { isTaken, text: called.text }
  },
}

for (const [name, signal] of Object.entries(doors)) {
  test(`an event signalled by ${name} has at most 500 values`, async (t) => {
    const world = await openWorld(t)
    const names = Array.from({ length: 501 }, (_, index) => `n${index}`)
    assert.equal((await signal(world, names.slice(1))).isTaken, true)
    const refused = await signal(world, names)
    assert.equal(refused.isTaken, false)
    assert.match(refused.text, /data of an event has at most 500 entries, this has 501/)
  })
}
