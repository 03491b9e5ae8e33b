import { Page } from '../../ui/Page.tsx'

export function NewSubscriptionPage() {
  return <Page title="New Subscription">{null}</Page>
}
