/** One event: what it says, who got it, and why others did not. */
import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Account, useAccount } from '../../api/account.ts'
import { useNamed, useSearch } from '../../search.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { useTexts } from '../../text/texts.ts'
import { CodeText } from '../../ui/CodeText.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { FanOut } from './FanOut.tsx'
import { type EventDetail, readEvent } from './read-event.ts'
import { eventTexts } from './texts.ts'

export function EventPage() {
  const account = useAccount()
  const id = useNamed('eventId')
  const t = useTexts(eventTexts)
  const { data, error, refetch } = useQuery({
    queryKey: [...account.key, 'event', id],
    queryFn: () => readEvent(account, id),
    // It never changes; what became of it is read below.
    staleTime: 60_000,
  })
  return (
    <Page
      title={data === undefined ? t('id') : t('eventTitle', { type: data.view.type })}
      actions={
        <Button
          size="xs"
          variant="default"
          renderRoot={(parts) => (
            <Link to={account.links.deliveries} search={{ event: id }} {...parts} />
          )}
        >
          {t('deliveries')}
        </Button>
      }
    >
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && <Loaded account={account} event={data} />}
    </Page>
  )
}

function Loaded({ account, event }: { readonly account: Account; readonly event: EventDetail }) {
  const t = useTexts(eventTexts)
  const [search, change] = useSearch()
  const isRaw = search['form'] === 'raw'
  const { view, dataText } = event
  return (
    <>
      <section className="card" aria-label={t('id')}>
        <Facts
          rows={[
            [
              t('id'),
              <span key="id" className="with-copy">
                <span className="mono">{view.id}</span>
                <CopyButton text={view.id} />
              </span>,
            ],
            [t('acceptedAt'), <Time key="accepted" at={view.accepted_at} show="full" />],
            [t('occurredAt'), <Time key="occurred" at={view.occurred_at} show="full" />],
            [t('matched'), view.matched],
            view.subject === null ? null : [t('subject'), <bdi key="s">{view.subject}</bdi>],
            view.order_key === null ? null : [t('orderKey'), <bdi key="k">{view.order_key}</bdi>],
            view.traceparent === null ? null : [t('traceparent'), view.traceparent],
          ]}
        />
      </section>
      <Section title={t('fanOut')}>
        <FanOut account={account} event={view} />
      </Section>
      <Section
        title={t('data')}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('data')}
            value={isRaw ? 'raw' : 'pretty'}
            data={(['pretty', 'raw'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) =>
              change({ form: value === 'raw' ? 'raw' : undefined }, { replace: true })
            }
          />
        }
      >
        <CodeText label={t('data')} text={isRaw ? dataText : (prettyJson(dataText) ?? dataText)} />
      </Section>
    </>
  )
}
