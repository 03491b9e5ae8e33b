/** What happened to the tenant, newest first; and of one change, who was told and who was not. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, client } from '../../api/client.ts'
import { readNewestFirst } from '../../api/pages.ts'
import { useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import type { StateChange } from './state-words.ts'
import { StateBadge } from './StateBadge.tsx'
import { changeTexts } from './change-texts.ts'
import { stateTexts } from './state-texts.ts'
import { TellingsTable } from './TellingsTable.tsx'

/** A tenant has a few changes a month; this is more than a lifetime of them. */
const changesMax = 2_000

export function StateHistory({ tenantId }: { readonly tenantId: string }) {
  const t = useTexts(stateTexts)
  const tc = useTexts(changeTexts)
  const [search] = useSearch()
  const changes = useQuery({
    queryKey: ['tenant', tenantId, 'state-changes'],
    queryFn: () =>
      readNewestFirst(changesMax, (query) =>
        call(
          client.GET('/v1/tenants/{tenantId}/state-changes', {
            params: { path: { tenantId }, query },
          }),
        ),
      ),
  })
  if (changes.isPending) return <Loading />
  if (changes.isError) {
    return <Failed error={changes.error} onRetry={() => void changes.refetch()} />
  }
  const shown = changes.data.find(({ id }) => id === search['change'])
  return (
    <div style={{ marginBlockStart: 16, display: 'grid', gap: 16 }}>
      {shown !== undefined && <OneChange change={shown} />}
      <Section title={t('history')}>
        {changes.data.length === 0 ? (
          t('noHistory')
        ) : (
          <DataTable
            label={t('history')}
            rows={changes.data}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'change',
                title: t('change'),
                cell: ({ id, change }) => (
                  <Link to="." search={{ change: id }}>
                    {tc(`change-${change}`)}
                  </Link>
                ),
              },
              { key: 'at', title: t('at'), cell: ({ at }) => <Time at={at} /> },
              {
                key: 'after',
                title: t('stateAfter'),
                cell: ({ after }) => <StateBadge state={after.state} />,
              },
              { key: 'told', title: t('told'), cell: (row) => <Told change={row} /> },
              { key: 'by', title: t('by'), cell: ({ by }) => by },
              { key: 'why', title: t('why'), cell: ({ why }) => <bdi>{why ?? '–'}</bdi> },
            ]}
          />
        )}
      </Section>
    </div>
  )
}

function Told({ change: { notice, apps } }: { readonly change: StateChange }) {
  const t = useTexts(stateTexts)
  if (notice === null) return t('nobodyTold')
  const count = apps.filter(({ state }) => state === 'told').length
  return t('toldOf', { count, all: apps.length })
}

function OneChange({ change }: { readonly change: StateChange }) {
  const t = useTexts(stateTexts)
  const tc = useTexts(changeTexts)
  const session = useSession()
  const { before, after } = change
  return (
    <Section
      title={tc(`change-${change.change}`)}
      actions={
        <Link to="." search={{}} className="link-button">
          {t('closeDetails')}
        </Link>
      }
    >
      <Facts
        rows={[
          [t('at'), <Time key="at" at={change.at} show="full" />],
          [t('by'), change.by],
          [t('why'), change.why ?? '–'],
          [
            t('state'),
            <span key="states">
              <StateBadge state={before.state} /> → <StateBadge state={after.state} />
            </span>,
          ],
          before.public_endpoint === after.public_endpoint
            ? null
            : [t('publicEndpoint'), `${before.public_endpoint ?? '–'} → ${after.public_endpoint}`],
          [
            t('notice'),
            change.notice === null ? (
              t('nobodyTold')
            ) : (
              <StatusBadge key="notice" tone="busy">
                {tc(`notice-${change.notice}`)}
              </StatusBadge>
            ),
          ],
        ]}
      />
      {change.notice !== null && (
        <div style={{ marginBlockStart: 16 }}>
          <TellingsTable
            apps={change.apps}
            // The event is the partner's to see.
            eventOf={({ partner, event }) =>
              event === null || session.role === 'tenant'
                ? null
                : paths.partner(partner).event(event)
            }
          />
        </div>
      )}
    </Section>
  )
}
