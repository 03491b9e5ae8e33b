/** Events with order keys, each knowing its place, and what a receiver may see of them. */
import assert from 'node:assert/strict'
import type { EventId } from '../../src/domain/ids.ts'
import type { KeyOrdering } from '../../src/domain/subscription.ts'
import type { DeliveryWorld } from './delivery-world.ts'
import type { ScriptedReceiver, SentRequest } from './scripted-network.ts'

export const skip: KeyOrdering = { onExhausted: 'skip' }
export const block: KeyOrdering = { onExhausted: 'block' }

interface Numbered {
  readonly key: string | null
  readonly place: number
}

export const read = ({ body }: SentRequest): Numbered =>
  (JSON.parse(body.toString()) as { data: Numbered }).data

/** Events with these keys; each knows its place in the order of acceptance. */
export async function accept(world: DeliveryWorld, ...keys: readonly (string | null)[]) {
  const accepted: EventId[] = []
  for (const [place, key] of keys.entries()) {
    const order = key === null ? {} : { orderKey: key }
    accepted.push(await world.accept({ ...order, data: { key, place: placed + place } }))
  }
  placed += keys.length
  return accepted
}
let placed = 0

/** How many there are so far. */
export const placedCount = (): number => placed

/** All of them in the same moment. */
export function acceptAtOnce(world: DeliveryWorld, keys: readonly string[]) {
  const { tenant, parts } = world
  const asked = keys.map((key, place) =>
    parts.pipeline.acceptEvent({
      ...{ tenantKey: tenant.key, tenantId: tenant.id, type: 'contact.changed', orderKey: key },
      data: Buffer.from(JSON.stringify({ key, place: placed + place })),
    }),
  )
  placed += keys.length
  return world.settles(Promise.all(asked))
}

export const cycle = (count: number, ...keys: readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, index) => keys[index % keys.length]!)

/** What of a key was sent is in order, and nothing while an earlier one of it was under way. */
export function keepsOrder(receiver: ScriptedReceiver): void {
  const last = new Map<string, { request: SentRequest; place: number }>()
  for (const request of receiver.requests) {
    const { key, place } = read(request)
    if (key === null) continue
    const before = last.get(key)
    last.set(key, { request, place })
    if (before === undefined) continue
    assert.ok(place >= before.place, `of ${key} ${place} after ${before.place}`)
    const { repliedAtMs } = before.request
    const isOver = repliedAtMs === null ? before.request.process < request.process : true
    assert.ok(isOver && (repliedAtMs ?? 0) <= request.sentAtMs, `of ${key} two at a time`)
  }
}

export const placesOf = (receiver: ScriptedReceiver, key: string | null): readonly number[] =>
  receiver.requests.map(read).flatMap((one) => (one.key === key ? one.place : []))
