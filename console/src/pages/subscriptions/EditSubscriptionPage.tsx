import { Page } from '../../ui/Page.tsx'

export function EditSubscriptionPage() {
  return <Page title="Edit Subscription">{null}</Page>
}
