/** The programs that call for a product: made with a secret that is shown once, and revoked. */
import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { NewClientDialog } from './NewClientDialog.tsx'
import { productTexts } from './texts.ts'

type Client = Schemas['Client']

export function ClientCredentials({ tenantId }: { readonly tenantId: string }) {
  const t = useTexts(productTexts)
  const session = useSession()
  const may = mayManage(session)
  const queries = useQueryClient()
  const queryKey = ['tenant', tenantId, 'clients']
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Client | null>(null)
  const clients = useQuery({
    queryKey,
    enabled: may,
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/clients', { params: { path: { tenantId } } })),
  })
  const revoke = useMutation({
    mutationFn: (clientId: string) =>
      call(
        client.DELETE('/v1/tenants/{tenantId}/clients/{clientId}', {
          params: { path: { tenantId, clientId } },
        }),
      ),
    onSuccess: () => {
      toast('good', t('clientRevoked'))
      setRevoking(null)
      return queries.invalidateQueries({ queryKey })
    },
    onError: toastError,
  })
  if (!may) return <Empty title={t('clientCredentials')}>{t('clientsNotYours')}</Empty>
  if (clients.isPending) return <Loading />
  if (clients.isError) {
    return <Failed error={clients.error} onRetry={() => void clients.refetch()} />
  }
  const make = session.role === 'operator' && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
      {t('newClient')}
    </Button>
  )
  return (
    <Section title={t('clientCredentials')} actions={make}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('clientsLead')}
      </Text>
      {clients.data.data.length === 0 ? (
        <Empty title={t('noClients')}>{t('noClientsText')}</Empty>
      ) : (
        <ClientsTable clients={clients.data.data} onRevoke={setRevoking} />
      )}
      {isMaking && (
        <NewClientDialog
          tenantId={tenantId}
          onClose={() => {
            setMaking(false)
            void queries.invalidateQueries({ queryKey })
          }}
        />
      )}
      <ConfirmDialog
        isOpen={revoking !== null}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        action={t('revoke')}
        isDangerous
        isBusy={revoke.isPending}
        onConfirm={() => revoking !== null && revoke.mutate(revoking.client_id)}
        onCancel={() => setRevoking(null)}
      >
        {t('revokeText')}
      </ConfirmDialog>
    </Section>
  )
}

function ClientsTable(props: {
  readonly clients: readonly Client[]
  readonly onRevoke: (client: Client) => void
}) {
  const t = useTexts(productTexts)
  return (
    <DataTable
      label={t('clientCredentials')}
      rows={props.clients}
      rowKey={(row) => row.client_id}
      columns={[
        { key: 'name', title: t('clientName'), cell: ({ name }) => name },
        {
          key: 'id',
          title: t('clientId'),
          cell: (row) => (
            <>
              <span className="mono">{row.client_id}</span> <CopyButton text={row.client_id} />
            </>
          ),
        },
        {
          key: 'status',
          title: t('status'),
          cell: (row) =>
            row.revoked_at === null ? (
              <StatusBadge tone="good">{t('active')}</StatusBadge>
            ) : (
              <StatusBadge tone="quiet">{t('revoked')}</StatusBadge>
            ),
        },
        { key: 'scopes', title: t('scopes'), cell: ({ scopes }) => scopes.join(', ') },
        { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
        { key: 'used', title: t('lastUsed'), cell: (row) => <Time at={row.last_used_at} /> },
        {
          key: 'action',
          title: t('actions'),
          cell: (row) =>
            row.revoked_at === null && (
              <Button size="compact-xs" variant="default" onClick={() => props.onRevoke(row)}>
                {t('revoke')}
                <span className="visually-hidden"> {row.name}</span>
              </Button>
            ),
        },
      ]}
    />
  )
}
