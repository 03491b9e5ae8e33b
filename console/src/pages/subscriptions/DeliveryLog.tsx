/**
 * The delivery log of one subscription: what went to it and what came of it, with sending again of
 * one or of several, and the whole list as a file for a spreadsheet.
 */
import { Button, Group, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useSearch } from '../../search.ts'
import { type Texts, type Translate, useTexts } from '../../text/texts.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { List } from '../../ui/List.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { detailTexts } from './detail-texts.ts'
import { subscriptionTexts } from './texts.ts'

type Delivery = Schemas['Delivery']
type State = Delivery['state']

const tones: Readonly<Record<State, Tone>> = {
  pending: 'busy',
  parked: 'warn',
  delivered: 'good',
  exhausted: 'bad',
  cancelled: 'quiet',
  expired: 'quiet',
}
const states = Object.keys(tones) as readonly State[]

interface LogTitles {
  readonly at?: string
  readonly state?: string
  readonly result?: string
}

type Words = typeof detailTexts extends Texts<infer Key> ? Translate<Key> : never

export function DeliveryLog(props: {
  readonly tenantId: string
  readonly subscriptionId: string
  /** Where a system has its own names for the columns. */
  readonly titles?: LogTitles
}) {
  const { tenantId, subscriptionId } = props
  const t = useTexts(detailTexts)
  const session = useSession()
  const [search] = useSearch()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const state = states.find((each) => each === search['state'])
  const key = [tenantId, 'deliveries', subscriptionId, state ?? 'any']
  const list = useList(key, (cursor) => {
    const query = {
      subscription: subscriptionId,
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor }),
    }
    return call(
      client.GET('/v1/tenants/{tenantId}/deliveries', { params: { path: { tenantId }, query } }),
    )
  })
  const resend = useResend(tenantId, () => setPicked(new Set()))
  const may = mayManage(session)
  // What is still on its way cannot be sent again.
  const ended = list.rows
    .filter(({ id, state: at }) => picked.has(id) && !isOpen(at))
    .map(({ id }) => id)
  return (
    <div>
      <LogActions
        {...props}
        count={ended.length}
        isBusy={resend.isPending}
        onResend={may ? () => resend.mutate(ended) : null}
      />
      <List<Delivery>
        label={t('deliveries')}
        list={list}
        rowKey={({ id }) => id}
        columns={columnsOf({
          t,
          tenantId,
          titles: props.titles ?? {},
          resend: may ? (id) => resend.mutate([id]) : null,
        })}
        {...(may ? { selection: { keys: picked, onChange: setPicked } } : {})}
        empty={
          state === undefined ? (
            <Empty title={t('noDeliveries')}>{t('noDeliveriesLead')}</Empty>
          ) : (
            <Empty title={t('noDeliveriesFit')} />
          )
        }
      />
    </div>
  )
}

const isOpen = (state: State): boolean => state === 'pending' || state === 'parked'

function LogActions(props: {
  readonly tenantId: string
  readonly subscriptionId: string
  /** How many of those that are selected can be sent again. */
  readonly count: number
  readonly isBusy: boolean
  readonly onResend: (() => void) | null
}) {
  const t = useTexts(detailTexts)
  const shared = useTexts(subscriptionTexts)
  const [search, setSearch] = useSearch()
  const { onResend, count } = props
  const query = new URLSearchParams({ subscription: props.subscriptionId })
  return (
    <Group justify="space-between" mb="sm">
      <Group gap="xs">
        <NativeSelect
          aria-label={shared('state')}
          value={search['state'] ?? ''}
          onChange={({ currentTarget }) => setSearch({ state: currentTarget.value })}
          data={[
            { value: '', label: t('anyState') },
            ...states.map((value) => ({ value, label: t(value) })),
          ]}
        />
        {onResend !== null && count > 0 && (
          <Button variant="default" loading={props.isBusy} onClick={onResend}>
            {t('retryPicked', { count })}
          </Button>
        )}
      </Group>
      <Button
        variant="default"
        component="a"
        href={`/v1/tenants/${encodeURIComponent(props.tenantId)}/deliveries.csv?${query.toString()}`}
        download
      >
        {t('csv')}
      </Button>
    </Group>
  )
}

function columnsOf(options: {
  readonly t: Words
  readonly titles: LogTitles
  readonly tenantId: string
  readonly resend: ((id: string) => void) | null
}): readonly Column<Delivery>[] {
  const { t, titles, tenantId, resend } = options
  const columns: Column<Delivery>[] = [
    {
      key: 'at',
      title: titles.at ?? t('at'),
      cell: ({ id, accepted_at: at }) => (
        <Link to={paths.tenant(tenantId).delivery(id)}>
          <Time at={at} />
        </Link>
      ),
    },
    {
      key: 'type',
      title: t('type'),
      cell: ({ event_type: type }) => <span className="mono">{type}</span>,
    },
    {
      key: 'state',
      title: titles.state ?? t('state'),
      cell: ({ state }) => <StatusBadge tone={tones[state]}>{t(state)}</StatusBadge>,
    },
    {
      key: 'attempts',
      title: t('attempts'),
      isNumeric: true,
      cell: ({ attempt_count: count }) => count,
    },
    {
      key: 'result',
      title: titles.result ?? t('result'),
      cell: ({ last_status: status, last_error_class: errorClass }) => (
        <span className="mono" dir="ltr">
          {status ?? errorClass ?? '–'}
        </span>
      ),
    },
  ]
  if (resend === null) return columns
  return [
    ...columns,
    {
      key: 'resend',
      title: t('retry'),
      head: <span className="visually-hidden">{t('retry')}</span>,
      cell: ({ id, state, event_type: type }) =>
        isOpen(state) ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('retryOf', { name: type })}
            onClick={() => resend(id)}
          >
            {t('retry')}
          </Button>
        ),
    },
  ]
}

function useResend(tenantId: string, onDone: () => void) {
  const t = useTexts(detailTexts)
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(
        ids.map((deliveryId) =>
          call(
            client.POST('/v1/tenants/{tenantId}/deliveries/{deliveryId}/resend', {
              params: { path: { tenantId, deliveryId } },
            }),
          ),
        ),
      ),
    onSuccess: (_, ids) => {
      toast('good', t('resent', { count: ids.length }))
      onDone()
    },
    onError: toastError,
    onSettled: () => void queries.invalidateQueries({ queryKey: [tenantId, 'deliveries'] }),
  })
}
