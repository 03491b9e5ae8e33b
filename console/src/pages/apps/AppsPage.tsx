/** All apps of the installation, and those whose versions wait for the operator's word. */
import { Group, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { call, client } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { paths } from '../../paths.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { type App, environmentNames, environments } from './app-data.ts'
import { Standing } from './Standing.tsx'
import { appTexts } from './texts.ts'

export function AppsPage() {
  const t = useTexts(appTexts)
  const [search, change] = useSearch()
  const isRequested = search['requested'] === 'true'
  const list = useList<App>(['installation', 'apps', isRequested], (cursor) =>
    call(
      client.GET('/v1/apps', {
        params: {
          query: {
            ...(isRequested ? { requested: true } : {}),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    ),
  )
  return (
    <Page title={t('apps')} lead={t('appsLead')}>
      <Group>
        <SegmentedControl
          aria-label={t('which')}
          value={isRequested ? 'requested' : 'all'}
          onChange={(value) => change({ requested: value === 'requested' ? 'true' : undefined })}
          data={[
            { value: 'all', label: t('all') },
            { value: 'requested', label: t('waiting') },
          ]}
        />
      </Group>
      <List
        label={t('apps')}
        list={list}
        rowKey={({ id }) => id}
        empty={
          <Empty title={t(isRequested ? 'nothingWaits' : 'noApps')}>
            {isRequested ? t('nothingWaitsText') : <NoApps text={t('noAppsText')} />}
          </Empty>
        }
        columns={[
          {
            key: 'name',
            title: t('name'),
            cell: ({ id, name }) => <Link to={paths.app(id)}>{name}</Link>,
          },
          {
            key: 'partner',
            title: t('partner'),
            cell: ({ partner }) => <Link to={paths.partner(partner).apps}>{partner}</Link>,
          },
          { key: 'kind', title: t('kind'), cell: ({ kind }) => t(`kind-${kind}`) },
          ...environments.map((environment) => ({
            key: environment,
            title: environmentNames[environment],
            cell: (app: App) => <Standing app={app} environment={environment} />,
          })),
          { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
        ]}
      />
    </Page>
  )
}

function NoApps({ text }: { readonly text: string }) {
  const t = useTexts(appTexts)
  return (
    <>
      {text} <Link to={paths.partners}>{t('toPartners')}</Link>
    </>
  )
}
