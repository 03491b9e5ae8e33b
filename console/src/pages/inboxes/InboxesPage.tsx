import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { call, client, type Schemas } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { inboxesTexts } from './texts.ts'

type Inbox = Schemas['Inbox']

export function InboxesPage() {
  const t = useTexts(inboxesTexts)
  const tenantId = useNamed('tenantId')
  const router = useRouter()
  const mayChange = mayManage(useSession())
  const inboxes = useQuery({
    queryKey: ['tenant', tenantId, 'inboxes'],
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/inboxes', { params: { path: { tenantId } } })),
  })
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/inboxes', {
          params: { path: { tenantId } },
          body: { name: `${t('unnamed')} ${(inboxes.data?.data.length ?? 0) + 1}` },
        }),
      ),
    onError: toastError,
    onSuccess: ({ id }) => router.navigate({ to: paths.tenant(tenantId).inbox(id) }),
  })
  const button = mayChange && (
    <Button loading={make.isPending} onClick={() => make.mutate()}>
      {t('make')}
    </Button>
  )
  const columns: readonly Column<Inbox>[] = [
    {
      key: 'name',
      title: t('name'),
      cell: ({ id, name }) => (
        <Link to={paths.tenant(tenantId).inbox(id)}>{name ?? t('unnamed')}</Link>
      ),
    },
    {
      key: 'url',
      title: t('url'),
      cell: ({ url }) => (
        <>
          <code className="mono">{url}</code> <CopyButton text={url} />
        </>
      ),
    },
    {
      key: 'requests',
      title: t('requests'),
      isNumeric: true,
      cell: (inbox) => inbox.request_count,
    },
    { key: 'created', title: t('created'), cell: (inbox) => <Time at={inbox.created_at} /> },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} actions={button}>
      {inboxes.isPending && <Loading />}
      {inboxes.error !== null && (
        <Failed error={inboxes.error} onRetry={() => void inboxes.refetch()} />
      )}
      {inboxes.data?.data.length === 0 && <Empty title={t('emptyTitle')}>{t('emptyText')}</Empty>}
      {inboxes.data !== undefined && inboxes.data.data.length > 0 && (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={inboxes.data.data}
          rowKey={({ id }) => id}
        />
      )}
    </Page>
  )
}
