import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { type TranslateOf, useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { Empty } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { NewAccountForm, type Setup } from './NewAccountForm.tsx'
import { accountsTexts } from './texts.ts'

type Account = Schemas['Account']

export function AccountsPage() {
  const t = useTexts(accountsTexts)
  const [isMaking, setMaking] = useState(false)
  const [setup, setSetup] = useState<Setup | null>(null)
  const [removed, setRemoved] = useState<Account | null>(null)
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: ['accounts'] })
  const list = useList<Account>(['accounts'], (cursor) =>
    call(client.GET('/v1/accounts', { params: { query: cursor === undefined ? {} : { cursor } } })),
  )
  const renew = useMutation({
    mutationFn: ({ id: accountId }: Account) =>
      call(
        client.POST('/v1/accounts/{accountId}/setup-links', { params: { path: { accountId } } }),
      ),
    onError: toastError,
    onSuccess: setSetup,
  })
  const remove = useMutation({
    mutationFn: async ({ id: accountId }: Account) => {
      await call(client.DELETE('/v1/accounts/{accountId}', { params: { path: { accountId } } }))
    },
    onError: toastError,
    onSuccess: readAgain,
    onSettled: () => setRemoved(null),
  })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<Button onClick={() => setMaking(true)}>{t('make')}</Button>}
    >
      <List
        label={t('title')}
        list={list}
        columns={columnsOf(t, { renew: (account) => renew.mutate(account), remove: setRemoved })}
        rowKey={({ id }) => id}
        empty={<Empty title={t('emptyTitle')}>{t('emptyText')}</Empty>}
      />
      <Dialog opened={isMaking} title={t('make')} onClose={() => setMaking(false)}>
        <NewAccountForm
          onMade={(made) => {
            setMaking(false)
            setSetup(made)
            void readAgain()
          }}
        />
      </Dialog>
      <Dialog opened={setup !== null} title={t('newLink')} onClose={() => setSetup(null)}>
        {setup !== null && <SetupLink setup={setup} onDone={() => setSetup(null)} />}
      </Dialog>
      <ConfirmDialog
        isOpen={removed !== null}
        title={t('removeTitle', { email: removed?.email ?? '' })}
        action={t('remove')}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => removed !== null && remove.mutate(removed)}
        onCancel={() => setRemoved(null)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </Page>
  )
}

function SetupLink({ setup, onDone }: { readonly setup: Setup; readonly onDone: () => void }) {
  const t = useTexts(accountsTexts)
  // The address that this browser reaches the service at is one that works for people here.
  const { hash } = new URL(setup.setup_url)
  return (
    <Stack>
      <SecretOnce
        label={t('link', { email: setup.email })}
        secret={`${location.origin}/console/setup${hash}`}
      />
      <Text size="sm">
        {t('linkLead', { at: new Date(setup.setup_expires_at).toLocaleString() })}
      </Text>
      <Button onClick={onDone}>{t('done')}</Button>
    </Stack>
  )
}

function columnsOf(
  t: TranslateOf<typeof accountsTexts>,
  act: {
    readonly renew: (account: Account) => void
    readonly remove: (account: Account) => void
  },
): readonly Column<Account>[] {
  return [
    { key: 'email', title: t('email'), cell: ({ email }) => email },
    { key: 'name', title: t('name'), cell: ({ name }) => name },
    { key: 'role', title: t('role'), cell: ({ role }) => t(role) },
    {
      key: 'of',
      title: t('of'),
      cell: ({ tenant, partner }) => <span className="mono">{tenant ?? partner}</span>,
    },
    {
      key: 'state',
      title: t('state'),
      cell: ({ has_password: isReady }) => (
        <StatusBadge tone={isReady ? 'good' : 'quiet'}>
          {t(isReady ? 'ready' : 'waiting')}
        </StatusBadge>
      ),
    },
    { key: 'created', title: t('created'), cell: (account) => <Time at={account.created_at} /> },
    {
      key: 'actions',
      title: t('actions'),
      cell: (account) => (
        <Group gap="xs" wrap="nowrap">
          {(['newLink', 'remove'] as const).map((what) => (
            <Button
              key={what}
              size="compact-sm"
              variant="default"
              aria-label={`${t(what)}: ${account.email}`}
              onClick={() => (what === 'remove' ? act.remove(account) : act.renew(account))}
            >
              {t(what)}
            </Button>
          ))}
        </Group>
      ),
    },
  ]
}
