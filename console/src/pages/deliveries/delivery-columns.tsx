/** The columns of a list of deliveries, and which of them the address asks for. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Account } from '../../api/account.ts'
import type { Schemas } from '../../api/client.ts'
import { shortId, useSubscriptionNames } from '../../api/subscription-names.ts'
import { useTexts } from '../../text/texts.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import { DeliveryState } from './DeliveryState.tsx'
import { deliveryTexts } from './texts.ts'

type Row = Schemas['Delivery']

export const columnNames = [
  'eventType',
  'state',
  'subscription',
  'answer',
  'attempts',
  'acceptedAt',
  'next',
  'runKind',
  'eventId',
  'id',
] as const
export type ColumnName = (typeof columnNames)[number]

/** The first opens the row, so it is always there. */
export const fixedColumn: ColumnName = 'eventType'
const usual: readonly ColumnName[] = [
  'eventType',
  'state',
  'subscription',
  'answer',
  'attempts',
  'acceptedAt',
]

export function columnsOf(text: string | undefined): readonly ColumnName[] {
  if (text === undefined) return usual
  const asked = new Set(text.split(','))
  return columnNames.filter((name) => name === fixedColumn || asked.has(name))
}

export function useDeliveryColumns(
  account: Account,
  shown: readonly ColumnName[],
): readonly Column<Row>[] {
  const t = useTexts(deliveryTexts)
  const { labelOf } = useSubscriptionNames(account)
  const { kind, id } = account
  const list = shown.join(',')
  return useMemo(
    () =>
      columnNames
        .filter((name) => list.split(',').includes(name))
        .map((name) => ({
          key: name,
          title: t(name),
          isNumeric: name === 'attempts',
          cell: cells(account, labelOf)[name],
        })),
    // The account is made anew with each rendering; its id is what it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [kind, id, labelOf, list, t('title')],
  )
}

function cells(
  account: Account,
  labelOf: (id: string) => string,
): Readonly<Record<ColumnName, (row: Row) => React.ReactNode>> {
  const { links } = account
  return {
    eventType: (row) => (
      <Link to={links.delivery(row.id)} className="mono">
        {row.event_type}
      </Link>
    ),
    state: ({ state }) => <DeliveryState state={state} />,
    subscription: ({ subscription_id: subscription }) =>
      subscription === null ? (
        '–'
      ) : links.subscription === null ? (
        <bdi>{labelOf(subscription)}</bdi>
      ) : (
        <Link to={links.subscription(subscription)} className="quiet-link">
          <bdi>{labelOf(subscription)}</bdi>
        </Link>
      ),
    answer: (row) => <Answer row={row} />,
    attempts: ({ attempt_count: count }) => count,
    acceptedAt: ({ accepted_at: at }) => <Time at={at} />,
    next: ({ ended_at: endedAt, due_at: dueAt }) => {
      const at = endedAt ?? dueAt
      return at === null ? '–' : <Time at={at} />
    },
    runKind: ({ run_kind: runKind }) => <RunKind kind={runKind} />,
    eventId: ({ event_id: event }) => (
      <Link to={links.event(event)} className="mono quiet-link" title={event}>
        {shortId(event)}
      </Link>
    ),
    id: ({ id }) => (
      <span className="mono" title={id}>
        {shortId(id)}
      </span>
    ),
  }
}

function Answer({ row }: { readonly row: Row }) {
  const { last_status: status, last_error_class: errorClass } = row
  if (status === null && errorClass === null) return <span className="dimmed">–</span>
  return (
    <span className="mono" dir="ltr">
      {status ?? errorClass}
    </span>
  )
}

function RunKind({ kind }: { readonly kind: Row['run_kind'] }) {
  return <>{useTexts(deliveryTexts)(kind)}</>
}
