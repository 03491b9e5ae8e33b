/** One app: what it is, what needs no publishing, and who has approved it. */
import { useNamed, useSearch } from '../../search.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { useApp } from './app-data.ts'
import { AppFrame, type AppPart } from './AppFrame.tsx'
import { AppOverview } from './AppOverview.tsx'
import { AppSettings } from './AppSettings.tsx'
import { AppTenants } from './AppTenants.tsx'

export function AppPage() {
  const appId = useNamed('appId')
  const [search] = useSearch()
  const app = useApp(appId)
  if (app.isPending) return <Loading />
  if (app.isError) return <Failed error={app.error} onRetry={() => void app.refetch()} />
  const { value, etag } = app.data
  const part = partOf(search['part'])
  const parts = {
    overview: <AppOverview app={value} />,
    settings: <AppSettings key={etag} app={value} etag={etag} />,
    tenants: <AppTenants appId={value.id} />,
  }
  return (
    <AppFrame app={value} part={part} version={String(value.version_count)}>
      {parts[part]}
    </AppFrame>
  )
}

function partOf(text: string | undefined): Exclude<AppPart, 'configuration'> {
  return text === 'settings' || text === 'tenants' ? text : 'overview'
}
