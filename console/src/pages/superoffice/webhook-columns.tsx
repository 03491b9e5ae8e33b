/** The seven columns of the panel, each with a sorting and a filter, and the menu of the row. */
import { ActionIcon, NativeSelect, Text, TextInput, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { ColumnHead, sortedBy } from '../../ui/ColumnHead.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Time } from '../../ui/Time.tsx'
import { healthWords, superofficeFailuresMax } from '../subscriptions/health.ts'
import { HealthBadge } from '../subscriptions/HealthBadge.tsx'
import { FailureText } from '../subscriptions/subscription-columns.tsx'
import { subscriptionTexts } from '../subscriptions/texts.ts'
import { webhookTexts } from './texts.ts'
import { WebhookMenu, type WebhookVerb } from './WebhookMenu.tsx'
import {
  columnKeys,
  type ColumnKey,
  readSorting,
  type WebhookRow,
  writeSorting,
} from './webhook-rows.ts'

const titles = {
  name: 'name',
  status: 'status',
  target: 'target',
  events: 'events',
  delivery: 'lastDelivery',
  result: 'lastResult',
  failures: 'failures',
} as const

export function useWebhookColumns(options: {
  readonly tenantId: string
  readonly mayManage: boolean
  readonly onVerb: (verb: WebhookVerb, row: WebhookRow) => void
}): readonly Column<WebhookRow>[] {
  const t = useTexts(webhookTexts)
  const [search, setSearch] = useSearch()
  const sorting = readSorting(search['sort'])
  const cells: Readonly<Record<ColumnKey, Column<WebhookRow>['cell']>> = {
    name: (row) => <NameCell tenantId={options.tenantId} row={row} />,
    status: ({ status }) => <HealthBadge word={status} />,
    target: (row) => <TargetCell row={row} />,
    events: ({ events }) => <span title={events.join('\n')}>{events.length}</span>,
    delivery: ({ deliveredAt }) => <Time at={deliveredAt} />,
    result: (row) => <ResultCell row={row} />,
    failures: ({ failures }) => (
      <span className="mono" dir="ltr">
        {failures}/{superofficeFailuresMax}
      </span>
    ),
  }
  const columns = columnKeys.map((key): Column<WebhookRow> => {
    const title = t(titles[key])
    return {
      key,
      title,
      sorted: sortedBy(key, sorting),
      cell: cells[key],
      head: (
        <ColumnHead
          column={key}
          title={title}
          sorting={sorting}
          onSort={(next) => setSearch({ sort: writeSorting(next) })}
        >
          <ColumnFilter column={key} title={title} />
        </ColumnHead>
      ),
    }
  })
  if (!options.mayManage) return columns
  return [
    ...columns,
    {
      key: 'menu',
      title: t('menu'),
      width: '48px',
      head: <span className="visually-hidden">{t('menu')}</span>,
      cell: (row) => (
        <WebhookMenu
          row={row}
          onVerb={options.onVerb}
          target={
            <ActionIcon
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              aria-label={t('menuOf', { name: row.name || t('unnamed') })}
            >
              <Icon name="dots" />
            </ActionIcon>
          }
        />
      ),
    },
  ]
}

/** A name with its link; who last changed it is shown on hover, and when the row is opened up. */
function NameCell({ tenantId, row }: { readonly tenantId: string; readonly row: WebhookRow }) {
  const t = useTexts(webhookTexts)
  const [isOpen, setOpen] = useState(false)
  const name = row.name || t('unnamed')
  const { Updated, UpdatedAssociate, Registered, RegisteredAssociate } = row.webhook
  // The registration says who made it; until somebody changes it there is nobody else.
  const isChanged = UpdatedAssociate !== null
  const who = (isChanged ? UpdatedAssociate : RegisteredAssociate)?.Name || t('nobody')
  const change = t(isChanged ? 'changedBy' : 'madeBy', { name: who })
  return (
    <div style={{ display: 'flex', alignItems: 'flex-start', gap: 6, maxWidth: 240 }}>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        c="var(--mantine-color-dimmed)"
        aria-expanded={isOpen}
        aria-label={t('showChange', { name })}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="down" size={14} />
      </ActionIcon>
      <div className="two-lines">
        <Tooltip label={change} openDelay={300}>
          <Link to={paths.tenant(tenantId).webhook(String(row.id))} className="one-line" dir="auto">
            {name}
          </Link>
        </Tooltip>
        {isOpen && (
          <Text size="xs" c="dimmed" component="div">
            {change} · <Time at={`${isChanged ? Updated : Registered}Z`} />
          </Text>
        )}
      </div>
    </div>
  )
}

function TargetCell({ row: { webhook } }: { readonly row: WebhookRow }) {
  const t = useTexts(webhookTexts)
  const isScript = webhook.Type === 'crmscript'
  return (
    <div style={{ maxWidth: 180 }} className="one-line" dir="ltr" title={webhook.TargetUrl ?? ''}>
      {isScript ? `${t('scriptTarget')}: ` : ''}
      {visibleText(webhook.TargetUrl ?? '')}
    </div>
  )
}

function ResultCell({ row }: { readonly row: WebhookRow }) {
  const t = useTexts(webhookTexts)
  const error = row.webhook.LastError ?? ''
  return (
    <div style={{ maxWidth: 170 }} className="one-line" title={error}>
      {row.result === 'none' && t('resultNone')}
      {row.result === 'accepted' && t('resultAccepted')}
      {row.result === 'failed' &&
        (error === '' ? t('resultFailed') : <FailureText error={error} />)}
    </div>
  )
}

function ColumnFilter({ column, title }: { readonly column: ColumnKey; readonly title: string }) {
  const t = useTexts(webhookTexts)
  const words = useTexts(subscriptionTexts)
  const [search, setSearch] = useSearch()
  const label = t('filterBy', { column: title })
  const value = search[column] ?? ''
  const choices: Partial<Record<ColumnKey, readonly (readonly [string, string])[]>> = {
    status: healthWords.map((word) => [word, words(word)]),
    delivery: [
      ['hour', t('hour')],
      ['day', t('day')],
      ['week', t('week')],
      ['never', t('neverDelivered')],
    ],
    result: [
      ['accepted', t('resultAccepted')],
      ['failed', t('resultFailed')],
      ['none', t('resultNone')],
    ],
    failures: [
      ['with', t('hasFailures')],
      ['without', t('noFailures')],
    ],
  }
  const options = choices[column]
  if (options === undefined) {
    return (
      <TextInput
        size="xs"
        aria-label={label}
        value={value}
        maxLength={200}
        onChange={({ currentTarget }) =>
          setSearch({ [column]: currentTarget.value }, { replace: true })
        }
      />
    )
  }
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => setSearch({ [column]: currentTarget.value })}
      data={[
        { value: '', label: t('any') },
        ...options.map(([choice, text]) => ({ value: choice, label: text })),
      ]}
    />
  )
}
