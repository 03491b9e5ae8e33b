import { Page } from '../../ui/Page.tsx'

export function TenantsPage() {
  return <Page title="Tenants">{null}</Page>
}
