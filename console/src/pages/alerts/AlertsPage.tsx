import { Page } from '../../ui/Page.tsx'

export function AlertsPage() {
  return <Page title="Alerts">{null}</Page>
}
