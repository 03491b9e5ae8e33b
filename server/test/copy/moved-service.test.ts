/** A service that moved: what waited in the file arrives from the database, once, signed, in order. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { request } from 'undici'
import {
  type ReceivedRequest,
  type RecordingReceiver,
  startReceiver,
} from '../api/recording-receiver.ts'
import { encryptionKey, freePort, operatorKey, startService } from '../rigs/service-process.ts'
import { postgresServer } from '../world/postgres-server.ts'
import { runCopy } from './copy-process.ts'

const readyMs = 60_000
const parkedCount = 12
const underWayCount = 5
/** Order shows where one request at a time is under way. */
const oneAtATime = { POSTHORN_IN_FLIGHT_PER_ORIGIN: '1' }

type Json = Readonly<Record<string, string>>

async function call(url: string, path: string, body?: unknown): Promise<Json> {
  const answer = await request(`${url}/v1/tenants${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  return JSON.parse(text) as Json
}

/** Takes requests and never answers; resolves with the first. */
async function startHanging(t: TestContext): Promise<{ port: number; first: Promise<void> }> {
  const server = createServer()
  const first = new Promise<void>((resolve) => server.once('connection', () => resolve()))
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
  t.after(close)
  return { port, first }
}

interface Moved {
  readonly parked: Json
  readonly active: Json
  readonly parkedIds: readonly string[]
  readonly activeIds: readonly string[]
}

/** One subscription is paused with events behind it, the other hangs with events in memory. */
async function fill(url: string, receiverUrl: string, hangingPort: number): Promise<Moved> {
  await call(url, '', { id: 'Moved', name: 'moved' })
  const subscribe = (target: string, type: string): Promise<Json> =>
    call(url, '/Moved/subscriptions', { url: target, event_types: [type] })
  const parked = await subscribe(`${receiverUrl}/parked`, 'parked.*')
  const active = await subscribe(`http://127.0.0.1:${hangingPort}/active`, 'active.*')
  await call(url, `/Moved/subscriptions/${parked['id']}/pause`, {})
  const post = async (type: string, count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let number = 0; number < count; number += 1) {
      ids.push((await call(url, '/Moved/events', { type, data: { number } }))['id']!)
    }
    return ids
  }
  const parkedIds = await post('parked.event', parkedCount)
  return { parked, active, parkedIds, activeIds: await post('active.event', underWayCount) }
}

function idsAt({ received }: RecordingReceiver, path: string): string[] {
  return received
    .filter(({ url }) => url === path)
    .map(({ headers }) => String(headers['webhook-id']))
}

function assertSigned(secret: string, { body, headers }: ReceivedRequest): void {
  new Webhook(secret).verify(body, headers as Record<string, string>)
}

test('after kill -9, a copy and a start, everything that waited arrives once, signed, in order', async (t) => {
  const server = await postgresServer()
  const database = await server.emptyDatabase()
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-moved-'))
  const storePath = join(directory, 'posthorn.db')
  const receiver = await startReceiver(t)
  const hanging = await startHanging(t)
  const port = await freePort()
  const old = startService({ storePath, port, environment: oneAtATime })
  const environment = { POSTHORN_STORE: database, ...oneAtATime }
  let started: ReturnType<typeof startService> | null = null
  try {
    await old.ready(readyMs)
    const moved = await fill(old.url, receiver.url, hanging.port)
    await hanging.first
    await old.kill('SIGKILL')
    const copied = await runCopy({
      parameters: [`sqlite:${storePath}`, database],
      environment: { POSTHORN_ENCRYPTION_KEY: encryptionKey.toString('base64') },
    })
    assert.equal(copied.code, 0, copied.stderr)

    started = startService({ storePath: '', port, environment })
    await started.ready(readyMs)
    const change = { url: `${receiver.url}/active` }
    const path = `/v1/tenants/Moved/subscriptions/${moved.active['id']}`
    await request(started.url + path, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    })
    await call(started.url, `/Moved/subscriptions/${moved.parked['id']}/resume`, {})
    await receiver.request(parkedCount + underWayCount)

    assert.deepEqual(idsAt(receiver, '/parked'), moved.parkedIds)
    assert.deepEqual(idsAt(receiver, '/active').toSorted(), moved.activeIds.toSorted())
    for (const received of receiver.received) {
      const { secret } = received.url === '/parked' ? moved.parked : moved.active
      assertSigned(secret!, received)
    }
    const later = await call(started.url, '/Moved/events', { type: 'active.event', data: {} })
    await receiver.request(parkedCount + underWayCount + 1)
    assert.equal(idsAt(receiver, '/active').at(-1), later['id'])
    const shown = await call(started.url, `/Moved/events/${moved.parkedIds[0]}`)
    assert.equal(shown['id'], moved.parkedIds[0], 'ids and links of before lead where they led')
  } finally {
    await old.kill('SIGKILL')
    await started?.kill('SIGKILL')
    rmSync(directory, { recursive: true, force: true })
    await server.drop(database)
  }
})
