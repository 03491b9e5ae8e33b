/** What the overviews of the installation and of a tenant have in common. */
import { Group, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../text/preferences.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { MinuteChart } from '../../ui/MinuteChart.tsx'
import { Section } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { durationText, Time } from '../../ui/Time.tsx'
import { overviewTexts } from './texts.ts'

type TenantOverview = Schemas['TenantOverview']
type Failing = TenantOverview['failing'][number]

/** Numbers of the last minute need no stream. */
export const askEveryMs = 5_000

export function OverviewBody(props: {
  readonly overview: TenantOverview
  readonly hasTenants: boolean
}) {
  const t = useTexts(overviewTexts)
  const { language } = usePreferences()
  const { last_hour: hour, backlog, minutes } = props.overview
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  const ms = (value: number | null) => (value === null ? '–' : durationText(value, language))
  const at = minutes.map((minute) => minute.at)
  return (
    <>
      <Tiles
        tiles={[
          [t('accepted'), number.format(hour.accepted)],
          [t('delivered'), number.format(hour.delivered)],
          [
            t('success'),
            hour.success_rate === null ? t('none') : percent.format(hour.success_rate),
          ],
          [t('p95'), ms(hour.p95_ms)],
          [t('queued'), number.format(backlog.queued + backlog.in_flight)],
          ...(backlog.waiting === null
            ? []
            : [[t('waiting'), number.format(backlog.waiting)] as const]),
        ]}
      />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <div className="card">
          <MinuteChart
            title={t('perMinute')}
            minute={t('minute')}
            at={at}
            series={[
              { name: t('accepted'), tone: 'busy', values: minutes.map((each) => each.accepted) },
              { name: t('delivered'), tone: 'good', values: minutes.map((each) => each.delivered) },
            ]}
          />
        </div>
        <div className="card">
          <MinuteChart
            title={t('failedPerMinute')}
            minute={t('minute')}
            at={at}
            series={[
              {
                name: t('failed'),
                tone: 'bad',
                values: minutes.map((each) => each.failed_attempts),
              },
            ]}
          />
        </div>
      </SimpleGrid>
      <Group gap="xl">
        <Text size="sm" c="dimmed">
          {t('latency')}: {t('median')} {ms(hour.p50_ms)}, {t('p95')} {ms(hour.p95_ms)}, {t('p99')}{' '}
          {ms(hour.p99_ms)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('oldest')}: {ms(backlog.oldest_queued_ms)}
        </Text>
      </Group>
      <Trouble failing={props.overview.failing} hasTenants={props.hasTenants} />
    </>
  )
}

function Trouble(props: { readonly failing: readonly Failing[]; readonly hasTenants: boolean }) {
  const t = useTexts(overviewTexts)
  const columns: readonly Column<Failing>[] = [
    {
      key: 'subscription',
      title: t('subscription'),
      cell: ({ tenant, subscription_id: id, name, url }) => (
        <Link to={paths.tenant(tenant).subscription(id)}>{visibleText(name ?? url)}</Link>
      ),
    },
    ...(props.hasTenants
      ? [
          {
            key: 'tenant',
            title: t('tenant'),
            cell: ({ tenant }: Failing) => <Link to={paths.tenant(tenant).overview}>{tenant}</Link>,
          },
        ]
      : []),
    {
      key: 'state',
      title: t('state'),
      cell: ({ state }) => (
        <StatusBadge tone={state === 'disabled' ? 'bad' : state === 'paused' ? 'quiet' : 'warn'}>
          {t(state === 'active' ? 'failing' : state)}
        </StatusBadge>
      ),
    },
    { key: 'row', title: t('row'), isNumeric: true, cell: (each) => each.failures_in_a_row },
    {
      key: 'error',
      title: t('lastError'),
      cell: (each) => visibleText(each.last_error?.split('\n')[0] ?? ''),
    },
    { key: 'since', title: t('since'), cell: ({ since }) => <Time at={since} /> },
  ]
  return (
    <Section title={t('trouble')}>
      {props.failing.length === 0 ? (
        <Text c="dimmed">{t('noTrouble')}</Text>
      ) : (
        <DataTable
          label={t('trouble')}
          columns={columns}
          rows={props.failing}
          rowKey={(each) => each.subscription_id}
        />
      )}
    </Section>
  )
}
