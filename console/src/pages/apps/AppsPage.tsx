import { Page } from '../../ui/Page.tsx'

export function AppsPage() {
  return <Page title="Apps">{null}</Page>
}
