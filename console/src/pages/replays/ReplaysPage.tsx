import { Page } from '../../ui/Page.tsx'

export function ReplaysPage() {
  return <Page title="Replays">{null}</Page>
}
