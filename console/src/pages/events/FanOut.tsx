/** Who an event went to, and for each subscription step by step why it did, or why it did not. */
import { Button, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { useSubscriptionNames } from '../../api/subscription-names.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { DeliveryState } from '../deliveries/DeliveryState.tsx'
import { ExplainSteps } from './ExplainSteps.tsx'
import { eventTexts } from './texts.ts'
import classes from './events.module.css'

type Explained = Schemas['EventExplanation']['subscriptions'][number]

export function FanOut(props: {
  readonly account: Account
  readonly event: Schemas['EventDetail']
}) {
  const { account, event } = props
  // Partners have no explanations: each of their events is for one app alone.
  return account.kind === 'tenant' ? (
    <OfTenant account={account} eventId={event.id} />
  ) : (
    <Outcomes account={account} outcomes={outcomesOf(event)} />
  )
}

function OfTenant({ account, eventId }: { readonly account: Account; readonly eventId: string }) {
  const t = useTexts(eventTexts)
  const list = useList<Explained>([...account.key, 'event', eventId, 'explain'], async (cursor) => {
    const page = await call(
      client.GET('/v1/tenants/{tenantId}/events/{eventId}/explain', {
        params: {
          path: { tenantId: account.id, eventId },
          query: cursor === undefined ? {} : { cursor },
        },
      }),
    )
    return { data: page.subscriptions, next_cursor: page.next_cursor }
  })
  if (list.isLoading) return <Loading />
  if (list.error !== null) return <Failed error={list.error} onRetry={list.reload} />
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('fanOutLead')}
      </Text>
      <Outcomes account={account} outcomes={list.rows} />
      {!list.isComplete && (
        <Button
          size="xs"
          variant="default"
          onClick={list.loadMore}
          disabled={list.isLoadingMore}
          style={{ alignSelf: 'start' }}
        >
          {t('more')}
        </Button>
      )}
    </Stack>
  )
}

type Outcome = Pick<Explained, 'subscription_id' | 'reason' | 'deliveries'> &
  Partial<Pick<Explained, 'name' | 'steps'>>

function outcomesOf(event: Schemas['EventDetail']): readonly Outcome[] {
  const ids = new Set(event.deliveries.map((each) => each.subscription_id ?? ''))
  const withDelivery = [...ids].map((id) => ({
    subscription_id: id,
    reason: null,
    deliveries: event.deliveries.filter((each) => (each.subscription_id ?? '') === id),
  }))
  return [...withDelivery, ...event.without_delivery.map((each) => ({ ...each, deliveries: [] }))]
}

function Outcomes(props: { readonly account: Account; readonly outcomes: readonly Outcome[] }) {
  const t = useTexts(eventTexts)
  if (props.outcomes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noSubscriptions')}
      </Text>
    )
  }
  return (
    <ul className={classes['outcomes']}>
      {props.outcomes.map((outcome) => (
        <OutcomeRow key={outcome.subscription_id} account={props.account} outcome={outcome} />
      ))}
    </ul>
  )
}

function OutcomeRow({
  account,
  outcome,
}: {
  readonly account: Account
  readonly outcome: Outcome
}) {
  const t = useTexts(eventTexts)
  const { labelOf } = useSubscriptionNames(account)
  const [search] = useSearch()
  const row = useRef<HTMLLIElement>(null)
  const { subscription_id: id, deliveries, reason, steps } = outcome
  const isAsked = search['explain'] === id
  useEffect(() => {
    if (isAsked) row.current?.scrollIntoView({ block: 'center' })
  }, [isAsked])
  const last = deliveries.at(-1)
  const label = outcome.name ?? labelOf(id)
  const head = (
    <span className={classes['head']}>
      {last === undefined ? (
        <StatusBadge tone="quiet">{t('notDelivered')}</StatusBadge>
      ) : (
        <DeliveryState state={last.state} />
      )}
      <strong>
        <bdi>{label}</bdi>
      </strong>
      {reason !== null && <span className="dimmed">{t(reason)}</span>}
    </span>
  )
  return (
    <li ref={row}>
      {steps === undefined ? (
        head
      ) : (
        <details open={isAsked || undefined}>
          <summary>{head}</summary>
          <ExplainSteps steps={steps} isOnItsWay={last !== undefined && last.ended_at === null} />
          {account.links.subscription !== null && (
            <Link to={account.links.subscription(id)} className="mono">
              {id}
            </Link>
          )}
        </details>
      )}
      {deliveries.length > 0 && (
        <span className={classes['links']}>
          {deliveries.map((each) => (
            <Link key={each.id} to={account.links.delivery(each.id)} className="mono">
              {each.id}
            </Link>
          ))}
        </span>
      )}
    </li>
  )
}
