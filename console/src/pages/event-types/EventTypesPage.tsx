import { Page } from '../../ui/Page.tsx'

export function EventTypesPage() {
  return <Page title="Event Types">{null}</Page>
}
