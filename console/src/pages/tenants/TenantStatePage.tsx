import { Page } from '../../ui/Page.tsx'

export function TenantStatePage() {
  return <Page title="Tenant State">{null}</Page>
}
