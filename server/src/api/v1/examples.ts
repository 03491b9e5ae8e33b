/** What the OpenAPI document shows: one small story, told by every operation. */
import { statusExample } from './apps/app-view-schemas.ts'

const eventId = 'evt_0199c3f5a1b27cde8f0123456789abcd'
const subscriptionId = 'sub_0199c3f0b2c37def90123456789abcde'
const deliveryId = 'dlv_0199c3f5a1b27cde8f0123456789abcd000000010000'
const atTen = '2026-11-21T10:00:00.000Z'
const atNine = '2026-11-21T09:00:00.000Z'

export const tenantExample = {
  id: 'Cust12345',
  name: 'Example Ltd',
  created_at: atNine,
  ...statusExample,
}

export const keyExample = {
  id: 'key_0199c3f01a2b7c3d8e4f5a6b7c8d9e0f',
  name: 'shop backend',
  scopes: ['ingest'],
  application: 'shop',
  prefix: 'phk_AbCdEfGh',
  created_at: atNine,
  last_used_at: null,
  revoked_at: null,
}

export const subscriptionBodyExample = {
  url: 'https://hooks.example.com/posthorn',
  event_types: ['contact.*', 'sale.sold'],
  filter: { 'data.changes': { contains: 'name' } },
  description: 'CRM changes to the data warehouse',
  notify_emails: ['ops@example.org'],
}

export const subscriptionExample = {
  id: subscriptionId,
  number: 1,
  external_key: null,
  dialect: 'standard-webhooks',
  ...subscriptionBodyExample,
  name: null,
  header_names: [],
  signature: 'hmac',
  public_keys: [],
  old_secrets: [],
  retry: null,
  rate_limit: null,
  ordering: 'none',
  on_exhausted: 'skip',
  notify_on: 'disabled',
  state: 'active',
  reason: null,
  state_since: atNine,
  is_releasing: false,
  health: {
    is_failing: false,
    failing_since: null,
    is_sick: false,
    is_slowed: false,
    rests_until: null,
    attempts: 0,
    failed_attempts: 0,
    failures_in_a_row: 0,
    last_error: null,
    last_attempt_at: null,
    last_success_at: null,
  },
  version: 1,
  created_at: atNine,
  updated_at: atNine,
}

export const secretExample = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

export const eventBodyExample = {
  type: 'contact.changed',
  data: { contact_id: 4711, changes: ['name'] },
}

export const acceptedExample = { id: eventId, matched: 1 }

export const eventExample = {
  id: eventId,
  type: 'contact.changed',
  accepted_at: atTen,
  occurred_at: atTen,
  order_key: null,
  subject: null,
  traceparent: null,
  matched: 1,
}

export const deliveryExample = {
  id: deliveryId,
  event_id: eventId,
  event_type: 'contact.changed',
  subscription_id: subscriptionId,
  state: 'delivered',
  run: 0,
  run_kind: 'accepted',
  attempt_count: 1,
  accepted_at: atTen,
  due_at: null,
  ended_at: '2026-11-21T10:00:00.041Z',
  is_quarantined: false,
  last_status: 200,
  last_error_class: null,
}

export const timingsExample = {
  dns_ms: 3,
  connect_ms: 9,
  tls_ms: 14,
  first_byte_ms: 12,
  total_ms: 39,
}

export const attemptExample = {
  id: 'att_0199c3f5a1b27cde8f0123456789abcd0000000100000001',
  number: 1,
  started_at: '2026-11-21T10:00:00.002Z',
  outcome: 'accepted',
  error_class: null,
  status: 204,
  why: null,
  reply: '',
  retry_after_ms: null,
  timings: timingsExample,
  subscription_version: 1,
  request: {
    line: 'POST https://hooks.example.com/posthorn',
    headers: [{ name: 'webhook-id', value: eventId }],
    body: '{"type":"contact.changed","timestamp":"2026-11-21T10:00:00.000Z","data":{}}',
    body_is_cut: false,
    body_is_exact: true,
  },
}

export const replayExample = {
  id: 'rpl_0199c4001a2b7c3d8e4f5a6b7c8d9e0f',
  filter: {
    states: ['exhausted'],
    subscription: subscriptionId,
    event_types: ['contact.*'],
    since: atNine,
    until: null,
    include_undelivered: false,
  },
  rate_per_second: 50,
  state: 'running',
  total_count: 17,
  started_count: 0,
  percent: 0,
  seconds_left: 1,
  created_at: atTen,
  ended_at: null,
}

export const pageExample = (item: unknown) => ({ data: [item], next_cursor: null })
