import { Page } from '../../ui/Page.tsx'

export function AppPage() {
  return <Page title="App">{null}</Page>
}
