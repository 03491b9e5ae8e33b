/** What every inbox listener promises: it answers by the script, and keeps what arrived, within bounds. */
import assert from 'node:assert/strict'
import { request as send } from 'node:http'
import { test, type TestContext } from 'node:test'
import {
  type Inbox,
  inboxHost,
  type InboxId,
  type InboxScript,
  plainScript,
  plainStep,
} from '../../src/domain/inbox.ts'
import { inboxBodyBytesMax, inboxBytesMax, inboxRequestsMax } from '../../src/domain/limits.ts'
import type { InboxListener } from '../../src/ports/inbox-listener.ts'
import type { SimulatedClock } from '../world/simulated-clock.ts'
import { until } from '../world/until.ts'

export interface InboxStand {
  readonly listener: InboxListener
  readonly clock: SimulatedClock
  /** What the listener finds. */
  readonly inboxes: Map<InboxId, { readonly inbox: Inbox; readonly revision: number }>
}

const id: InboxId = `ibx_${'a'.repeat(32)}`
const other: InboxId = `ibx_${'b'.repeat(32)}`

interface Answered {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** What came back; null where the connection ended before the answer was whole. */
function post(
  { listener }: InboxStand,
  given: { path?: string; host?: string; body?: Uint8Array } = {},
): Promise<Answered | null> {
  const { path = `/${id}`, host = inboxHost, body = Buffer.from('{}') } = given
  return new Promise((resolve) => {
    const headers = { Host: host, 'X-CaseD': 'one' }
    const options = { port: listener.port, host: '127.0.0.1', method: 'POST', path, headers }
    const request = send({ ...options, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', () => resolve(null))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    request.on('error', () => resolve(null))
    request.end(body)
  })
}

const all = { beforeNumber: null, limit: 1_000 }
const script = (
  steps: readonly Partial<InboxScript['steps'][number]>[],
  after: InboxScript['after'] = 'repeat-last',
): InboxScript => ({ steps: steps.map((step) => ({ ...plainStep, ...step })), after })

export function inboxListenerContract(
  name: string,
  open: (t: TestContext) => Promise<InboxStand>,
): void {
  const promise = (guarantee: string): string => `${name}: ${guarantee}`
  const withScript = async (t: TestContext, given: InboxScript) => {
    const stand = await open(t)
    const set = (own: InboxId, revision: number, next = given): void => {
      const inbox = { id: own, tenantKey: 1, name: null, script: next, createdAtMs: 0 }
      stand.inboxes.set(own, { inbox, revision })
    }
    set(id, 1)
    return { ...stand, set }
  }
  const statuses = async (stand: InboxStand, count: number): Promise<number[]> => {
    const seen: number[] = []
    while (seen.length < count) seen.push((await post(stand))?.status ?? 0)
    return seen
  }

  test(promise('a request is kept as it arrived, with what it was answered'), async (t) => {
    const stand = await withScript(t, plainScript)
    const body = Buffer.from([0x7b, 0x00, 0xff, 0x7d])
    assert.equal((await post(stand, { body }))?.status, 200)
    const [kept, ...more] = stand.listener.requests(id, all)
    assert.ok(kept !== undefined && more.length === 0)
    assert.deepEqual([kept.method, kept.bodyBytes], ['POST', 4])
    assert.deepEqual(Buffer.from(kept.body), body)
    assert.ok(kept.headers.some(([line, value]) => line === 'X-CaseD' && value === 'one'))
    assert.deepEqual(kept.reply, { kind: 'answered', status: 200 })
    assert.equal(kept.receivedAtMs, stand.clock.nowMs())
  })

  test(
    promise('steps are answered in their order, and the last one again or all anew'),
    async (t) => {
      const given = [{ status: 500 }, { status: 410 }, { status: 204 }]
      const stand = await withScript(t, script(given))
      assert.deepEqual(await statuses(stand, 5), [500, 410, 204, 204, 204])
      stand.set(id, 2, script(given, 'loop'))
      assert.deepEqual(await statuses(stand, 5), [500, 410, 204, 500, 410])
    },
  )

  test(promise('Retry-After, headers and body are those of the step'), async (t) => {
    const headers = { 'X-Own': 'a', 'Content-Type': 'application/json' }
    const step = { status: 429, retryAfterSeconds: 7, headers, body: '{"æ":1}' }
    const stand = await withScript(t, script([step]))
    const answer = await post(stand)
    assert.deepEqual([answer?.status, answer?.text], [429, '{"æ":1}'])
    assert.equal(answer?.headers['retry-after'], '7')
    assert.equal(answer?.headers['x-own'], 'a')
    assert.equal(answer?.headers['content-type'], 'application/json')
  })

  test(promise('a delayed answer comes when its time is over, and is kept before'), async (t) => {
    const stand = await withScript(t, script([{ delayMs: 5_000, status: 202 }]))
    let isAnswered = false
    const answer = post(stand).then((one) => {
      isAnswered = true
      return one
    })
    await until(() => stand.listener.count(id) === 1)
    await stand.clock.run(4_999)
    assert.equal(isAnswered, false)
    await stand.clock.run(1)
    assert.equal((await answer)?.status, 202)
  })

  test(promise('a connection is closed before the answer, or in the middle of it'), async (t) => {
    const stand = await withScript(
      t,
      script([{ close: 'before' }, { close: 'mid-body', body: 'x' }]),
    )
    assert.equal(await post(stand), null)
    assert.equal(await post(stand), null)
    const kept = stand.listener.requests(id, all)
    assert.deepEqual(
      kept.map(({ reply }) => reply.kind),
      ['closed', 'closed'],
    )
  })

  test(promise('nothing but an inbox that is there, by its host, is answered'), async (t) => {
    const stand = await withScript(t, plainScript)
    for (const given of [
      { path: `/${other}` },
      { path: '/' },
      { path: `/${id}/more` },
      { path: `/${id}?a=1` },
      { host: '127.0.0.1' },
      { host: `${inboxHost}:443` },
    ]) {
      assert.equal((await post(stand, given))?.status, 404, JSON.stringify(given))
    }
    assert.equal(stand.listener.count(id), 0)
  })

  test(promise('the latest come first, page by page, and go when they are emptied'), async (t) => {
    const stand = await withScript(t, plainScript)
    stand.set(other, 1)
    for (const text of ['1', '2', '3']) await post(stand, { body: Buffer.from(text) })
    await post(stand, { path: `/${other}` })
    const bodies = (page: Parameters<InboxListener['requests']>[1]) =>
      stand.listener.requests(id, page).map(({ body }) => Buffer.from(body).toString())
    assert.deepEqual(bodies({ beforeNumber: null, limit: 2 }), ['3', '2'])
    const [, second] = stand.listener.requests(id, all)
    assert.deepEqual(bodies({ beforeNumber: second?.number ?? 0, limit: 2 }), ['1'])
    stand.listener.empty(id)
    assert.deepEqual([stand.listener.count(id), stand.listener.count(other)], [0, 1])
  })

  test(promise('what is kept has a bound in number and bytes, and the oldest goes'), async (t) => {
    const stand = await withScript(t, plainScript)
    const large = Buffer.alloc(inboxBodyBytesMax + 1, 'a')
    for (const body of [large, large, Buffer.from('small')]) await post(stand, { body })
    const [small, kept, ...more] = stand.listener.requests(id, all)
    assert.equal(small?.bodyBytes, 5)
    assert.deepEqual([kept?.body.length, kept?.bodyBytes], [inboxBodyBytesMax, large.length])
    assert.ok(2 * inboxBodyBytesMax >= inboxBytesMax && more.length === 0)
    for (let left = inboxRequestsMax; left > 0; left -= 1) await post(stand)
    assert.equal(stand.listener.count(id), inboxRequestsMax)
  })
}
