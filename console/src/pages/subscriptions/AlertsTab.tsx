import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { List } from '../../ui/List.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { detailTexts } from './detail-texts.ts'
import type { Subscription } from './subscription-calls.ts'

type Alert = Schemas['Alert']

export function AlertsTab({
  tenantId,
  one,
}: {
  readonly tenantId: string
  readonly one: Subscription
}) {
  const t = useTexts(detailTexts)
  const queries = useQueryClient()
  const session = useSession()
  const list = useList([tenantId, 'alerts', one.id], async (cursor) => {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) }
    const page = await call(
      client.GET('/v1/tenants/{tenantId}/alerts', { params: { path: { tenantId }, query } }),
    )
    return { ...page, data: page.data.filter(({ subscription_id: id }) => id === one.id) }
  })
  const acknowledge = useMutation({
    mutationFn: (alertId: string) =>
      call(
        client.POST('/v1/tenants/{tenantId}/alerts/{alertId}/acknowledge', {
          params: { path: { tenantId, alertId } },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [tenantId, 'alerts'] }),
    onError: toastError,
  })
  return (
    <List<Alert>
      label={t('alerts')}
      list={list}
      rowKey={({ id }) => id}
      empty={<Empty title={t('noAlerts')}>{t('noAlertsLead')}</Empty>}
      columns={[
        { key: 'at', title: t('alertAt'), cell: ({ at }) => <Time at={at} /> },
        {
          key: 'text',
          title: t('alertText'),
          cell: ({ subject, text }) => <span title={text}>{visibleText(subject)}</span>,
        },
        {
          key: 'mails',
          title: t('mails'),
          cell: ({ mails }) =>
            mails.map(({ recipient, state }) => `${recipient} (${state})`).join(', '),
        },
        {
          key: 'state',
          title: t('state'),
          cell: ({ id, acknowledged_at: at }) =>
            at !== null ? (
              <StatusBadge tone="quiet">{t('acknowledged')}</StatusBadge>
            ) : mayManage(session) ? (
              <Button size="compact-sm" variant="default" onClick={() => acknowledge.mutate(id)}>
                {t('acknowledge')}
              </Button>
            ) : (
              <StatusBadge tone="warn">{t('open')}</StatusBadge>
            ),
        },
      ]}
    />
  )
}
