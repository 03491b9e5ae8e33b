/** What can be done with the list as a whole: its columns, an export, its address. */
import { Button, Checkbox, Menu, SegmentedControl, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Account } from '../../api/account.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useSearch } from '../../search.ts'
import { setPreferences, usePreferences } from '../../text/preferences.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { columnNames, columnsOf, fixedColumn } from './delivery-columns.tsx'
import { type DeliveryFilters, queryOf } from './delivery-filters.ts'
import { deliveryTexts } from './texts.ts'

export function DeliveryTools(props: {
  readonly account: Account
  readonly filters: DeliveryFilters
}) {
  const { account, filters } = props
  const t = useTexts(deliveryTexts)
  const session = useSession()
  const query = new URLSearchParams(Object.entries(queryOf(filters))).toString()
  const { newReplay } = account.links
  return (
    <>
      <ListShape />
      <CopyButton text={globalThis.location.href} label={t('copyLink')} />
      <Button
        component="a"
        size="xs"
        variant="default"
        href={`${account.api}/deliveries.csv${query === '' ? '' : `?${query}`}`}
        download="deliveries.csv"
      >
        {t('exportCsv')}
      </Button>
      {newReplay !== null && mayManage(session) && (
        <Button
          size="xs"
          variant="default"
          renderRoot={(parts) => <Link to={newReplay} search={forReplay(filters)} {...parts} />}
        >
          {t('replayThese')}
        </Button>
      )}
    </>
  )
}

/** As much of the filters as a replay has. */
function forReplay({ state, subscription, type, since, until }: DeliveryFilters) {
  return { state, subscription, type, since, until }
}

function ListShape() {
  const t = useTexts(deliveryTexts)
  const [search, change] = useSearch()
  const { density } = usePreferences()
  const shown = columnsOf(search['columns'])
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<Icon name="down" size={14} />}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={8} p="xs">
          {columnNames.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={t(name)}
              checked={shown.includes(name)}
              disabled={name === fixedColumn}
              onChange={() => {
                const next = shown.includes(name)
                  ? shown.filter((each) => each !== name)
                  : [...shown, name]
                change({ columns: next.join(',') }, { replace: true })
              }}
            />
          ))}
          <div>
            <Text size="xs" c="dimmed" mb={2}>
              {t('density')}
            </Text>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('density')}
              value={density}
              data={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(value),
              }))}
              onChange={(value) => setPreferences({ density: value })}
            />
          </div>
        </Stack>
      </Menu.Dropdown>
    </Menu>
  )
}
