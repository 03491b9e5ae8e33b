import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Account, useAccount } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useSearch } from '../../search.ts'
import { type TranslateOf, useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { alertsTexts } from './texts.ts'

type Alert = Schemas['Alert']

const tones: Readonly<Record<Alert['kind'], Tone>> = {
  failing: 'warn',
  disabled: 'bad',
  paused: 'quiet',
  resumed: 'good',
}

export function AlertsPage() {
  const t = useTexts(alertsTexts)
  const account = useAccount()
  const queries = useQueryClient()
  const [search, setSearch] = useSearch()
  const mayChange = mayManage(useSession())
  const isOpenOnly = search['open'] !== '0'
  const queryKey = [...account.key, 'alerts', isOpenOnly] as const
  const list = useList<Alert>(queryKey, (cursor) => listAlerts(account, isOpenOnly, cursor))
  const acknowledge = useMutation({
    mutationFn: (alert: Alert) =>
      call(
        client.POST('/v1/tenants/{tenantId}/alerts/{alertId}/acknowledge', {
          ...account.at,
          params: { path: { tenantId: account.id, alertId: alert.id } },
        }),
      ),
    onError: toastError,
    onSuccess: () => queries.invalidateQueries({ queryKey: [...account.key, 'alerts'] }),
  })
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Switch
        label={t('onlyOpen')}
        checked={isOpenOnly}
        onChange={({ currentTarget }) => setSearch({ open: currentTarget.checked ? '' : '0' })}
      />
      <List
        label={t('title')}
        list={list}
        columns={columnsOf(t, account, mayChange ? (alert) => acknowledge.mutate(alert) : null)}
        rowKey={(alert) => alert.id}
        empty={<Empty title={t('emptyTitle')}>{t('emptyText')}</Empty>}
      />
    </Page>
  )
}

function listAlerts({ id, at }: Account, isOpenOnly: boolean, cursor: string | undefined) {
  return call(
    client.GET('/v1/tenants/{tenantId}/alerts', {
      ...at,
      params: {
        path: { tenantId: id },
        query: {
          ...(cursor === undefined ? {} : { cursor }),
          ...(isOpenOnly ? { open: 'true' } : {}),
        },
      },
    }),
  )
}

function columnsOf(
  t: TranslateOf<typeof alertsTexts>,
  { links }: Account,
  onAcknowledge: ((alert: Alert) => void) | null,
): readonly Column<Alert>[] {
  return [
    { key: 'at', title: t('at'), cell: ({ at }) => <Time at={at} /> },
    {
      key: 'kind',
      title: t('state'),
      cell: ({ kind }) => <StatusBadge tone={tones[kind]}>{t(kind)}</StatusBadge>,
    },
    {
      key: 'what',
      title: t('what'),
      cell: ({ subject, text }) => (
        <details>
          <summary>{visibleText(subject)}</summary>
          <pre className="code-block">{visibleText(text)}</pre>
        </details>
      ),
    },
    {
      key: 'subscription',
      title: t('subscription'),
      cell: ({ subscription_id: id }) =>
        id !== null && links.subscription !== null ? (
          <Link to={links.subscription(id)} className="mono">
            {id}
          </Link>
        ) : (
          <span className="mono">{id}</span>
        ),
    },
    { key: 'mails', title: t('mails'), cell: ({ mails }) => <Mails mails={mails} /> },
    {
      key: 'actions',
      title: t('actions'),
      cell: (alert) =>
        alert.acknowledged_at !== null ? (
          <>
            {t('acknowledged')} <Time at={alert.acknowledged_at} />
          </>
        ) : (
          onAcknowledge !== null && (
            <Button size="compact-sm" variant="default" onClick={() => onAcknowledge(alert)}>
              {t('acknowledge')}
            </Button>
          )
        ),
    },
  ]
}

function Mails({ mails }: { readonly mails: Alert['mails'] }) {
  const t = useTexts(alertsTexts)
  if (mails.length === 0) return t('noMails')
  return mails
    .map(({ state, recipient, last_error: error }) => t(state, { recipient, error: error ?? '' }))
    .join('; ')
}
