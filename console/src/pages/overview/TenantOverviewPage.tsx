import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, client } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Page } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { askEveryMs, OverviewBody } from './OverviewBody.tsx'
import { overviewTexts } from './texts.ts'

export function TenantOverviewPage() {
  const t = useTexts(overviewTexts)
  const tenantId = useNamed('tenantId')
  const title = t('ofTenant', { tenant: tenantId })
  const overview = useQuery({
    queryKey: ['tenant', tenantId, 'overview'],
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/overview', { params: { path: { tenantId } } })),
    refetchInterval: askEveryMs,
  })
  if (overview.isPending) return <Loading />
  if (overview.data === undefined) {
    return (
      <Page title={title}>
        <Failed error={overview.error} onRetry={() => void overview.refetch()} />
      </Page>
    )
  }
  const { open_alerts: alerts, started_at: since } = overview.data
  return (
    <Page
      title={title}
      lead={t('lead', { since: new Date(since).toLocaleString() })}
      aside={
        alerts > 0 && (
          <Link to={paths.tenant(tenantId).alerts}>{t('alerts', { count: alerts })}</Link>
        )
      }
    >
      <OverviewBody overview={overview.data} hasTenants={false} />
    </Page>
  )
}
