/** A tenant as a RoSaaS product: its details, the tab "Webhook", and its client credentials. */
import { Tabs } from '@mantine/core'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Page } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { ClientCredentials } from './ClientCredentials.tsx'
import { OpenProduct } from './OpenProduct.tsx'
import { useProduct } from './product-data.ts'
import { ProductDetails } from './ProductDetails.tsx'
import { productTexts } from './texts.ts'
import { WebhookTab } from './WebhookTab.tsx'

export function ProductPage() {
  const t = useTexts(productTexts)
  const tenantId = useNamed('tenantId')
  const [search, change] = useSearch()
  const product = useProduct(tenantId)
  if (product.isPending) return <Loading />
  if (product.isError) {
    return <Failed error={product.error} onRetry={() => void product.refetch()} />
  }
  if (product.data === null) {
    return (
      <Page title={t('product')}>
        <OpenProduct tenantId={tenantId} />
      </Page>
    )
  }
  return (
    <Page title={product.data.name} lead={t('productLead')}>
      <Tabs
        keepMounted={false}
        value={search['tab'] ?? 'details'}
        onChange={(tab) => change({ tab: tab === 'details' || tab === null ? undefined : tab })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="details">{t('details')}</Tabs.Tab>
          <Tabs.Tab value="webhook">{t('webhook')}</Tabs.Tab>
          <Tabs.Tab value="clients">{t('clientCredentials')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <ProductDetails
            key={JSON.stringify(product.data)}
            tenantId={tenantId}
            product={product.data}
          />
        </Tabs.Panel>
        <Tabs.Panel value="webhook">
          <WebhookTab tenantId={tenantId} productId={product.data.product_id} />
        </Tabs.Panel>
        <Tabs.Panel value="clients">
          <ClientCredentials tenantId={tenantId} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
