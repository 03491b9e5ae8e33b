/** What tests of tenant status messages put into a world: an application, and changes. */
import vectors from '../../../docs/reference/signing-vectors.json' with { type: 'json' }
import {
  type StateChange,
  type StateChangeData,
  stateChangeEventType,
  type TenantStatusSettings,
} from '../../src/domain/tenant-status.ts'
import type { DeliveryWorld, SubscribeOptions } from './delivery-world.ts'
import type { ScriptedReceiver } from './scripted-network.ts'

const { issuer, clientId, publicJwk, privateKeyForTestsPkcs8Base64 } = vectors.tenantStatus.token

export const tenantStatusSettings: TenantStatusSettings = {
  environment: 'production',
  issuer,
  clientId,
  appName: 'CRM sync',
  errorEmails: ['ops@example.org'],
  isMailed: true,
}

/** A subscription of an application to what happens to the tenant. */
export function subscribeApplication(
  world: DeliveryWorld,
  receiver: ScriptedReceiver,
  settings: Partial<TenantStatusSettings> = {},
): Promise<number> {
  const options: SubscribeOptions = {
    dialect: 'tenant-status',
    patterns: ['tenant-status.*'],
    secrets: {
      current: [{ kind: 'rsa', keyId: publicJwk.kid, pkcs8Base64: privateKeyForTestsPkcs8Base64 }],
      old: [],
    },
    dialectSettings: { ...tenantStatusSettings, ...settings },
  }
  return world.subscribe(receiver, options)
}

/** Something happens to the tenant. */
export function announceChange(world: DeliveryWorld, change: StateChange) {
  const data: StateChangeData = {
    change_type: change,
    tenant: world.tenant.id,
    version_name: 'Release_12.4_2026.09.17-05',
    file_version: '12.4.1514.0',
    public_endpoint: 'online3.superoffice.com',
  }
  return world.accept({ type: stateChangeEventType(change), data })
}
