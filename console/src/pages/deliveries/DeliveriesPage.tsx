import { Page } from '../../ui/Page.tsx'

export function DeliveriesPage() {
  return <Page title="Deliveries">{null}</Page>
}
