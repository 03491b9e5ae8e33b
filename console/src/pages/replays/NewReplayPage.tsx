import { Page } from '../../ui/Page.tsx'

export function NewReplayPage() {
  return <Page title="New Replay">{null}</Page>
}
