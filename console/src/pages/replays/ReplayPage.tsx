import { Page } from '../../ui/Page.tsx'

export function ReplayPage() {
  return <Page title="Replay">{null}</Page>
}
