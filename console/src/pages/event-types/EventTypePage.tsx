import { Page } from '../../ui/Page.tsx'

export function EventTypePage() {
  return <Page title="Event Type">{null}</Page>
}
