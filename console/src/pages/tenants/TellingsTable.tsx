/** For each app that the tenant has approved: whether it is told, and if not, why. */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTexts } from '../../text/texts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { type Telling, tellingTones } from './state-words.ts'
import { changeTexts } from './change-texts.ts'

export function TellingsTable(props: {
  readonly apps: readonly Telling[]
  /** Where the event of one is shown; null: nowhere for this reader. Without it there is no column. */
  readonly eventOf?: (telling: Telling) => string | null
}) {
  const t = useTexts(changeTexts)
  const { apps, eventOf } = props
  if (apps.length === 0) return <Text size="sm">{t('noApprovedApp')}</Text>
  return (
    <DataTable
      label={t('told')}
      height="264px"
      rows={apps}
      rowKey={({ app }) => app}
      columns={[
        { key: 'app', title: t('app'), cell: (row) => row.app_name },
        { key: 'partner', title: t('partner'), cell: ({ partner }) => partner },
        {
          key: 'state',
          title: t('told'),
          cell: ({ state }) => (
            <StatusBadge tone={tellingTones[state]}>{t(`telling-${state}`)}</StatusBadge>
          ),
        },
        ...(eventOf === undefined
          ? []
          : [
              {
                key: 'event',
                title: t('event'),
                cell: (row: Telling) => {
                  const to = eventOf(row)
                  return to === null ? '–' : <Link to={to}>{t('seeDelivery')}</Link>
                },
              },
            ]),
      ]}
    />
  )
}
