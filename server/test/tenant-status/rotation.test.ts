/**
 * A rotation of an issuer's key in the middle of a run, over a clock that is moved: what apps are
 * sent before, during and after it verifies for everybody who keeps the published keys as long as
 * the answer allows, or for the longest that is reckoned with.
 */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { createTenantStatusDialect } from '../../src/dialects/tenant-status/dialect.ts'
import { publishedCacheMs, publishedKeys } from '../../src/domain/issuer.ts'
import { jwksOf } from '../../src/domain/issuer-key.ts'
import { partnerAccountId } from '../../src/domain/partner.ts'
import {
  applyAllPublished,
  retireAllIssuerKeys,
} from '../../src/manage/apps/apply-all-published.ts'
import { createApp } from '../../src/manage/apps/create-app.ts'
import { createPartner } from '../../src/manage/apps/create-partner.ts'
import { saveVersion } from '../../src/manage/apps/edit-version.ts'
import { issuerOf, rotateIssuerKey } from '../../src/manage/issuers.ts'
import { openManageWorld } from '../world/manage-world.ts'
import { noApps } from '../world/no-apps.ts'
import { sampleEvent } from './sample-event.ts'

const minuteMs = 60_000
const { issuerUrls } = noApps
const environment = 'sod'

test('no receiver that keeps keys as it is told sees a failure during a rotation, and an old key goes once nobody needs it', async (t) => {
  const world = await openRun(t)
  const kept = new Map<number, { keys: ReturnType<typeof jwksOf>; atMs: number }>()
  const used = new Set<string | undefined>()
  for (let minute = 0; minute < 200; minute += 1) {
    if (minute === 20)
      await rotateIssuerKey({ environment, isAtOnce: false }, issuerUrls, world.ports)
    // What keeps house runs each minute.
    await retireAllIssuerKeys(world)
    await applyAllPublished(world)
    const token = await world.message()
    used.add(decodeProtectedHeader(token).kid)
    for (const keptMs of [0, publishedCacheMs, 59 * minuteMs]) {
      const nowMs = world.clock.nowMs()
      const before = kept.get(keptMs)
      if (before === undefined || nowMs - before.atMs > keptMs) {
        kept.set(keptMs, { keys: await world.published(), atMs: nowMs })
      }
      await verify(token, kept.get(keptMs)!.keys, nowMs)
    }
    await world.clock.run(minuteMs)
  }
  assert.equal(used.size, 2)
  assert.equal((await world.published()).keys.length, 1)
  // What is not published any more is not kept either, its private half least of all.
  assert.equal((await issuerOf(environment, issuerUrls, world.ports)).keys.length, 1)
})

test('a key that others may have seen is replaced at once', async (t) => {
  const world = await openRun(t)
  const stolen = await world.message()
  await rotateIssuerKey({ environment, isAtOnce: true }, issuerUrls, world.ports)
  await applyAllPublished(world)
  const next = await world.message()
  const keys = await world.published()
  const nowMs = world.clock.nowMs()
  await verify(next, keys, nowMs)
  await assert.rejects(verify(stolen, keys, nowMs))
})

async function openRun(t: TestContext) {
  const world = await openManageWorld(t)
  const { ports, clock, pipeline } = world
  const parts = { ...world, issuerUrls }
  const partner = await createPartner({ id: 'acme', name: 'Acme', technicalContact: null }, parts)
  assert.ok(partner.kind === 'created')
  const { key: partnerKey, id: partnerId } = partner.partner
  const making = { name: 'Sync', kind: 'custom', errorEmails: [], by: 'test' } as const
  const app = await createApp({ ...making, partnerKey, partnerId }, parts)
  assert.ok(app !== null)
  const common = { url: 'http://127.0.0.1:8080/notify', isOn: true, isMailed: false }
  const endpoint = { common, overrides: { sod: null, stage: null, production: null } }
  const saving = { appId: app.value.id, number: 1, expectedRevision: 1, by: 'test', endpoint }
  assert.equal((await saveVersion(saving, parts)).kind, 'saved')
  const dialect = createTenantStatusDialect({ userAgentVersion: '0' })
  return {
    ...parts,
    async message(): Promise<string> {
      const [subscription] = pipeline.subscriptions.list(partnerKey)
      assert.ok(subscription !== undefined)
      const message = await dialect.render({
        event: sampleEvent(partnerKey, partnerAccountId(partnerId)),
        subscription,
        deliveryId: `dlv_${'0'.repeat(44)}`,
        attemptNumber: 1,
        cycle: 1,
        atMs: clock.nowMs(),
      })
      return JSON.parse(Buffer.from(message.body).toString('utf8')).Token
    },
    async published() {
      const issuer = await issuerOf(environment, issuerUrls, ports)
      return jwksOf(publishedKeys(issuer, clock.nowMs()))
    },
  }
}

async function verify(
  token: string,
  jwks: ReturnType<typeof jwksOf>,
  nowMs: number,
): Promise<void> {
  const keys = createLocalJWKSet({ keys: jwks.keys.map((key) => ({ ...key, x5c: [...key.x5c] })) })
  await jwtVerify(token, keys, {
    algorithms: ['RS256'],
    issuer: issuerUrls.sod,
    currentDate: new Date(nowMs),
  })
}
