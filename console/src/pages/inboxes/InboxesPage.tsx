import { Page } from '../../ui/Page.tsx'

export function InboxesPage() {
  return <Page title="Inboxes">{null}</Page>
}
