import { Page } from '../../ui/Page.tsx'

export function PartnersPage() {
  return <Page title="Partners">{null}</Page>
}
