/** The tab "Webhook" of a product: its endpoints, and everything that can be done with one. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { EndpointDialog } from './EndpointDialog.tsx'
import { EndpointRow } from './EndpointRow.tsx'
import { type Endpoint, useEndpoints, useEventTypes } from './product-data.ts'
import { productTexts } from './texts.ts'

export function WebhookTab(props: { readonly tenantId: string; readonly productId: string }) {
  const { tenantId, productId } = props
  const t = useTexts(productTexts)
  const may = mayManage(useSession())
  const [editing, setEditing] = useState<Endpoint | 'new' | null>(null)
  const endpoints = useEndpoints(tenantId, productId)
  const types = useEventTypes(tenantId, productId)
  const failed = [endpoints, types].find(({ isError }) => isError)
  if (failed?.error != null) {
    return <Failed error={failed.error} onRetry={() => void failed.refetch()} />
  }
  if (!endpoints.isSuccess || !types.isSuccess) return <Loading />
  const columns = [
    t('url'),
    t('eventsToListen'),
    t('signingSecret'),
    t('activationStatus'),
    t('description'),
    ...(may ? [t('actions')] : []),
  ]
  return (
    <Section
      title={t('webhook')}
      actions={
        may && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('addEndpoint')}
          </Button>
        )
      }
    >
      {endpoints.data.length === 0 ? (
        <Empty title={t('noEndpoints')}>{t('noEndpointsText')}</Empty>
      ) : (
        <div className="table-scroll" tabIndex={0}>
          <table className="table" aria-label={t('endpoints')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {endpoints.data.map((endpoint) => (
                <EndpointRow
                  key={endpoint.id}
                  tenantId={tenantId}
                  endpoint={endpoint}
                  types={types.data}
                  mayManage={may}
                  onEdit={() => setEditing(endpoint)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing !== null && (
        <EndpointDialog
          tenantId={tenantId}
          productId={productId}
          endpoint={editing === 'new' ? null : editing}
          types={types.data}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}
