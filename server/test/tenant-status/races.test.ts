/** What several people do to an app at once: what counts in the end is what the records say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointIn } from '../../src/domain/app.ts'
import { DiskFull } from '../../src/domain/disk-full.ts'
import { findApp, findVersion, profiles, versions } from '../../src/manage/apps/app-records.ts'
import { applyAllPublished } from '../../src/manage/apps/apply-all-published.ts'
import { subscriptionKeyOf } from '../../src/manage/apps/apply-published.ts'
import { approvalsPerTenantMax } from '../../src/domain/limits.ts'
import { changeApp } from '../../src/manage/apps/change-app.ts'
import { changePartner } from '../../src/manage/apps/create-partner.ts'
import { createVersion, saveVersion } from '../../src/manage/apps/edit-version.ts'
import { requestPublication } from '../../src/manage/apps/publish-version.ts'
import { findByExternalKey } from '../../src/manage/find-subscription.ts'
import { issuerOf, rotateIssuerKey } from '../../src/manage/issuers.ts'
import { oneRunAtATime, tellTransitions } from '../../src/manage/tenant-states/tell-transitions.ts'
import { findTransition } from '../../src/manage/tenant-records.ts'
import { SeededRandom } from '../world/seeded-random.ts'
import { type AppRun, everywhere, openAppRun, withSlowRecords } from './app-run.ts'

const sod = 'sod'

test('of versions that are published at once, the one that counts is where messages go', async (t) => {
  const run = await openAppRun(t)
  const app = await run.makeApp()
  const numbers = [1, 2, 3]
  for (const number of numbers.slice(1)) {
    const made = await createVersion({ appId: app.id, label: 'n', from: null, by: 'test' }, run)
    assert.ok(made !== null && made !== 'too-many')
    // The first and the last differ from the second alone, so that going back looks like staying.
    const endpoint = everywhere(`http://127.0.0.1:8080/${number % 2}`)
    const saving = { appId: app.id, number, expectedRevision: 1, by: 'test', endpoint }
    assert.equal((await saveVersion(saving, run)).kind, 'saved')
  }
  const random = new SeededRandom('published at once')
  const slow = withSlowRecords(run, () => (random.bytes(1)[0] ?? 0) % 4)
  for (let round = 0; round < 40; round += 1) {
    const place = { appId: app.id, environment: sod, by: 'test', expectedRevision: null } as const
    await Promise.all(numbers.map((number) => requestPublication({ ...place, number }, slow)))
    assert.equal(sentTo(app.id, run), await counting(app.id, run), `round ${round}`)
  }
})

test('an app that cannot be brought to what counts keeps back no other, and is told', async (t) => {
  const run = await openAppRun(t)
  const broken = await run.makeApp('broken')
  const sound = await run.makeApp('sound')
  await breakVersion(broken.id, run)
  const before = await issuerOf(sod, run.issuerUrls, run.ports)
  await rotateIssuerKey({ environment: sod, isAtOnce: true }, run.issuerUrls, run.ports)
  await applyAllPublished(run)
  assert.notEqual(keyOf(sound.id, run), before.keys[0]?.keyId)
  assert.equal(run.faults.length, 1)
  assert.match(run.faults[0] ?? '', new RegExp(broken.id))
})

test('an app that cannot be told keeps back neither the others of the tenant nor what happens later', async (t) => {
  const run = await openAppRun(t)
  const broken = await run.makeApp('broken')
  const sound = await run.makeApp('sound')
  for (const { id } of [broken, sound]) await run.approve(id)
  for (let count = 0; count < 105; count += 1) {
    for (const change of ['suspend', 'resume'] as const) await run.change({ change })
  }
  // More than one turn looks at, and each has an app that cannot be told.
  await breakVersion(broken.id, run)
  await tellTransitions(run)
  await mendVersion(broken.id, run)
  const later = await run.change({ change: 'suspend' })
  assert.ok(later.kind === 'changed')
  await breakVersion(broken.id, run)
  await tellTransitions(run)
  assert.deepEqual(await states(later.transition.id, run), { broken: 'due', sound: 'told' })
  await mendVersion(broken.id, run)
  await tellTransitions(run)
  await tellTransitions(run)
  assert.deepEqual(await states(later.transition.id, run), { broken: 'told', sound: 'told' })
})

test('while the disk is nearly full nothing is told and nothing is a fault; with room it is told', async (t) => {
  const run = await openAppRun(t)
  const app = await run.makeApp('sound')
  await run.approve(app.id)
  const made = await run.change({ change: 'suspend' })
  assert.ok(made.kind === 'changed')
  const pipeline: typeof run.pipeline = Object.create(run.pipeline, {
    acceptForWatchers: { value: () => Promise.reject(new DiskFull()) },
  })
  assert.equal(await tellTransitions({ ...run, pipeline }), false)
  assert.deepEqual([await states(made.transition.id, run), run.faults], [{ sound: 'due' }, []])
  assert.equal(await tellTransitions(run), true)
  assert.deepEqual(await states(made.transition.id, run), { sound: 'told' })
})

test('a tenant with as many apps as it may have, all with the longest names, can be told of', async (t) => {
  const run = await openAppRun(t)
  const ids: string[] = []
  for (let count = 0; count < approvalsPerTenantMax; count += 1) {
    ids.push((await run.makeApp('\u{1f4e8}'.repeat(200))).id)
  }
  const over = await run.makeApp('over', await run.makePartner('other'))
  const [last = '', ...others] = ids
  for (const id of others) await run.approve(id)
  const both = await Promise.all([last, over.id].map((id) => run.approve(id)))
  assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['approved', 'limit-reached'])
  const made = await run.change({ change: 'suspend' }, '\u{1f4e8}'.repeat(1_000))
  assert.ok(made.kind === 'changed')
  assert.equal(made.transition.tellings.length, approvalsPerTenantMax)
  await tellTransitions(run)
  const told = await findTransition(run.tenant.key, made.transition.id, run.ports)
  assert.ok(told?.value.tellings.every(({ state }) => state === 'told'))
  assert.deepEqual(run.faults, [])
})

test('a rotation that is asked for twice is one, so that published keys stay few', async (t) => {
  const run = await openAppRun(t)
  const rotate = (isAtOnce: boolean) =>
    rotateIssuerKey({ environment: sod, isAtOnce }, run.issuerUrls, run.ports)
  await issuerOf(sod, run.issuerUrls, run.ports)
  const first = await rotate(false)
  assert.equal(first.keys.length, 2)
  assert.deepEqual(await rotate(false), first)
  const urgent = await rotate(true)
  assert.equal(urgent.keys.length, 1)
  assert.equal((await rotate(false)).keys.length, 2)
})

test('whom trouble with an app is reported to changes at once', async (t) => {
  const run = await openAppRun(t)
  const { id } = await run.makeApp()
  const revision = (await findApp(id, run.ports))?.revision ?? 0
  const errorEmails = ['night@acme.example']
  assert.ok(await changeApp({ appId: id, expectedRevision: revision, errorEmails }, run))
  assert.deepEqual(subscriptionOf(id, run)?.config.dialectSettings['errorEmails'], errorEmails)
})

test("a partner's new technical contact is mailed for its apps from the next turn on", async (t) => {
  const run = await openAppRun(t)
  const app = await run.makeApp()
  await changePartner({ id: 'acme', technicalContact: 'new@acme.example' }, run)
  await applyAllPublished(run)
  assert.deepEqual(subscriptionOf(app.id, run)?.config.dialectSettings['errorEmails'], [
    'new@acme.example',
  ])
  assert.equal((await profiles.all(run.ports.store.records, run.partnerKey)).length, 1)
})

test('a run that fails is told, and the next one runs', async () => {
  const faults: unknown[] = []
  let count = 0
  const run = oneRunAtATime(
    () => {
      count += 1
      return count === 1 ? Promise.reject(new Error('away')) : Promise.resolve()
    },
    (error) => faults.push(error),
  )
  await Promise.all([run(), run(), run()])
  assert.equal(count, 2)
  assert.equal(faults.length, 1)
})

const subscriptionOf = (appId: string, { partnerKey, pipeline }: AppRun) =>
  findByExternalKey(partnerKey, subscriptionKeyOf(appId, sod), { pipeline })

const sentTo = (appId: string, run: AppRun) => subscriptionOf(appId, run)?.config.url

function keyOf(appId: string, run: AppRun): string | undefined {
  const [secret] = subscriptionOf(appId, run)?.config.secrets.current ?? []
  return secret?.kind === 'rsa' ? secret.keyId : undefined
}

async function counting(appId: string, { ports }: AppRun): Promise<string | null | undefined> {
  const app = (await findApp(appId, ports))?.value
  assert.ok(app !== undefined)
  const version = await findVersion(app, app.published.sod ?? 0, ports)
  return version === null ? undefined : endpointIn(version.value.endpoint, sod).url
}

async function states(id: `stc_${string}`, { tenant, ports }: AppRun) {
  const { tellings = [] } = (await findTransition(tenant.key, id, ports))?.value ?? {}
  return Object.fromEntries(tellings.map(({ appName, state }) => [appName, state]))
}

/** As no code of ours writes it: what reads it fails. */
const breakVersion = (appId: string, run: AppRun) => writeEndpoint(appId, undefined, run)
const mendVersion = (appId: string, run: AppRun) =>
  writeEndpoint(appId, everywhere('http://127.0.0.1:8080/mended'), run)

async function writeEndpoint(appId: string, endpoint: unknown, { ports }: AppRun): Promise<void> {
  const app = (await findApp(appId, ports))?.value
  const version = app === undefined ? null : await findVersion(app, 1, ports)
  assert.ok(version !== null)
  const value = { ...version.value, endpoint: endpoint as typeof version.value.endpoint }
  assert.ok(await ports.store.records.write([versions.changed(version, value)], 1))
}
