import { List as Steps, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, client, type Schemas } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../text/preferences.ts'
import { useTexts } from '../../text/texts.ts'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { askEveryMs, OverviewBody } from './OverviewBody.tsx'
import { overviewTexts } from './texts.ts'

type Overview = Schemas['Overview']

export function OverviewPage() {
  const t = useTexts(overviewTexts)
  const overview = useQuery({
    queryKey: ['overview'],
    queryFn: () => call(client.GET('/v1/overview')),
    refetchInterval: askEveryMs,
  })
  if (overview.isPending) return <Loading />
  if (overview.data === undefined) {
    return (
      <Page title={t('title')}>
        <Failed error={overview.error} onRetry={() => void overview.refetch()} />
      </Page>
    )
  }
  const { data } = overview
  return (
    <Page
      title={t('title')}
      lead={t('lead', { since: new Date(data.started_at).toLocaleString() })}
      aside={
        data.open_alerts > 0 && (
          <StatusBadge tone="warn">{t('alerts', { count: data.open_alerts })}</StatusBadge>
        )
      }
    >
      {data.ledger.accepted === 0 && <FirstSteps />}
      <OverviewBody overview={data} hasTenants />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <LedgerOf overview={data} />
        <Health overview={data} />
      </SimpleGrid>
    </Page>
  )
}

function FirstSteps() {
  const t = useTexts(overviewTexts)
  return (
    <Section title={t('start')}>
      <Text mb="sm">{t('startLead')}</Text>
      <Steps type="ordered">
        <Steps.Item>
          <Link to={paths.tenants}>{t('stepTenant')}</Link>
        </Steps.Item>
        <Steps.Item>{t('stepInbox')}</Steps.Item>
        <Steps.Item>{t('stepSubscribe')}</Steps.Item>
        <Steps.Item>{t('stepEvent')}</Steps.Item>
      </Steps>
    </Section>
  )
}

function LedgerOf({ overview }: { readonly overview: Overview }) {
  const t = useTexts(overviewTexts)
  const { language } = usePreferences()
  const { ledger } = overview
  const number = new Intl.NumberFormat(language)
  const ins = ledger.accepted + ledger.resends + ledger.replays
  const outs = ledger.delivered + ledger.exhausted + ledger.cancelled + ledger.expired + ledger.open
  const rows = [
    'accepted',
    'resends',
    'replays',
    'delivered',
    'exhausted',
    'cancelled',
    'expired',
    'open',
  ] as const
  return (
    <Section
      title={t('ledger')}
      actions={
        <StatusBadge tone={ins === outs ? 'good' : 'bad'}>
          {ins === outs ? t('balanced') : t('unbalanced', { difference: ins - outs })}
        </StatusBadge>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('ledgerLead')}
      </Text>
      <Facts rows={rows.map((name) => [t(name), number.format(ledger[name])] as const)} />
    </Section>
  )
}

function Health({ overview }: { readonly overview: Overview }) {
  const t = useTexts(overviewTexts)
  const { language } = usePreferences()
  const { store, nodes, version, started_at: startedAt } = overview
  const gigabytes = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  })
  return (
    <Section title={t('health')}>
      <Facts
        rows={[
          [
            t('store'),
            <>
              {store.kind}{' '}
              <StatusBadge tone={store.is_writable ? 'good' : 'bad'}>
                {t(store.is_writable ? 'writable' : 'readOnly')}
              </StatusBadge>
            </>,
          ],
          store.free_bytes === null ? null : [t('free'), gigabytes.format(store.free_bytes / 1e9)],
          [
            t('nodes'),
            nodes.length === 0
              ? t('oneProcess')
              : nodes
                  .map(
                    (node) =>
                      `${node.number} (${node.roles.join(', ')})${node.is_self ? ` ${t('self')}` : ''}`,
                  )
                  .join('; '),
          ],
          [t('version'), version],
          [t('started'), <Time at={startedAt} show="full" />],
        ]}
      />
    </Section>
  )
}
