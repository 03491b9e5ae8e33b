import { Page } from '../../ui/Page.tsx'

export function TenantOverviewPage() {
  return <Page title="Tenant Overview">{null}</Page>
}
