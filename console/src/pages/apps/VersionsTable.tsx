/** The versions of an app and where each of them stands. */
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { type AppVersion, environmentNames, environments, type Standing } from './app-data.ts'
import { versionTexts } from './version-texts.ts'
import classes from './apps.module.css'

const tones = {
  requested: 'warn',
  published: 'good',
  rejected: 'bad',
  replaced: 'quiet',
} as const satisfies Record<Standing['state'], Tone>

export function VersionsTable(props: {
  readonly versions: readonly AppVersion[]
  readonly current: number
}) {
  const t = useTexts(versionTexts)
  return (
    <DataTable
      label={t('versions')}
      height="264px"
      rows={props.versions}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: 'version',
          title: t('versions'),
          cell: (row) => (
            <Link
              to={paths.appVersion(row.app, String(row.version))}
              {...(row.version === props.current ? { 'aria-current': 'true' as const } : {})}
              style={row.version === props.current ? { fontWeight: 650 } : {}}
            >
              {row.label}
            </Link>
          ),
        },
        ...environments.map((environment) => ({
          key: environment,
          title: environmentNames[environment],
          cell: (row: AppVersion) => <StandingCell standing={row.environments[environment]} />,
        })),
        {
          key: 'edit',
          title: t('editing'),
          cell: (row) => t(row.is_locked ? 'locked' : 'draft'),
        },
      ]}
    />
  )
}

function StandingCell({ standing }: { readonly standing: Standing | null }) {
  const t = useTexts(versionTexts)
  if (standing === null) return <span className={classes['standing']}>–</span>
  return (
    <span className={classes['standing']}>
      <span className={classes['when']}>
        <StatusBadge tone={tones[standing.state]}>{t(`standing-${standing.state}`)}</StatusBadge>
        <Time at={standing.at} />
      </span>
      {standing.reason !== null && (
        <span className={classes['reason']} dir="auto" title={standing.reason}>
          {standing.reason}
        </span>
      )}
    </span>
  )
}
