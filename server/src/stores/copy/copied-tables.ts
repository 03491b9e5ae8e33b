/**
 * Every table that goes over, in the order in which it does: what many rows lean on comes first.
 * Keys are those of the file; since places keep their order, rows stand in the same order in both.
 * What is not here is made anew (indexes instead of `event_by_id` and `event_by_tenant`) or goes
 * into rows of another kind (`meta`, `dropped`): docs/operating/move-to-postgresql.md lists it.
 */
import { dayIn } from '../postgres/days.ts'
import { ledgerColumns } from '../postgres/ledger-part.ts'
import type { ColumnKind, CopiedColumn } from './copied-column.ts'

export interface CopiedTable {
  readonly name: string
  readonly columns: readonly CopiedColumn[]
  /** Names of the columns that the file's primary key has, in its order. */
  readonly key: readonly string[]
  /** The rows in the file, as SQL, where they are more than the table of the same name. */
  readonly from?: string
  /** Columns that the database alone has, as SQL over the row `given`; they are not compared. */
  readonly added?: Readonly<Record<string, string>>
  /** PostgreSQL gives such a key by itself unless it is told. */
  readonly hasGivenKey?: true
}

/** In SQL: the node that stands for the file, whose events it had accepted. */
export const copyNodeName = 'store copy'
const copyNode = `(SELECT number FROM node WHERE name = '${copyNodeName}')`

const of = (kind: ColumnKind, ...names: readonly string[]): readonly CopiedColumn[] =>
  names.map((name) => ({ name, kind }))

const configuration: readonly CopiedTable[] = [
  {
    name: 'tenant',
    key: ['key'],
    columns: [
      ...of('integer', 'key', 'config_version'),
      ...of('text', 'id', 'name'),
      ...of('bigint', 'created_at_ms'),
    ],
    hasGivenKey: true,
  },
  {
    name: 'api_key',
    key: ['id'],
    columns: [
      ...of('bytes', 'id', 'digest'),
      ...of('integer', 'tenant_key'),
      ...of('text', 'name', 'scopes', 'application', 'prefix'),
      ...of('bigint', 'created_at_ms', 'revoked_at_ms', 'last_used_at_ms'),
    ],
  },
  {
    name: 'subscription',
    key: ['number'],
    columns: [
      ...of('integer', 'number', 'tenant_key', 'version'),
      ...of('bytes', 'id'),
      ...of('text', 'owner_kind', 'owner_id', 'external_key', 'application', 'state', 'reason'),
      ...of('bigint', 'created_at_ms', 'updated_at_ms', 'since_ms', 'releasing_since_ms'),
      // Health.
      ...of('integer', 'consecutive_error_count', 'streak', 'failed_cycle_count'),
      ...of('integer', 'is_sick', 'is_slowed'),
      ...of('text', 'last_error_text'),
      ...of('bigint', 'last_attempt_at_ms', 'last_success_at_ms', 'failing_since_ms'),
      ...of('bigint', 'rest_until_ms'),
    ],
  },
  {
    name: 'subscription_version',
    key: ['number', 'valid_from_seq'],
    columns: [
      ...of('integer', 'number', 'version'),
      ...of('place', 'valid_from_seq'),
      ...of('bigint', 'valid_from_ms'),
      ...of('text', 'state', 'settings'),
      // Sealed for the same tenant, number and version, so it opens there as it does here.
      ...of('bytes', 'sealed'),
    ],
  },
  {
    name: 'subscription_total',
    key: ['subscription'],
    columns: [
      ...of('integer', 'subscription'),
      ...of('bigint', 'call_count', 'error_count', 'last_attempt_at_ms', 'last_success_at_ms'),
    ],
  },
  {
    name: 'script',
    key: ['tenant_key', 'name'],
    columns: [
      ...of('integer', 'tenant_key'),
      ...of('text', 'name', 'source'),
      ...of('bigint', 'created_at_ms', 'updated_at_ms'),
    ],
  },
]

/** Sealed under the place they have there too. */
const records: readonly CopiedTable[] = [
  {
    name: 'record',
    key: ['account', 'collection', 'id'],
    columns: [
      ...of('integer', 'account', 'revision'),
      ...of('text', 'collection', 'id'),
      ...of('bigint', 'changed_at_ms'),
      ...of('bytes', 'json'),
    ],
  },
]

