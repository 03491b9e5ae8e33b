/** A replay of thousands, of a real process that is killed in its middle. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CountingReceiver } from '../rigs/counting-receiver.ts'
import {
  countUnrecorded,
  deliverOnce,
  repeatsAmong,
  replayFilter,
  tenantPath,
  timesByName,
} from '../rigs/replay-stand.ts'
import { askService, untilDrained } from '../rigs/rig-load.ts'
import { freePort, startService } from '../rigs/service-process.ts'

const subscriptionCount = 5
const deliveryCount = 5_000
/** As fast as a replay may be asked to be. */
const ratePerSecond = 1_000
/** For a machine that is busy with other things. */
const boundMs = 90_000

test('a replay of 5,000 deliveries goes on after kill -9 in its middle: none is left out, and only what was in flight repeats', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-killed-replay-'))
  const receiver = await CountingReceiver.start()
  const place = { storePath: join(directory, 'posthorn.db'), port: await freePort() }
  let service = startService(place)
  t.after(async () => {
    await service.kill('SIGKILL')
    await receiver.close()
    rmSync(directory, { recursive: true, force: true })
  })
  await service.ready(boundMs)
  const events = deliveryCount / subscriptionCount
  await deliverOnce(service.url, receiver, { events, subscriptions: subscriptionCount, boundMs })
  const replays = `${tenantPath}/replays`
  const preview = await askService(service.url, 'POST', replays, {
    filter: replayFilter,
    dry_run: true,
  })
  assert.deepEqual([preview.count, preview.is_at_least], [deliveryCount, false])
  const asked = { filter: replayFilter, rate_per_second: ratePerSecond }
  const { id } = await askService(service.url, 'POST', replays, asked)
  const again = () => receiver.arrivals.slice(deliveryCount)
  await receiver.until(() => again().length >= deliveryCount / 2, boundMs, 'half of the replay')
  await service.kill('SIGKILL')
  const inFlight = await countUnrecorded(place.storePath, again())

  service = startService(place)
  await service.ready(boundMs)
  const isWhole = () =>
    again().length >= deliveryCount && timesByName(again()).size === deliveryCount
  await receiver.until(isWhole, boundMs, 'the rest of the replay')
  await untilDrained(service.url)
  const repeats = repeatsAmong(timesByName(again()))
  assert.ok(repeats <= inFlight, `${repeats} repeated, ${inFlight} were in flight`)
  const replay = await askService(service.url, 'GET', `${replays}/${id}`)
  assert.deepEqual([replay.total_count, replay.started_count], [deliveryCount, deliveryCount])
})
