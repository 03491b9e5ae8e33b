/** Secrets that open this app alone: made, shown once, revoked. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Section } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { appTexts } from './texts.ts'

type Key = Schemas['Key']

export function AppSecrets({ appId }: { readonly appId: string }) {
  const t = useTexts(appTexts)
  const queries = useQueryClient()
  const queryKey = ['app', appId, 'secrets']
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const secrets = useQuery({
    queryKey,
    queryFn: () => call(client.GET('/v1/apps/{appId}/secrets', { params: { path: { appId } } })),
  })
  const revoke = useMutation({
    mutationFn: (keyId: string) =>
      call(
        client.DELETE('/v1/apps/{appId}/secrets/{keyId}', { params: { path: { appId, keyId } } }),
      ),
    onSuccess: () => {
      toast('good', t('secretRevoked'))
      setRevoking(null)
      return queries.invalidateQueries({ queryKey })
    },
    onError: toastError,
  })
  const rows = secrets.data?.data ?? []
  return (
    <Section
      title={t('secrets')}
      actions={
        <Button size="xs" onClick={() => setMaking(true)}>
          {t('makeSecret')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('secretsLead')}
      </Text>
      {secrets.isPending && <Loading />}
      {secrets.isError && <Failed error={secrets.error} onRetry={() => void secrets.refetch()} />}
      {secrets.isSuccess && rows.length === 0 && <Text size="sm">{t('noSecrets')}</Text>}
      {rows.length > 0 && (
        <DataTable
          label={t('secrets')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('name'), cell: ({ name }) => name },
            {
              key: 'prefix',
              title: t('begins'),
              cell: ({ prefix }) => <span className="mono">{prefix}…</span>,
            },
            { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
            { key: 'used', title: t('lastUsed'), cell: (row) => <Time at={row.last_used_at} /> },
            {
              key: 'action',
              title: t('state'),
              cell: (row) =>
                row.revoked_at === null ? (
                  <Button size="compact-xs" variant="default" onClick={() => setRevoking(row)}>
                    {t('revoke')}
                    <span className="visually-hidden"> {row.name}</span>
                  </Button>
                ) : (
                  <StatusBadge tone="quiet">{t('revoked')}</StatusBadge>
                ),
            },
          ]}
        />
      )}
      {isMaking && (
        <NewSecret
          appId={appId}
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
        onConfirm={() => revoking !== null && revoke.mutate(revoking.id)}
        onCancel={() => setRevoking(null)}
      >
        {t('revokeText')}
      </ConfirmDialog>
    </Section>
  )
}

function NewSecret(props: { readonly appId: string; readonly onClose: () => void }) {
  const t = useTexts(appTexts)
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/apps/{appId}/secrets', {
          params: { path: { appId: props.appId } },
          body: { name: name.trim() },
        }),
      ),
    onError: toastError,
    // It is shown this once: nothing keeps it behind the dialog.
    gcTime: 0,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog opened onClose={props.onClose} title={t('makeSecret')}>
      {make.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('secretName')}
              description={t('secretNameHint')}
              value={name}
              maxLength={200}
              required
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
                {t('makeSecret')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <SecretOnce label={name} secret={make.data.key} />
          <Group justify="flex-end">
            <Button onClick={props.onClose}>{t('done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
