/** What was saved of a version, when and by whom; each as a file, and any two compared. */
import { Anchor, Text } from '@mantine/core'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { JsonDiff } from '../../ui/JsonDiff.tsx'
import { Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { type AppVersion, type AppVersionSave, useSaves } from './app-data.ts'
import { versionTexts } from './version-texts.ts'

export function ChangeLog({ version }: { readonly version: AppVersion }) {
  const t = useTexts(versionTexts)
  const [search, change] = useSearch()
  const saves = useSaves(version.app, String(version.version))
  if (saves.isPending) return <Loading />
  if (saves.isError) return <Failed error={saves.error} onRetry={() => void saves.refetch()} />
  const rows = saves.data
  const picked = new Set((search['compare'] ?? '').split(',').filter((text) => text !== ''))
  const [older, newer] = rows
    .filter(({ save }) => picked.has(String(save)))
    .toSorted((one, other) => one.save - other.save)
  return (
    <Section title={t('changeLog')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('changeLogLead')}
      </Text>
      <DataTable
        label={t('changeLog')}
        height="320px"
        rows={rows}
        rowKey={({ save }) => String(save)}
        selection={{
          keys: picked,
          // Two are compared; a third takes the place of the one that was picked first.
          onChange: (keys) => change({ compare: [...keys].slice(-2).join(',') }, { replace: true }),
        }}
        columns={[
          { key: 'save', title: t('save'), cell: ({ save }) => t('saveNumber', { number: save }) },
          { key: 'at', title: t('savedAt'), cell: ({ at }) => <Time at={at} show="full" /> },
          { key: 'by', title: t('savedBy'), cell: ({ by }) => by },
          { key: 'label', title: t('label'), cell: ({ label }) => label },
          {
            key: 'file',
            title: t('file'),
            cell: (row) => (
              <Anchor size="sm" href={fileOf(row)} download>
                {t('downloadJson')}
                <span className="visually-hidden"> {t('saveNumber', { number: row.save })}</span>
              </Anchor>
            ),
          },
        ]}
      />
      {older !== undefined && newer !== undefined && (
        <div style={{ marginBlockStart: 16 }}>
          <h3 style={{ margin: '0 0 8px', fontSize: 15 }}>
            {t('compareTitle', { one: older.save, other: newer.save })}
          </h3>
          <JsonDiff
            label={t('compareTitle', { one: older.save, other: newer.save })}
            before={comparable(older)}
            after={comparable(newer)}
            names={[
              t('saveNumber', { number: older.save }),
              t('saveNumber', { number: newer.save }),
            ]}
          />
        </div>
      )}
    </Section>
  )
}

const fileOf = ({ app, version, save }: AppVersionSave): string =>
  `/v1/apps/${encodeURIComponent(app)}/versions/${version}/saves/${save}`

/** What was configured; which save it is differs always. */
const comparable = ({ label, customer_state_change: section }: AppVersionSave) => ({
  label,
  customer_state_change: section,
})
