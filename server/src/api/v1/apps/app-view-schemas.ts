/** The shapes of what callers are answered of apps, with examples, for the OpenAPI document. */
import { Type, type TProperties } from 'typebox'
import { appKinds } from '../../../domain/app.ts'
import { transitions } from '../../../domain/tenant-state.ts'
import { environments, stateChanges } from '../../../domain/tenant-status.ts'
import { environment, stateChangeSection } from './app-schemas.ts'

const strict = { additionalProperties: false } as const
const named = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object(properties, { title, ...strict })
const text = Type.String()
const textOrNull = Type.Union([Type.String(), Type.Null()])
const instant = Type.String({ format: 'date-time' })
const instantOrNull = Type.Union([instant, Type.Null()])
const numberOrNull = Type.Union([Type.Integer(), Type.Null()])
const byEnvironment = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Object({ sod: schema, stage: schema, production: schema }, strict)

export const PartnerView = named('Partner', {
  id: text,
  name: text,
  technical_contact: textOrNull,
  created_at: instant,
})

export const AppView = named('App', {
  id: text,
  partner: text,
  name: text,
  kind: Type.Enum([...appKinds]),
  client_ids: byEnvironment(text),
  error_emails: Type.Array(text),
  version_count: Type.Integer(),
  published: byEnvironment(numberOrNull),
  requested: byEnvironment(numberOrNull),
  created_at: instant,
})

const standing = Type.Union([
  Type.Object(
    {
      state: Type.Enum(['requested', 'published', 'rejected', 'replaced']),
      at: instant,
      by: text,
      reason: textOrNull,
    },
    strict,
  ),
  Type.Null(),
])

export const VersionView = named('AppVersion', {
  app: text,
  version: Type.Integer(),
  label: text,
  is_locked: Type.Boolean(),
  customer_state_change: stateChangeSection,
  environments: byEnvironment(standing),
  save_count: Type.Integer(),
  saved_at: instant,
  saved_by: text,
  created_at: instant,
})

export const SaveView = named('AppVersionSave', {
  app: text,
  version: Type.Integer(),
  save: Type.Integer(),
  at: instant,
  by: text,
  label: text,
  customer_state_change: stateChangeSection,
})

export const ApprovalView = named('Approval', {
  app: text,
  tenant: text,
  environment,
  at: instant,
  by: text,
})

const installed = { version_name: text, file_version: text }

export const statusFields = {
  environment,
  state: text,
  state_since: instantOrNull,
  ...installed,
  upgrade: Type.Union([Type.Object(installed, strict), Type.Null()]),
  public_endpoint: textOrNull,
}

export const StatusView = named('TenantState', statusFields)

const tellings = Type.Array(
  Type.Object(
    {
      app: text,
      app_name: text,
      partner: text,
      state: Type.Enum(['due', 'told', 'not-approved-here', 'not-published', 'switched-off']),
      event: textOrNull,
    },
    strict,
  ),
)
const noticeOrNull = Type.Union([Type.Enum([...stateChanges]), Type.Null()])

export const TransitionView = named('StateChange', {
  id: text,
  tenant: text,
  change: Type.Enum([...transitions]),
  at: instant,
  by: text,
  why: textOrNull,
  before: StatusView,
  after: StatusView,
  notice: noticeOrNull,
  apps: tellings,
})

export const ForeseenView = named('ForeseenStateChange', {
  is_changed: Type.Boolean(),
  before: StatusView,
  after: StatusView,
  notice: noticeOrNull,
  apps: tellings,
})

export const IssuerView = named('Issuer', {
  environment: Type.Enum([...environments]),
  issuer: text,
  keys: Type.Array(
    Type.Object(
      {
        key_id: text,
        is_signing: Type.Boolean(),
        signs_from: instant,
        published_until: instantOrNull,
        created_at: instant,
      },
      strict,
    ),
  ),
})

const at = '2026-11-21T09:00:00.000Z'
const appId = 'app_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f'
const numbers = { sod: 2, stage: 1, production: null }

export const partnerExample = {
  id: 'acme',
  name: 'Acme Apps',
  technical_contact: 'tech@acme.example',
  created_at: at,
}

export const appExample = {
  id: appId,
  partner: 'acme',
  name: 'Acme Sync',
  kind: 'standard',
  client_ids: {
    sod: '1f25376616343b38d14ddcd804f28910',
    stage: '3f25376616343b38d14ddcd804f28912',
    production: '6cf25376616343b38d14ddcd804f2891',
  },
  error_emails: ['alerts@acme.example'],
  version_count: 2,
  published: numbers,
  requested: { sod: null, stage: null, production: 1 },
  created_at: at,
}

export const sectionExample = {
  common: {
    endpoint: 'https://app.acme.example/NotifyCustomerStateChange',
    is_on: true,
    send_error_email: true,
  },
  per_environment: {
    sod: {
      endpoint: 'https://dev.acme.example/NotifyCustomerStateChange',
      is_on: true,
      send_error_email: false,
    },
    stage: null,
    production: null,
  },
}

export const versionExample = {
  app: appId,
  version: 1,
  label: 'Version 1',
  is_locked: true,
  customer_state_change: sectionExample,
  environments: {
    sod: { state: 'published', at, by: 'operator', reason: null },
    stage: { state: 'published', at, by: 'operator', reason: null },
    production: { state: 'requested', at, by: 'key_1 (portal)', reason: null },
  },
  save_count: 3,
  saved_at: at,
  saved_by: 'key_1 (portal)',
  created_at: at,
}

export const saveExample = {
  app: appId,
  version: 1,
  save: 3,
  at,
  by: 'key_1 (portal)',
  label: 'Version 1',
  customer_state_change: sectionExample,
}

export const approvalExample = {
  app: appId,
  tenant: 'Cust12345',
  environment: 'production',
  at,
  by: 'operator',
}

export const statusExample = {
  environment: 'production',
  state: 'running',
  state_since: at,
  version_name: 'Release_12.4_2026.09.17-05',
  file_version: '12.4.1514.0',
  upgrade: null,
  public_endpoint: 'online3.example.com',
}

export const transitionExample = {
  id: 'stc_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  tenant: 'Cust12345',
  change: 'suspend',
  at,
  by: 'operator',
  why: 'The invoice was not paid.',
  before: statusExample,
  after: { ...statusExample, state: 'suspended' },
  notice: 'suspend',
  apps: [
    {
      app: appId,
      app_name: 'Acme Sync',
      partner: 'acme',
      state: 'told',
      event: 'evt_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
    },
  ],
}

export const foreseenExample = {
  is_changed: true,
  before: statusExample,
  after: { ...statusExample, state: 'suspended' },
  notice: 'suspend',
  apps: [{ ...transitionExample.apps[0], state: 'due', event: null }],
}

export const issuerExample = {
  environment: 'production',
  issuer: 'https://online.example.org',
  keys: [
    {
      key_id: 'production-0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
      is_signing: true,
      signs_from: at,
      published_until: null,
      created_at: at,
    },
  ],
}
