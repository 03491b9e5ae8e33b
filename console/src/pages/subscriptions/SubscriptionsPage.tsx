import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { healthOf } from './health.ts'
import { NoSubscriptions } from './NoSubscriptions.tsx'
import { type Subscription, subscriptionsQuery } from './subscription-calls.ts'
import { useSubscriptionColumns } from './subscription-columns.tsx'
import { SubscriptionFilters } from './SubscriptionFilters.tsx'
import { subscriptionTexts } from './texts.ts'
import { usePausing } from './use-pausing.ts'
import { countersEveryMs, useSubscriptionNews } from './use-subscription-news.ts'

export function SubscriptionsPage() {
  const t = useTexts(subscriptionTexts)
  const tenantId = useNamed('tenantId')
  const session = useSession()
  const [search, setSearch] = useSearch()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const query = useQuery({
    ...subscriptionsQuery(tenantId),
    refetchInterval: countersEveryMs,
  })
  const columns = useSubscriptionColumns(tenantId)
  useSubscriptionNews(tenantId)
  const all = query.data
  const rows = useMemo(
    () => (all ?? []).filter((one) => fits(one, search['q'], search['state'])),
    [all, search],
  )
  const isEmpty = all !== undefined && all.length === 0
  const may = mayManage(session)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may && (
          <Button
            component={Link}
            to={paths.tenant(tenantId).newSubscription}
            leftSection={<Icon name="plus" size={16} />}
          >
            {t('add')}
          </Button>
        )
      }
    >
      {!isEmpty && <SubscriptionFilters />}
      {picked.size > 0 && (
        <PickedBar
          tenantId={tenantId}
          picked={rows.filter(({ id }) => picked.has(id))}
          onClear={() => setPicked(new Set())}
        />
      )}
      <div className="narrow-cells">
        <List
          label={t('title')}
          columns={columns}
          rowKey={({ id }) => id}
          list={{
            rows,
            isLoading: query.isPending,
            isLoadingMore: false,
            isComplete: true,
            error: query.error,
            loadMore: () => {},
            reload: () => void query.refetch(),
          }}
          {...(may ? { selection: { keys: picked, onChange: setPicked } } : {})}
          empty={
            isEmpty ? (
              <NoSubscriptions tenantId={tenantId} mayManage={may} />
            ) : (
              <Empty title={t('noMatch')}>
                <Button
                  variant="default"
                  onClick={() => setSearch({ q: undefined, state: undefined })}
                >
                  {t('clearFilters')}
                </Button>
              </Empty>
            )
          }
        />
      </div>
    </Page>
  )
}

/** What can be done with those that are selected. */
function PickedBar(props: {
  readonly tenantId: string
  readonly picked: readonly Subscription[]
  readonly onClear: () => void
}) {
  const t = useTexts(subscriptionTexts)
  const pausing = usePausing(props.tenantId)
  const active = props.picked.filter(({ state }) => state === 'active')
  const resting = props.picked.filter(({ state }) => state !== 'active')
  return (
    <Group
      className="card"
      p="xs"
      gap="xs"
      role="group"
      aria-label={t('picked', { count: props.picked.length })}
    >
      <Text size="sm" fw={600} px="xs">
        {t('picked', { count: props.picked.length })}
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="pause" size={14} />}
        disabled={active.length === 0}
        loading={pausing.isPending}
        onClick={() => pausing.mutate({ verb: 'pause', subscriptions: active })}
      >
        {t('pause')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="play" size={14} />}
        disabled={resting.length === 0}
        loading={pausing.isPending}
        onClick={() => pausing.mutate({ verb: 'resume', subscriptions: resting })}
      >
        {t('resume')}
      </Button>
      <Button size="xs" variant="default" onClick={props.onClear}>
        {t('unpick')}
      </Button>
    </Group>
  )
}

function fits(one: Subscription, text: string | undefined, state: string | undefined): boolean {
  if (state !== undefined && state !== '' && healthOf(one) !== state) return false
  if (text === undefined || text === '') return true
  const wanted = text.toLowerCase()
  return [one.name ?? '', one.url, one.id, ...one.event_types].some((each) =>
    each.toLowerCase().includes(wanted),
  )
}
