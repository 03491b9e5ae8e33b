import { Page } from '../../ui/Page.tsx'

export function DeliveryPage() {
  return <Page title="Delivery">{null}</Page>
}
