/** All events of an account, as they are and as they come in. */
import { Button, Group, Stack } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { type Account, useAccount } from '../../api/account.ts'
import { mayHandIn, useSession } from '../../api/session.ts'
import { shortId } from '../../api/subscription-names.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Announcements, useAnnouncements } from '../../ui/Announcements.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { isReadingTable } from '../../ui/is-reading-table.ts'
import { List } from '../../ui/List.tsx'
import { LiveSwitch } from '../../ui/LiveSwitch.tsx'
import { NewRows } from '../../ui/NewRows.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBar } from '../../ui/QueryBar.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import {
  type EventFilters,
  eventFiltersOf,
  eventFilterText,
  type EventWordFault,
  readEventFilterText,
} from './event-filters.ts'
import { HandInEvent } from './HandInEvent.tsx'
import { eventTexts } from './texts.ts'
import { type EventRow, keyOf, useEvents } from './use-events.ts'

export function EventsPage() {
  const account = useAccount()
  const t = useTexts(eventTexts)
  const router = useRouter()
  const session = useSession()
  const [search, change] = useSearch()
  const [faults, setFaults] = useState<readonly EventWordFault[]>([])
  const [isHandingIn, setHandingIn] = useState(false)
  const filters = eventFiltersOf(search)
  const setFilters = ({ type, since, until }: EventFilters): void => change({ type, since, until })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        account.kind === 'tenant' &&
        mayHandIn(session) && (
          <Button size="xs" onClick={() => setHandingIn(true)}>
            {t('handIn')}
          </Button>
        )
      }
    >
      <QueryBar
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        text={eventFilterText(filters)}
        faults={faults.map(({ word, reason }) => t(reason, { word }))}
        hint={t('searchHint')}
        onSubmit={(text) => {
          const id = text.trim()
          if (/^evt_[0-9a-f]{32}$/.test(id)) {
            void router.navigate({ to: account.links.event(id), search: {} })
            return
          }
          const read = readEventFilterText(text)
          setFaults(read.faults)
          setFilters(read.filters)
        }}
      />
      <Rows account={account} filters={filters} onClear={() => setFilters({})} />
      {account.kind === 'tenant' && (
        <HandInEvent account={account} isOpen={isHandingIn} onClose={() => setHandingIn(false)} />
      )}
    </Page>
  )
}

function Rows(props: {
  readonly account: Account
  readonly filters: EventFilters
  readonly onClear: () => void
}) {
  const { account, filters } = props
  const t = useTexts(eventTexts)
  const [search, change] = useSearch()
  const scroller = useRef<HTMLDivElement>(null)
  const [said, note] = useAnnouncements<{ count: number }>((counts) => t('announced', counts))
  const { list, state, release } = useEvents({
    account,
    filters,
    isLive: search['live'] !== 'off',
    isReading: () => isReadingTable(scroller.current),
    onNew: (rows) => note({ count: rows.length }),
  })
  const columns = useColumns(account)
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Stack gap="xs">
      <Group mih={32}>
        <LiveSwitch
          state={state}
          onChange={(isOn) => change({ live: isOn ? undefined : 'off' }, { replace: true })}
        />
      </Group>
      <div className="under-new-rows">
        <NewRows
          text={t('newRows', { count: list.waitingCount })}
          count={list.waitingCount}
          scroller={scroller}
          onShow={release}
        />
        <List<EventRow>
          label={t('title')}
          list={list}
          columns={columns}
          rowKey={keyOf}
          freshKeys={list.freshKeys}
          scroller={scroller}
          height="calc(100vh - 320px)"
          empty={
            <Empty title={t(isFiltered ? 'noMatchTitle' : 'emptyTitle')}>
              {isFiltered ? (
                <button type="button" className="link-button" onClick={props.onClear}>
                  {t('clearFilters')}
                </button>
              ) : (
                t('emptyText')
              )}
            </Empty>
          }
        />
      </div>
      <Announcements text={said} />
    </Stack>
  )
}

function useColumns(account: Account): readonly Column<EventRow>[] {
  const t = useTexts(eventTexts)
  return useMemo(
    () => [
      {
        key: 'type',
        title: t('type'),
        cell: ({ id, type }) => (
          <Link to={account.links.event(id)} className="mono">
            {type}
          </Link>
        ),
      },
      { key: 'accepted', title: t('acceptedAt'), cell: (row) => <Time at={row.accepted_at} /> },
      { key: 'matched', title: t('matched'), isNumeric: true, cell: ({ matched }) => matched },
      { key: 'subject', title: t('subject'), cell: ({ subject }) => <bdi>{subject ?? '–'}</bdi> },
      {
        key: 'id',
        title: t('id'),
        cell: ({ id }) => (
          <span className="mono" title={id}>
            {shortId(id)}
          </span>
        ),
      },
    ],
    // The account is made anew with each rendering; its id is what it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [account.kind, account.id, t('title')],
  )
}
