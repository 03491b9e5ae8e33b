import { Button, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Account, useAccount } from '../../api/account.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useSearch } from '../../search.ts'
import { type TranslateOf, useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { type Key, listKeys, revokeKey } from './key-calls.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { keysTexts } from './texts.ts'

export function KeysPage() {
  const t = useTexts(keysTexts)
  const account = useAccount()
  const [search, setSearch] = useSearch()
  const [isMaking, setMaking] = useState(false)
  const mayChange = mayManage(useSession())
  const isWithRevoked = search['revoked'] === '1'
  const keys = useQuery({ queryKey: [...account.key, 'keys'], queryFn: () => listKeys(account) })
  const rows = (keys.data ?? []).filter((key) => isWithRevoked || key.revoked_at === null)
  return (
    <Page
      title={t('title')}
      lead={t('lead', { account: account.id })}
      actions={mayChange && <Button onClick={() => setMaking(true)}>{t('make')}</Button>}
    >
      <Switch
        label={t('showRevoked')}
        checked={isWithRevoked}
        onChange={({ currentTarget }) => setSearch({ revoked: currentTarget.checked ? '1' : '' })}
      />
      {keys.isPending && <Loading />}
      {keys.error !== null && <Failed error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && rows.length === 0 && (
        <Empty title={t('emptyTitle')}>{t('emptyText')}</Empty>
      )}
      {rows.length > 0 && <KeyTable rows={rows} account={account} mayChange={mayChange} />}
      <NewKeyDialog isOpen={isMaking} onClose={() => setMaking(false)} account={account} />
    </Page>
  )
}

function KeyTable(props: {
  readonly rows: readonly Key[]
  readonly account: Account
  readonly mayChange: boolean
}) {
  const t = useTexts(keysTexts)
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Key | null>(null)
  const revoke = useMutation({
    mutationFn: (key: Key) => revokeKey(props.account, key.id),
    onError: toastError,
    onSuccess: (_, key) => {
      toast('good', t('revokedNow', { name: key.name }))
      void queries.invalidateQueries({ queryKey: [...props.account.key, 'keys'] })
    },
    onSettled: () => setAsked(null),
  })
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columnsOf(t, props.mayChange ? setAsked : null)}
        rows={props.rows}
        rowKey={(key) => key.id}
      />
      <ConfirmDialog
        isOpen={asked !== null}
        title={t('revokeTitle', { name: asked?.name ?? '' })}
        action={t('revoke')}
        isDangerous
        isBusy={revoke.isPending}
        onConfirm={() => asked !== null && revoke.mutate(asked)}
        onCancel={() => setAsked(null)}
      >
        {t('revokeText')}
      </ConfirmDialog>
    </>
  )
}

function columnsOf(
  t: TranslateOf<typeof keysTexts>,
  onRevoke: ((key: Key) => void) | null,
): readonly Column<Key>[] {
  return [
    { key: 'name', title: t('name'), cell: ({ name }) => name },
    { key: 'prefix', title: t('begins'), cell: ({ prefix }) => <code>{prefix}…</code> },
    {
      key: 'scopes',
      title: t('scopes'),
      cell: ({ scopes }) => scopes.map((scope) => t(scope)).join(', '),
    },
    {
      key: 'application',
      title: t('application'),
      cell: ({ application }) => <span className="mono">{application}</span>,
    },
    { key: 'created', title: t('created'), cell: (key) => <Time at={key.created_at} /> },
    { key: 'used', title: t('lastUsed'), cell: (key) => <Time at={key.last_used_at} /> },
    {
      key: 'state',
      title: t('state'),
      cell: ({ revoked_at: at }) => (
        <StatusBadge tone={at === null ? 'good' : 'quiet'}>
          {t(at === null ? 'inUse' : 'revoked')}
        </StatusBadge>
      ),
    },
    ...(onRevoke === null
      ? []
      : [
          {
            key: 'actions',
            title: t('actions'),
            cell: (key: Key) =>
              key.revoked_at === null && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('revoke')}: ${key.name}`}
                  onClick={() => onRevoke(key)}
                >
                  {t('revoke')}
                </Button>
              ),
          },
        ]),
  ]
}
