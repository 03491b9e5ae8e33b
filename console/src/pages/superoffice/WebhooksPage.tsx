import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type MouseEvent, useMemo, useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { subscriptionsQuery } from '../subscriptions/subscription-calls.ts'
import { webhookTexts } from './texts.ts'
import { useWebhookVerbs } from './use-webhook-verbs.tsx'
import { type Webhook, webhooksQuery } from './webhook-calls.ts'
import { useWebhookColumns } from './webhook-columns.tsx'
import { columnKeys, fits, readSorting, rowsOf, sorted, type WebhookRow } from './webhook-rows.ts'
import { WebhookContextMenu } from './WebhookMenu.tsx'
import { countersEveryMs, useSubscriptionNews } from '../subscriptions/use-subscription-news.ts'

export function WebhooksPage() {
  const t = useTexts(webhookTexts)
  const tenantId = useNamed('tenantId')
  const may = mayManage(useSession())
  const webhooks = useQuery({ ...webhooksQuery(tenantId), refetchInterval: countersEveryMs })
  useSubscriptionNews(tenantId)
  const add = (
    <Button
      component={Link}
      to={paths.tenant(tenantId).newWebhook}
      leftSection={<Icon name="plus" size={16} />}
    >
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && add}>
      {webhooks.isPending ? (
        <Loading />
      ) : webhooks.data === undefined ? (
        <Failed error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      ) : webhooks.data.length === 0 ? (
        <Empty title={t('emptyTitle')}>
          <Text mb="md">{t('emptyLead')}</Text>
          {may && add}
        </Empty>
      ) : (
        <Panel
          tenantId={tenantId}
          webhooks={webhooks.data}
          nowMs={webhooks.dataUpdatedAt}
          mayManage={may}
        />
      )}
    </Page>
  )
}

interface Opened {
  readonly row: WebhookRow
  readonly at: { readonly x: number; readonly y: number }
}

function Panel(props: {
  readonly tenantId: string
  readonly webhooks: readonly Webhook[]
  readonly nowMs: number
  readonly mayManage: boolean
}) {
  const { tenantId, webhooks, nowMs } = props
  const t = useTexts(webhookTexts)
  const [search, setSearch] = useSearch()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<Opened | null>(null)
  const { data: subscriptions } = useQuery({
    ...subscriptionsQuery(tenantId),
    refetchInterval: countersEveryMs,
  })
  const verbs = useWebhookVerbs(tenantId, () => setPicked(new Set()))
  const rows = useMemo(() => {
    const all = rowsOf(webhooks, subscriptions ?? [], nowMs)
    return sorted(
      all.filter((row) => fits(row, search, nowMs)),
      readSorting(search['sort']),
    )
  }, [webhooks, subscriptions, search, nowMs])
  const columns = useWebhookColumns({
    tenantId,
    mayManage: props.mayManage,
    onVerb: (verb, row) => verbs.act(verb, [row.webhook]),
  })
  const openAt = (event: MouseEvent): void => {
    if (!props.mayManage || !(event.target instanceof Element)) return
    const key = event.target.closest('tr[data-key]')?.getAttribute('data-key')
    const row = rows.find(({ id }) => String(id) === key)
    if (row === undefined) return
    event.preventDefault()
    setOpened({ row, at: { x: event.clientX, y: event.clientY } })
  }
  return (
    <>
      {picked.size > 0 && (
        <PickedBar
          webhooks={webhooks.filter(({ WebhookId }) => picked.has(String(WebhookId)))}
          verbs={verbs}
          onClear={() => setPicked(new Set())}
        />
      )}
      <div onContextMenu={openAt} className="narrow-cells">
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => String(id)}
          {...(props.mayManage ? { selection: { keys: picked, onChange: setPicked } } : {})}
        />
      </div>
      {rows.length === 0 && (
        <Empty title={t('noMatch')}>
          <Button
            variant="default"
            onClick={() => setSearch(Object.fromEntries(columnKeys.map((key) => [key, undefined])))}
          >
            {t('clearFilters')}
          </Button>
        </Empty>
      )}
      {opened !== null && (
        <WebhookContextMenu
          {...opened}
          onVerb={(verb, row) => verbs.act(verb, [row.webhook])}
          onClose={() => setOpened(null)}
        />
      )}
      {verbs.question}
    </>
  )
}

function PickedBar(props: {
  readonly webhooks: readonly Webhook[]
  readonly verbs: ReturnType<typeof useWebhookVerbs>
  readonly onClear: () => void
}) {
  const t = useTexts(webhookTexts)
  const { webhooks, verbs } = props
  const label = t('picked', { count: webhooks.length })
  const active = webhooks.filter(({ State }) => State === 'Active')
  const resting = webhooks.filter(({ State }) => State !== 'Active')
  return (
    <Group className="card" p="xs" gap="xs" role="group" aria-label={label}>
      <Text size="sm" fw={600} px="xs">
        {label}
      </Text>
      <Button
        size="xs"
        variant="default"
        disabled={active.length === 0}
        loading={verbs.isBusy}
        onClick={() => verbs.act('stop', active)}
      >
        {t('stop')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={resting.length === 0}
        loading={verbs.isBusy}
        onClick={() => verbs.act('activate', resting)}
      >
        {t('activate')}
      </Button>
      <Button size="xs" variant="default" onClick={() => verbs.act('delete', webhooks)}>
        {t('delete')}
      </Button>
      <Button size="xs" variant="default" onClick={props.onClear}>
        {t('unpick')}
      </Button>
    </Group>
  )
}
