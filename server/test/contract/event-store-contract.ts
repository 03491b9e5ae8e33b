/** What every event store promises: a stored event is on disk, whole, once, and matched rightly. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type OpenFresh, dayMs, hourMs, newEventId, StoreWorld, withStore } from './fresh-store.ts'

export function eventStoreContract(engine: string, open: OpenFresh): void {
  const bodyDigest = new Uint8Array(32).fill(1)

  describe(`event store on ${engine}`, () => {
    test('a stored event is there after a crash, byte for byte', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const event = world.event({
          type: 'contact.created',
          data: Buffer.from('{ "name" : "Müller \\u0000" }'),
          occurredAtMs: world.nowMs - 7,
          orderKey: 'order-7',
          subject: 'person-7',
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          idempotency: { key: 'k', bodyDigest },
        })
        const result = await world.append(event, [{ subscriptionNumber: number, isWaiting: false }])
        assert.equal(result.kind, 'stored')
        await fresh.crash()
        const found = await fresh.store.history.findEvent(world.tenant.key, event.id)
        assert.ok(found !== null && result.kind === 'stored')
        const { deliverAtMs: _, idempotency: __, ...kept } = event
        assert.deepEqual(
          { ...found.event, data: Buffer.from(found.event.data) },
          { ...kept, seq: result.seq },
        )
        assert.deepEqual(found.targets, [number])
        assert.equal(found.configVersion, world.configVersion)
      }))

    test('an event that matched nothing is kept too', () =>
      withStore(open, async (_, world) => {
        const event = world.event()
        assert.equal((await world.append(event)).kind, 'stored')
        const found = await world.store.history.findEvent(world.tenant.key, event.id)
        assert.deepEqual(found?.targets, [])
      }))

    test('the accept order grows, across a close, a crash and retention', () =>
      withStore(open, async (fresh, world) => {
        const seqs: number[] = []
        const appendOne = async (): Promise<void> => {
          const result = await world.append(world.event())
          assert.ok(result.kind === 'stored')
          seqs.push(result.seq)
        }
        await appendOne()
        await fresh.reopen()
        await appendOne()
        await fresh.crash()
        await appendOne()
        await world.store.upkeep.fold()
        fresh.clock.move(30 * dayMs)
        while (await world.store.upkeep.dropBefore(world.nowMs)) continue
        await fresh.crash()
        await appendOne()
        assert.deepEqual(
          seqs,
          [...new Set(seqs)].toSorted((a, b) => a - b),
        )
      }))

    test('an event matched with an older configuration is not stored', () =>
      withStore(open, async (_, world) => {
        await world.subscribe()
        const older = world.configVersion
        await world.subscribe()
        const event = world.event()
        const stale = await world.store.events.append({ event, configVersion: older, targets: [] })
        assert.deepEqual(stale, { kind: 'stale-configuration' })
        assert.equal(await world.store.history.findEvent(world.tenant.key, event.id), null)
      }))

    test('a change that is handed in before an event is seen by it, in one commit too', () =>
      withStore(open, async (_, world) => {
        await world.subscribe()
        const { configVersion } = world
        const event = world.event()
        const [, result] = await Promise.all([
          world.subscribe(),
          world.store.events.append({ event, configVersion, targets: [] }),
        ])
        assert.deepEqual(result, { kind: 'stale-configuration' })
      }))

    test('the same key and body is the same event, whatever its new id', () =>
      withStore(open, async (fresh, world) => {
        const numbers = [await world.subscribe(), await world.subscribe()]
        const targets = numbers.map((number) => ({ subscriptionNumber: number, isWaiting: false }))
        const first = world.event({ idempotency: { key: 'order 7', bodyDigest } })
        await world.append(first, targets)
        await fresh.crash()
        const again = world.event({ idempotency: { key: 'order 7', bodyDigest } })
        const repeat = { kind: 'repeat', eventId: first.id, targetCount: 2 }
        assert.deepEqual(await world.append(again, targets), repeat)
        const claim = { key: 'order 7', bodyDigest }
        assert.deepEqual(await world.store.events.findRepeat(world.tenant.key, claim), repeat)
        assert.equal(await world.store.history.findEvent(world.tenant.key, again.id), null)
      }))

    test('the same key with another body is refused and stores nothing', () =>
      withStore(open, async (_, world) => {
        await world.append(world.event({ idempotency: { key: 'k', bodyDigest } }))
        const claim = { key: 'k', bodyDigest: new Uint8Array(32).fill(2) }
        const other = world.event({ idempotency: claim })
        assert.deepEqual(await world.append(other), { kind: 'key-reused' })
        const found = await world.store.events.findRepeat(world.tenant.key, claim)
        assert.deepEqual(found, { kind: 'key-reused' })
        assert.equal(await world.store.history.findEvent(world.tenant.key, other.id), null)
      }))

    test('twins within one commit are one event', () =>
      withStore(open, async (_, world) => {
        const claim = { key: 'twin', bodyDigest }
        const events = [1, 2, 3].map(() => world.event({ idempotency: claim }))
        const results = await Promise.all(events.map((event) => world.append(event)))
        const kinds = results.map((result) => result.kind)
        assert.deepEqual(kinds, ['stored', 'repeat', 'repeat'])
      }))

    test('a key belongs to its tenant', () =>
      withStore(open, async (fresh, world) => {
        const other = await StoreWorld.begin(fresh, 'Cust2')
        const idempotency = { key: 'k', bodyDigest }
        await world.append(world.event({ idempotency }))
        assert.equal(await world.store.events.findRepeat(other.tenant.key, idempotency), null)
        assert.equal((await other.append(other.event({ idempotency }))).kind, 'stored')
      }))

    test('a key is free again after seven days', () =>
      withStore(open, async (fresh, world) => {
        const idempotency = { key: 'k', bodyDigest }
        await world.append(world.event({ idempotency }))
        fresh.clock.move(7 * dayMs - 1)
        assert.equal((await world.append(world.event({ idempotency }))).kind, 'repeat')
        fresh.clock.move(1)
        assert.equal((await world.append(world.event({ idempotency }))).kind, 'stored')
        assert.equal((await world.append(world.event({ idempotency }))).kind, 'repeat')
      }))

    test('a target that is waiting has its row in the very commit, due when it was asked for', () =>
      withStore(open, async (fresh, world) => {
        const number = await world.subscribe()
        const deliverAtMs = world.nowMs + hourMs
        const [now] = await world.acceptWaiting([number])
        const [later] = await world.acceptWaiting([number], { deliverAtMs })
        await fresh.crash()
        assert.deepEqual(await world.claimed(number), [now, { ...later!, dueAtMs: deliverAtMs }])
      }))

    test('an event may have ten thousand targets', () =>
      withStore(open, async (fresh, world) => {
        const numbers = Array.from({ length: 10_000 }, (_, index) => 3 * index + 1)
        const deliveries = await world.acceptWaiting(numbers)
        await fresh.crash()
        const found = await world.store.history.findEvent(world.tenant.key, deliveries[0]!.eventId)
        assert.deepEqual(found?.targets, numbers)
        assert.equal((await world.store.deliveries.heads()).length, 10_000)
      }))

    test('events handed in together share commits', () =>
      withStore(open, async (_, world) => {
        const before = world.store.upkeep.state().commitCount
        const appended = Array.from({ length: 500 }, () => world.append(world.event()))
        const results = await Promise.all(appended)
        assert.ok(results.every((result) => result.kind === 'stored'))
        const after = world.store.upkeep.state()
        assert.ok(after.commitCount - before <= 5, `${after.commitCount - before} commits`)
        assert.equal(after.committedEventCount, 500)
      }))

    test('an event that cannot be stored fails alone, the others of its commit are kept', () =>
      withStore(open, async (_, world) => {
        const good = world.event()
        const bad = world.event({ id: newEventId(), tenantKey: 4711 })
        const [first, second, third] = await Promise.allSettled([
          world.append(good),
          world.append(bad),
          world.append(world.event()),
        ])
        assert.equal(first.status, 'fulfilled')
        assert.equal(second.status, 'rejected')
        assert.equal(third.status, 'fulfilled')
        assert.ok(await world.store.history.findEvent(world.tenant.key, good.id))
      }))
  })
}
