import { Page } from '../../ui/Page.tsx'

export function AppVersionPage() {
  return <Page title="App Version">{null}</Page>
}
