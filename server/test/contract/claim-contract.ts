/** The part of the delivery store's promise that is about claims: which, in what order, how many. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldName } from '../../src/ports/delivery-store.ts'
import { failedUntil, type OpenFresh, startMs, withStore } from './fresh-store.ts'

export function claimContract(open: OpenFresh): void {
  test('due deliveries come by due time and place, others not before their time', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const deliveries = []
      for (const waitMs of [30, 10, 20, 10]) {
        const [delivery] = await world.accept([number])
        await world.record(failedUntil(delivery!, startMs + waitMs))
        deliveries.push(delivery!)
      }
      const [a, b, c, d] = deliveries.map((delivery) => delivery.eventId)
      const claim = async (nowMs: number, limit: number): Promise<string[]> => {
        const request = { subscriptionNumber: number, nowMs, limit, order: 'due' } as const
        const rows = await world.store.deliveries.claimDue({ ...request, held: new Set() })
        return rows.map((row) => row.event.id)
      }
      assert.deepEqual(await claim(startMs + 20, 10), [b, d, c])
      assert.deepEqual(await claim(startMs + 20, 2), [b, d])
      assert.deepEqual(await claim(startMs + 9, 10), [])
      const inOrder = await world.claimed(number, 'accepted')
      assert.deepEqual(
        inOrder.map((delivery) => delivery.eventId),
        [a, b, c, d],
      )
    }))

  test('a claim ends with the delivery that brings its data to the bytes asked for', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const ids: string[] = []
      for (const length of [20_000, 20_000, 20_000]) {
        const data = Buffer.from(JSON.stringify({ text: 'x'.repeat(length) }))
        ids.push((await world.acceptWaiting([number], { data }))[0]!.eventId)
      }
      for (const order of ['due', 'accepted'] as const) {
        const claim = async (bytesMax: number): Promise<string[]> => {
          const request = { subscriptionNumber: number, nowMs: startMs, limit: 10, order }
          const rows = await world.store.deliveries.claimDue({
            ...request,
            bytesMax,
            held: new Set(),
          })
          return rows.map((row) => row.event.id)
        }
        assert.deepEqual(await claim(1), ids.slice(0, 1))
        assert.deepEqual(await claim(30_000), ids.slice(0, 2))
        assert.deepEqual(await claim(100_000), ids)
      }
    }))

  test('in the order of acceptance what was tried keeps its place, what goes out later is passed over', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const laterAtMs = startMs + 60_000
      const [later] = await world.acceptWaiting([number], { deliverAtMs: laterAtMs })
      const [tried] = await world.accept([number])
      await world.record(failedUntil(tried!, startMs + 5_000))
      const [fresh] = await world.acceptWaiting([number])
      const claim = async (nowMs: number, limit: number): Promise<string[]> => {
        const request = { subscriptionNumber: number, nowMs, limit, order: 'accepted' } as const
        const rows = await world.store.deliveries.claimDue({ ...request, held: new Set() })
        return rows.map((row) => row.event.id)
      }
      assert.deepEqual(await claim(startMs, 1), [tried!.eventId])
      assert.deepEqual(await claim(startMs, 10), [tried!.eventId, fresh!.eventId])
      assert.deepEqual(await claim(laterAtMs - 1, 10), [tried!.eventId, fresh!.eventId])
      assert.deepEqual(await claim(laterAtMs, 2), [later!.eventId, tried!.eventId])
    }))

  test('a claim brings the event with its data and leaves out what memory holds', () =>
    withStore(open, async (_, world) => {
      const number = await world.subscribe()
      const data = Buffer.from('{"b":2}')
      const [first] = await world.acceptWaiting([number])
      const [second] = await world.acceptWaiting([number], { data, orderKey: 'o' })
      const rows = await world.store.deliveries.claimDue({
        subscriptionNumber: number,
        nowMs: startMs,
        limit: 1,
        order: 'due',
        held: new Set([heldName(first!)]),
      })
      assert.equal(rows.length, 1)
      assert.deepEqual(rows[0]!.delivery, second)
      const { event } = rows[0]!
      assert.deepEqual(Buffer.from(event.data), data)
      assert.deepEqual(
        [event.orderKey, event.tenantId, event.seq],
        ['o', world.tenant.id, second!.eventSeq],
      )
    }))
}
