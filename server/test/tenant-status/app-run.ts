/** The use-cases about apps without an API: a partner, its apps, and a tenant in SOD. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { App, EndpointSettings } from '../../src/domain/app.ts'
import type { TransitionRequest } from '../../src/domain/tenant-state.ts'
import { approveApp } from '../../src/manage/apps/approve-app.ts'
import { createApp } from '../../src/manage/apps/create-app.ts'
import { createPartner } from '../../src/manage/apps/create-partner.ts'
import { saveVersion } from '../../src/manage/apps/edit-version.ts'
import {
  changeTenantState,
  setEnvironment,
} from '../../src/manage/tenant-states/change-tenant-state.ts'
import type { AppParts } from '../../src/manage/manage-parts.ts'
import type { Ports } from '../../src/ports/ports.ts'
import type { RecordStore } from '../../src/ports/record-store.ts'
import { openManageWorld } from '../world/manage-world.ts'
import { noApps } from '../world/no-apps.ts'

export type AppRun = Awaited<ReturnType<typeof openAppRun>>

export const everywhere = (url: string): EndpointSettings => ({
  common: { url, isOn: true, isMailed: false },
  overrides: { sod: null, stage: null, production: null },
})

export async function openAppRun(t: TestContext) {
  const world = await openManageWorld(t)
  const faults: string[] = []
  const observer: Ports['observer'] = {
    observe: (fact) => {
      if (fact.kind === 'fault') faults.push(fact.where)
    },
  }
  const parts = { ...world, issuerUrls: noApps.issuerUrls, ports: { ...world.ports, observer } }
  const { tenant } = parts
  const makePartner = async (id: string) => {
    const making = { id, name: id, technicalContact: 'tech@acme.example' }
    const made = await createPartner(making, parts)
    assert.ok(made.kind === 'created')
    return { partnerKey: made.partner.key, partnerId: made.partner.id }
  }
  const acme = await makePartner('acme')
  await setEnvironment({ tenantKey: tenant.key, environment: 'sod' }, parts)
  const names = { tenantKey: tenant.key, tenantId: tenant.id, by: 'test' }
  return {
    ...parts,
    partnerKey: acme.partnerKey,
    makePartner,
    /** Where there were faults of ours. */
    faults,

    /** One that is told in SOD. */
    async makeApp(name = 'Sync', partner = acme): Promise<App> {
      const given = { name, kind: 'custom', errorEmails: [], by: 'test' } as const
      const app = await createApp({ ...given, ...partner }, parts)
      assert.ok(app !== null)
      const saving = { appId: app.id, number: 1, expectedRevision: 1, by: 'test' }
      const endpoint = everywhere('http://127.0.0.1:8080/notify')
      assert.equal((await saveVersion({ ...saving, endpoint }, parts)).kind, 'saved')
      return app.value
    },

    approve: (appId: string) => approveApp({ ...names, appId }, parts),

    change: (request: TransitionRequest, why: string | null = null) =>
      changeTenantState({ ...names, ...request, why, onlyApp: null }, parts),
  }
}

/** The same parts over records that answer each call some turns later than they could. */
export function withSlowRecords(run: AppRun, turns: () => number): AppRun {
  const { records } = run.ports.store
  const wait = async (): Promise<void> => {
    for (let left = turns(); left > 0; left -= 1) await new Promise(setImmediate)
  }
  const late = async <Value>(answering: () => Promise<Value>): Promise<Value> => {
    await wait()
    const answer = await answering()
    await wait()
    return answer
  }
  return withRecords(run, {
    find: (place) => late(() => records.find(place)),
    list: (request) => late(() => records.list(request)),
    write: (changes, nowMs) => late(() => records.write(changes, nowMs)),
  })
}

/** The same parts of a process that ends before it writes a record. */
export function withoutWrites<Parts extends Pick<AppParts, 'ports'>>(parts: Parts): Parts {
  const { records } = parts.ports.store
  return withRecords(parts, {
    find: (place) => records.find(place),
    list: (request) => records.list(request),
    write: () => Promise.reject(new Error('the process has ended')),
  })
}

function withRecords<Parts extends Pick<AppParts, 'ports'>>(
  parts: Parts,
  records: RecordStore,
): Parts {
  const store: Ports['store'] = Object.create(parts.ports.store, { records: { value: records } })
  return { ...parts, ports: { ...parts.ports, store } }
}
