/** All deliveries of an account, as they are and as they happen. */
import { Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { type Account, useAccount } from '../../api/account.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Announcements, useAnnouncements } from '../../ui/Announcements.tsx'
import { List } from '../../ui/List.tsx'
import { LiveSwitch } from '../../ui/LiveSwitch.tsx'
import { NewRows } from '../../ui/NewRows.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBar } from '../../ui/QueryBar.tsx'
import { Empty } from '../../ui/states.tsx'
import { isReadingTable } from '../../ui/is-reading-table.ts'
import { BulkResend } from './BulkResend.tsx'
import { columnsOf, useDeliveryColumns } from './delivery-columns.tsx'
import {
  type DeliveryFilters,
  filterNames,
  filtersOf,
  filterText,
  readFilterText,
  type WordFault,
} from './delivery-filters.ts'
import { DeliveryFacets } from './DeliveryFacets.tsx'
import { DeliveryTools } from './DeliveryTools.tsx'
import { deliveryTexts } from './texts.ts'
import { type Delivery, keyOf, useDeliveries } from './use-deliveries.ts'
import classes from './deliveries.module.css'

const noKeys: ReadonlySet<string> = new Set()

export function DeliveriesPage() {
  const account = useAccount()
  const t = useTexts(deliveryTexts)
  const [search, change] = useSearch()
  const [faults, setFaults] = useState<readonly WordFault[]>([])
  const filters = filtersOf(search)
  const setFilters = (next: DeliveryFilters): void => {
    change(Object.fromEntries(filterNames.map((name) => [name, next[name]])))
  }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<DeliveryTools account={account} filters={filters} />}
    >
      <QueryBar
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        text={filterText(filters)}
        faults={faults.map(({ word, reason }) => t(reason, { word }))}
        hint={t('searchHint')}
        onSubmit={(text) => {
          const read = readFilterText(text)
          setFaults(read.faults)
          setFilters(read.filters)
        }}
      />
      <div className={classes['columns']}>
        <DeliveryFacets account={account} filters={filters} onChange={setFilters} />
        <Rows account={account} filters={filters} onClear={() => setFilters({})} />
      </div>
    </Page>
  )
}

function Rows(props: {
  readonly account: Account
  readonly filters: DeliveryFilters
  readonly onClear: () => void
}) {
  const { account, filters } = props
  const t = useTexts(deliveryTexts)
  const session = useSession()
  const [search, change] = useSearch()
  const [picked, setPicked] = useState(noKeys)
  const scroller = useRef<HTMLDivElement>(null)
  const isLive = search['live'] !== 'off'
  const [said, note] = useAnnouncements<{ count: number; failed: number }>((counts) =>
    t('announced', counts),
  )
  const { list, state, release } = useDeliveries({
    account,
    filters,
    isLive,
    isReading: () => picked.size > 0 || isReadingTable(scroller.current),
    onNew: (rows) => note({ count: rows.length, failed: rows.filter(hasFailed).length }),
  })
  const shown = columnsOf(search['columns'])
  const columns = useDeliveryColumns(account, shown)
  const selection = useMemo(() => ({ keys: picked, onChange: setPicked }), [picked])
  return (
    <Stack gap="xs" miw={0}>
      <Group justify="space-between" mih={32}>
        <LiveSwitch
          state={state}
          onChange={(isOn) => change({ live: isOn ? undefined : 'off' }, { replace: true })}
        />
        <BulkResend account={account} picked={picked} onDone={() => setPicked(noKeys)} />
      </Group>
      <div className="under-new-rows">
        <NewRows
          text={t('newRows', { count: list.waitingCount })}
          count={list.waitingCount}
          scroller={scroller}
          onShow={release}
        />
        <List<Delivery>
          label={t('title')}
          list={list}
          columns={columns}
          rowKey={keyOf}
          freshKeys={list.freshKeys}
          scroller={scroller}
          {...(mayManage(session) ? { selection } : {})}
          height="calc(100vh - 320px)"
          empty={<Nothing filters={filters} onClear={props.onClear} />}
        />
      </div>
      <Announcements text={said} />
    </Stack>
  )
}

const hasFailed = ({ last_error_class: errorClass }: Delivery): boolean => errorClass !== null

function Nothing(props: { readonly filters: DeliveryFilters; readonly onClear: () => void }) {
  const t = useTexts(deliveryTexts)
  const account = useAccount()
  if (Object.keys(props.filters).length > 0) {
    return (
      <Empty title={t('noMatchTitle')}>
        {t('noMatchText')}{' '}
        <button type="button" className="link-button" onClick={props.onClear}>
          {t('clearFilters')}
        </button>
      </Empty>
    )
  }
  return (
    <Empty title={t('emptyTitle')}>
      {t('emptyText')} <Link to={account.links.events}>{t('toEvents')}</Link>
    </Empty>
  )
}
