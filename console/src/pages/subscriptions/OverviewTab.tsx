import { SimpleGrid, Stack } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { CodeText, jsonText, visibleText } from '../../ui/CodeText.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { detailTexts } from './detail-texts.ts'
import { DaySpark } from './DaySpark.tsx'
import { dialectTitle, failuresText } from './health.ts'
import { StateNote } from './StateNote.tsx'
import type { Subscription } from './subscription-calls.ts'
import { LastResult } from './subscription-columns.tsx'
import { subscriptionTexts } from './texts.ts'

export function OverviewTab({
  tenantId,
  one,
}: {
  readonly tenantId: string
  readonly one: Subscription
}) {
  const t = useTexts(detailTexts)
  const shared = useTexts(subscriptionTexts)
  const { health } = one
  return (
    <Stack>
      <StateNote tenantId={tenantId} one={one} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Section title={t('how')}>
          <Facts
            rows={[
              [shared('lastResult'), <LastResult key="result" one={one} />],
              [t('lastSuccess'), <Time key="success" at={health.last_success_at} />],
              [shared('failures'), failuresText(one)],
              health.failing_since === null
                ? null
                : [t('failingSince'), <Time key="since" at={health.failing_since} />],
              health.last_error === null
                ? null
                : [t('lastError'), <bdi key="error">{visibleText(health.last_error)}</bdi>],
              [t('attempts'), String(health.attempts)],
              [t('failedAttempts'), String(health.failed_attempts)],
              [
                shared('lastDay'),
                <DaySpark key="day" tenantId={tenantId} subscriptionId={one.id} />,
              ],
            ]}
          />
        </Section>
        <Section title={t('what')}>
          <Facts
            rows={[
              [t('url'), <bdi key="url">{one.url}</bdi>],
              [shared('dialect'), dialectTitle(one.dialect)],
              [
                shared('eventTypes'),
                <span key="types" className="mono">
                  {one.event_types.join(', ')}
                </span>,
              ],
              one.description === null
                ? null
                : [t('description'), <bdi key="text">{visibleText(one.description)}</bdi>],
              [t('createdAt'), <Time key="created" at={one.created_at} show="full" />],
              [t('updatedAt'), <Time key="updated" at={one.updated_at} show="full" />],
            ]}
          />
        </Section>
      </SimpleGrid>
      {one.filter !== null && (
        <Section title={t('filter')}>
          <CodeText text={jsonText(one.filter)} label={t('filter')} />
        </Section>
      )}
    </Stack>
  )
}
