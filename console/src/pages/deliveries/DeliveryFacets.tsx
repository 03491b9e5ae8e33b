/** The filters of deliveries as choices beside the list, with how many there are of each. */
import { Button, Select, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../api/account.ts'
import { call, client } from '../../api/client.ts'
import { useSubscriptionNames } from '../../api/subscription-names.ts'
import { useTexts } from '../../text/texts.ts'
import {
  type DeliveryFilters,
  deliveryStates,
  type FilterName,
  filterText,
  queryOf,
} from './delivery-filters.ts'
import { deliveryTexts } from './texts.ts'
import classes from './deliveries.module.css'

const countAgainMs = 15_000
const shownMax = 8

interface Value {
  readonly value: string
  readonly label: string
  readonly count: number
}

export function DeliveryFacets(props: {
  readonly account: Account
  readonly filters: DeliveryFilters
  readonly onChange: (filters: DeliveryFilters) => void
}) {
  const { account, filters, onChange } = props
  const t = useTexts(deliveryTexts)
  const { labelOf } = useSubscriptionNames(account)
  const [isOpen, setOpen] = useState(false)
  const { data } = useFacets(account, filters)
  const set = (name: FilterName, value: string | undefined): void => {
    const { [name]: _before, ...others } = filters
    onChange(value === undefined ? others : { ...others, [name]: value })
  }
  const facets: readonly (readonly [FilterName, string, readonly Value[], boolean])[] = [
    [
      'state',
      t('states'),
      deliveryStates.map((state) => ({
        value: state,
        label: t(state),
        count: data?.states[state] ?? 0,
      })),
      true,
    ],
    [
      'status',
      t('statuses'),
      (data?.statuses ?? []).flatMap(({ status, count }) =>
        status === null ? [] : [{ value: String(status), label: String(status), count }],
      ),
      true,
    ],
    [
      'error',
      t('errors'),
      (data?.error_classes ?? []).map(({ error_class: value, count }) => ({
        value,
        label: value,
        count,
      })),
      true,
    ],
    [
      'type',
      t('types'),
      (data?.types ?? []).map(({ type, count }) => ({ value: type, label: type, count })),
      false,
    ],
    [
      'subscription',
      t('subscriptions'),
      (data?.subscriptions ?? []).flatMap(({ id, name, count }) =>
        id === null ? [] : [{ value: id, label: name ?? labelOf(id), count }],
      ),
      false,
    ],
  ]
  return (
    <aside aria-label={t('facets')}>
      <Button
        className={classes['open'] ?? ''}
        size="xs"
        variant="default"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        mb="sm"
      >
        {t('showFacets')}
      </Button>
      <div className={classes['facets']} data-open={isOpen || undefined}>
        <Period filters={filters} set={set} />
        {facets.map(([name, title, values, isSeveral]) => (
          <Facet
            key={name}
            title={title}
            values={values}
            chosen={filters[name]}
            isSeveral={isSeveral}
            onChange={(value) => set(name, value)}
          />
        ))}
        {data !== undefined && !data.is_complete && (
          <Text size="xs" c="dimmed">
            {t('facetsOf', { examined: data.examined })}
          </Text>
        )}
        {Object.keys(filters).length > 0 && (
          <Button size="xs" variant="default" onClick={() => onChange({})}>
            {t('clearFilters')}
          </Button>
        )}
      </div>
    </aside>
  )
}

function useFacets(account: Account, filters: DeliveryFilters) {
  return useQuery({
    queryKey: [...account.key, 'deliveries', 'facets', filterText(filters)],
    placeholderData: keepPreviousData,
    refetchInterval: countAgainMs,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/deliveries/facets', {
          ...account.at,
          params: { path: { tenantId: account.id }, query: queryOf(filters) },
        }),
      ),
  })
}

/** What is chosen stands there, too, when nothing of it is left. */
function Facet(props: {
  readonly title: string
  readonly values: readonly Value[]
  readonly chosen: string | undefined
  readonly isSeveral: boolean
  readonly onChange: (value: string | undefined) => void
}) {
  const chosen = props.chosen?.split(',') ?? []
  const missing = chosen.filter((value) => !props.values.some((each) => each.value === value))
  const values = [
    ...missing.map((value) => ({ value, label: value, count: 0 })),
    ...props.values.slice(0, shownMax),
  ]
  if (values.length === 0) return null
  const toggle = (value: string): void => {
    const others = props.isSeveral ? chosen.filter((each) => each !== value) : []
    const next = chosen.includes(value) ? others : [...others, value]
    props.onChange(next.length === 0 ? undefined : next.join(','))
  }
  return (
    <fieldset className={classes['facet']}>
      <legend>{props.title}</legend>
      {values.map(({ value, label, count }) => (
        <label key={value} className={classes['value']}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span title={label}>
            <bdi>{label}</bdi>
          </span>{' '}
          <small>{count}</small>
        </label>
      ))}
    </fieldset>
  )
}

const periods = [
  ['15m', 'last15m'],
  ['1h', 'last1h'],
  ['24h', 'last24h'],
  ['7d', 'last7d'],
] as const

function Period(props: {
  readonly filters: DeliveryFilters
  readonly set: (name: FilterName, value: string | undefined) => void
}) {
  const t = useTexts(deliveryTexts)
  const { since } = props.filters
  const isOther = since !== undefined && !periods.some(([value]) => value === since)
  return (
    <Select
      size="xs"
      label={t('period')}
      value={since ?? ''}
      allowDeselect={false}
      data={[
        { value: '', label: t('anyTime') },
        ...periods.map(([value, name]) => ({ value, label: t(name) })),
        ...(isOther ? [{ value: since, label: since }] : []),
      ]}
      onChange={(value) => props.set('since', value === null || value === '' ? undefined : value)}
    />
  )
}
