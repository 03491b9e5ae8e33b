import { Page } from '../../ui/Page.tsx'

export function NewWebhookPage() {
  return <Page title="New Webhook">{null}</Page>
}
