/** The columns of the list of subscriptions. */
import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import { visibleText } from '../../ui/CodeText.tsx'
import { DaySpark } from './DaySpark.tsx'
import { dialectTitle, failuresText, healthOf } from './health.ts'
import { HealthBadge } from './HealthBadge.tsx'
import { type Subscription, titleOf } from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'

export function useSubscriptionColumns(tenantId: string): readonly Column<Subscription>[] {
  const t = useTexts(subscriptionTexts)
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('name'),
        cell: (one) => <NameCell tenantId={tenantId} one={one} />,
      },
      {
        key: 'health',
        title: t('health'),
        cell: (one) => <HealthBadge word={healthOf(one)} />,
      },
      {
        key: 'types',
        title: `${t('eventTypes')}, ${t('dialect')}`,
        cell: (one) => <TypesCell one={one} />,
      },
      {
        key: 'failures',
        title: t('failuresShort'),
        isNumeric: true,
        cell: (one) => failuresText(one),
      },
      { key: 'result', title: t('lastResult'), cell: (one) => <LastResult one={one} /> },
      {
        key: 'day',
        title: t('lastDay'),
        cell: ({ id }) => <DaySpark tenantId={tenantId} subscriptionId={id} />,
      },
    ],
    [t, tenantId],
  )
}

function NameCell({ tenantId, one }: { readonly tenantId: string; readonly one: Subscription }) {
  const title = titleOf(one)
  return (
    <Group gap={4} wrap="nowrap" justify="space-between" maw={220}>
      <div className="two-lines">
        <Link
          to={paths.tenant(tenantId).subscription(one.id)}
          className="one-line"
          title={title}
          dir="auto"
        >
          {title}
        </Link>
        {title !== one.url && (
          <Text size="xs" c="dimmed" className="one-line" dir="ltr" title={one.url}>
            {one.url}
          </Text>
        )}
      </div>
      <CopyButton text={one.url} />
    </Group>
  )
}

function TypesCell({ one }: { readonly one: Subscription }) {
  const t = useTexts(subscriptionTexts)
  const [first, ...others] = one.event_types
  return (
    <div className="two-lines" title={one.event_types.join('\n')} style={{ maxWidth: 190 }}>
      <span className="one-line">
        <span className="mono">{first}</span>
        {others.length > 0 && ` ${t('more', { count: others.length })}`}
      </span>
      <Text size="xs" c="dimmed">
        {dialectTitle(one.dialect)}
      </Text>
    </div>
  )
}

/** What came of the latest attempt, when, and what comes next. */
export function LastResult({ one }: { readonly one: Subscription }) {
  const t = useTexts(subscriptionTexts)
  const { health } = one
  if (health.last_attempt_at === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('neverTried')}
      </Text>
    )
  }
  const hasFailed = health.failures_in_a_row > 0
  return (
    <div className="two-lines" style={{ maxWidth: 200 }}>
      <span className="one-line" title={health.last_error ?? ''}>
        {hasFailed ? <FailureText error={health.last_error ?? ''} /> : t('accepted')}
      </span>
      <Text size="xs" c="dimmed" className="one-line">
        <Time at={health.last_attempt_at} />
        {health.rests_until !== null && (
          <>
            {' · '}
            {t('resting')} <Time at={health.rests_until} />
          </>
        )}
      </Text>
    </div>
  )
}

/** An error in few words: the status where there was an answer, or else what went wrong. */
export function FailureText({ error }: { readonly error: string }) {
  const t = useTexts(subscriptionTexts)
  const status = /^HTTP (\d{3})\b/.exec(error)?.[1]
  return <>{status === undefined ? visibleText(error) : t('answered', { status })}</>
}
