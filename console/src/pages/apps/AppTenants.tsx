/** Who has approved the app, by tenant: these are told, where the app is published. */
import { call, client } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { useTexts } from '../../text/texts.ts'
import { List } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { environmentNames } from './app-data.ts'
import { appTexts } from './texts.ts'

export function AppTenants({ appId }: { readonly appId: string }) {
  const t = useTexts(appTexts)
  const list = useList(['app', appId, 'tenants'], (cursor) =>
    call(
      client.GET('/v1/apps/{appId}/tenants', {
        params: { path: { appId }, query: cursor === undefined ? {} : { cursor } },
      }),
    ),
  )
  return (
    <Section title={t('approvedBy')}>
      <List
        label={t('approvedBy')}
        list={list}
        rowKey={({ tenant }) => tenant}
        empty={<Empty title={t('noTenants')}>{t('noTenantsText')}</Empty>}
        columns={[
          { key: 'tenant', title: t('tenant'), cell: ({ tenant }) => tenant },
          {
            key: 'environment',
            title: t('environment'),
            cell: ({ environment }) => environmentNames[environment],
          },
          { key: 'at', title: t('approvedAt'), cell: ({ at }) => <Time at={at} /> },
          { key: 'by', title: t('by'), cell: ({ by }) => by },
        ]}
      />
    </Section>
  )
}
