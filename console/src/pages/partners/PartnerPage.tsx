import { Page } from '../../ui/Page.tsx'

export function PartnerPage() {
  return <Page title="Partner">{null}</Page>
}