/** What was to be told, and what people were told; sealed under its own id, so it opens there too. */
const news: readonly CopiedTable[] = [
  {
    name: 'announcement',
    key: ['id'],
    columns: [
      ...of('bytes', 'id', 'content'),
      ...of('integer', 'tenant_key', 'subscription'),
      ...of('bigint', 'at_ms'),
    ],
  },
  {
    name: 'audit_entry',
    key: ['id'],
    columns: [
      ...of('bytes', 'id'),
      ...of('bigint', 'at_ms'),
      ...of('integer', 'account'),
      ...of('text', 'actor', 'actor_name', 'seen_by', 'operation', 'content'),
    ],
  },
  {
    name: 'alert',
    key: ['id'],
    columns: [
      ...of('bytes', 'id', 'content'),
      ...of('integer', 'tenant_key', 'subscription'),
      ...of('text', 'kind'),
      ...of('bigint', 'at_ms', 'acknowledged_at_ms'),
    ],
  },
  {
    name: 'mail',
    key: ['alert_id', 'number'],
    columns: [
      ...of('bytes', 'alert_id'),
      ...of('integer', 'number', 'tenant_key', 'attempt_count'),
      ...of('text', 'state', 'last_error_text'),
      ...of('bigint', 'made_at_ms', 'due_at_ms', 'ended_at_ms'),
    ],
  },
]

const deliveryKey = [...of('place', 'event_seq'), ...of('integer', 'subscription', 'run')]

const history: readonly CopiedTable[] = [
  {
    name: 'event',
    key: ['seq'],
    columns: [
      ...of('place', 'seq'),
      ...of('bigint', 'accepted_at_ms', 'occurred_at_ms', 'deliver_at_ms'),
      ...of('uuid', 'id'),
      ...of('integer', 'tenant_key', 'config_version'),
      ...of('text', 'type', 'content_type', 'order_key', 'subject', 'traceparent'),
      ...of('text', 'idempotency_key'),
      ...of('numbers', 'targets'),
      ...of('bytes', 'data'),
    ],
    added: { xid: 'pg_current_xact_id()', node: copyNode },
  },
  {
    name: 'idempotency',
    key: ['tenant_key', 'key_digest'],
    columns: [
      ...of('integer', 'tenant_key', 'target_count'),
      ...of('bytes', 'key_digest', 'body_digest'),
      ...of('uuid', 'event_id'),
      ...of('bigint', 'at_ms'),
    ],
  },
  {
    name: 'delivery',
    key: ['event_seq', 'subscription', 'run'],
    columns: [
      ...deliveryKey,
      ...of('bigint', 'ended_at_ms'),
      ...of('integer', 'attempt_count'),
      ...of('smallint', 'state', 'run_kind'),
    ],
  },
  {
    name: 'attempt',
    key: ['number'],
    columns: [
      ...of('bigint', 'number', 'started_at_ms', 'retry_after_ms'),
      ...deliveryKey,
      ...of('integer', 'number_in_run', 'duration_ms', 'version', 'status'),
      ...of('smallint', 'next_state', 'outcome'),
      ...of('text', 'error_class', 'reply_text'),
      ...of('bytes', 'body_digest', 'timings'),
    ],
  },
  {
    name: 'rerun',
    key: ['event_seq', 'subscription', 'run'],
    columns: [...deliveryKey, ...of('bigint', 'started_at_ms'), ...of('smallint', 'run_kind')],
  },
  {
    name: 'waiting',
    key: ['subscription', 'position'],
    columns: [
      ...deliveryKey,
      ...of('place', 'position'),
      ...of('bigint', 'due_at_ms'),
      { name: 'event_id', kind: 'uuid', from: 'event.id' },
      ...of('integer', 'attempt_count', 'recovery_count'),
      ...of('smallint', 'run_kind'),
      ...of('boolean', 'is_quarantined'),
      ...of('text', 'kept_key'),
    ],
    // The line first: its order is that of the pages.
    from: 'waiting CROSS JOIN event ON event.seq = waiting.event_seq',
  },
  {
    name: 'replay',
    key: ['id'],
    columns: [
      ...of('bytes', 'id'),
      ...of('integer', 'tenant_key', 'cursor_subscription'),
      ...of('text', 'filter', 'state'),
      ...of('place', 'until_seq'),
      ...of('cursor', 'cursor_seq'),
      ...of('double', 'rate_per_second'),
      ...of('bigint', 'total_count', 'started_count', 'created_at_ms', 'ended_at_ms'),
    ],
  },
]

/** Folded from the rows above as far as the marks say; the database folds on from there. */
const projections: readonly CopiedTable[] = [
  {
    name: 'target_by_subscription',
    key: ['subscription', 'seq'],
    columns: [...of('integer', 'subscription'), ...of('place', 'seq')],
  },
  {
    name: 'event_span',
    key: ['minute'],
    columns: [...of('bigint', 'minute'), ...of('place', 'first_seq', 'last_seq')],
    // All events of a calendar day are of one day, so a minute is too.
    added: { day: dayIn('given.first_seq') },
  },
  {
    name: 'undelivered',
    key: ['tenant_key', 'state', 'event_seq', 'subscription', 'run'],
    columns: [...of('integer', 'tenant_key'), ...of('smallint', 'state'), ...deliveryKey],
  },
  {
    name: 'counter',
    key: ['subscription', 'hour'],
    columns: [...of('integer', 'subscription', 'hour'), ...of('bigint', ...ledgerColumns)],
  },
]

export const copiedTables: readonly CopiedTable[] = [
  ...configuration,
  ...records,
  ...news,
  ...history,
  ...projections,
]
