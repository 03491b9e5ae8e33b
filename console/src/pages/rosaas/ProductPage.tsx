import { Page } from '../../ui/Page.tsx'

export function ProductPage() {
  return <Page title="Product">{null}</Page>
}
