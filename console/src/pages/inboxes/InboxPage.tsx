import { Button, Group, SimpleGrid, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { useTexts } from '../../text/texts.ts'
import { CodeText } from '../../ui/CodeText.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { ScriptForm } from './ScriptForm.tsx'
import { inboxesTexts } from './texts.ts'

/** As a list of them has it. */
type Request = Omit<Schemas['InboxRequest'], 'headers'> & { readonly headers: string[][] }

/** Requests are kept in memory and no stream tells of them, so they are asked for again. */
const askEveryMs = 2_000

export function InboxPage() {
  const t = useTexts(inboxesTexts)
  const path = { tenantId: useNamed('tenantId'), inboxId: useNamed('inboxId') }
  const mayChange = mayManage(useSession())
  const inbox = useQuery({
    queryKey: ['tenant', path.tenantId, 'inboxes', path.inboxId],
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/inboxes/{inboxId}', { params: { path } })),
  })
  if (inbox.isPending) return <Loading />
  if (inbox.error !== null) {
    return <Failed error={inbox.error} onRetry={() => void inbox.refetch()} />
  }
  const { name, url, script, created_at: createdAt } = inbox.data
  return (
    <Page title={name ?? t('unnamed')} actions={mayChange && <Actions path={path} url={url} />}>
      <Section title={t('url')}>
        <Facts
          rows={[
            [
              t('url'),
              <>
                <code className="mono">{url}</code> <CopyButton text={url} />
              </>,
            ],
            [t('created'), <Time at={createdAt} show="full" />],
          ]}
        />
      </Section>
      {mayChange && <ScriptForm path={path} script={script} />}
      <Requests path={path} />
    </Page>
  )
}

interface InboxPath {
  readonly tenantId: string
  readonly inboxId: string
}

function Actions({ path, url }: { readonly path: InboxPath; readonly url: string }) {
  const t = useTexts(inboxesTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'clear' | 'remove' | null>(null)
  const act = useMutation({
    mutationFn: async (what: 'clear' | 'remove') => {
      const params = { params: { path } }
      await (what === 'clear'
        ? call(client.DELETE('/v1/tenants/{tenantId}/inboxes/{inboxId}/requests', params))
        : call(client.DELETE('/v1/tenants/{tenantId}/inboxes/{inboxId}', params)))
    },
    onError: toastError,
    onSuccess: async (_, what) => {
      await queries.invalidateQueries({ queryKey: ['tenant', path.tenantId, 'inboxes'] })
      if (what === 'remove') await router.navigate({ to: paths.tenant(path.tenantId).inboxes })
    },
    onSettled: () => setAsked(null),
  })
  const tenant = paths.tenant(path.tenantId)
  return (
    <>
      <Button component={Link} to={tenant.newSubscription} search={{ url } as never}>
        {t('subscribe')}
      </Button>
      <Button variant="default" onClick={() => setAsked('clear')}>
        {t('clear')}
      </Button>
      <Button variant="default" onClick={() => setAsked('remove')}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        isOpen={asked !== null}
        title={t(asked === 'remove' ? 'removeTitle' : 'clearTitle')}
        action={t(asked === 'remove' ? 'remove' : 'clear')}
        isDangerous
        isBusy={act.isPending}
        onConfirm={() => asked !== null && act.mutate(asked)}
        onCancel={() => setAsked(null)}
      >
        {t(asked === 'remove' ? 'removeText' : 'clearText')}
      </ConfirmDialog>
    </>
  )
}

function Requests({ path }: { readonly path: InboxPath }) {
  const t = useTexts(inboxesTexts)
  const [search, setSearch] = useSearch()
  const requests = useQuery({
    queryKey: ['tenant', path.tenantId, 'inboxes', path.inboxId, 'requests'],
    refetchInterval: askEveryMs,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/inboxes/{inboxId}/requests', {
          params: { path, query: { limit: 200 } },
        }),
      ),
  })
  if (requests.isPending) return <Loading />
  if (requests.error !== null) return <Failed error={requests.error} />
  const rows = requests.data.data
  const shown = rows.find(({ id }) => id === search['request'])
  if (rows.length === 0) return <Empty title={t('noRequestsTitle')}>{t('noRequestsText')}</Empty>
  const columns: readonly Column<Request>[] = [
    {
      key: 'received',
      title: t('received'),
      cell: ({ id, received_at: at }) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-pressed={id === shown?.id}
          onClick={() => setSearch({ request: id })}
        >
          <Time at={at} />
        </Button>
      ),
    },
    { key: 'method', title: t('method'), cell: ({ method }) => method },
    { key: 'size', title: t('size'), isNumeric: true, cell: ({ bytes }) => bytes },
    { key: 'answer', title: t('answer'), cell: ({ reply }) => <Reply reply={reply} /> },
  ]
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <DataTable label={t('requests')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      <Section title={t('request')}>
        {shown === undefined ? <Text c="dimmed">{t('pick')}</Text> : <Whole request={shown} />}
      </Section>
    </SimpleGrid>
  )
}

function Reply({ reply }: Pick<Request, 'reply'>) {
  const t = useTexts(inboxesTexts)
  if ('closed' in reply) return <StatusBadge tone="bad">{t('closed')}</StatusBadge>
  const isGood = reply.status < 300
  return <StatusBadge tone={isGood ? 'good' : 'bad'}>{reply.status}</StatusBadge>
}

function Whole({ request }: { readonly request: Request }) {
  const t = useTexts(inboxesTexts)
  const lines = request.headers.map((line) => line.join(': ')).join('\n')
  return (
    <>
      <Group mb="xs" gap="xs">
        <Reply reply={request.reply} />
        <Text size="sm" c="dimmed">
          {t('bytes', { count: request.bytes })}
        </Text>
      </Group>
      <Text fw={600}>{t('headers')}</Text>
      <CodeText label={t('headers')} text={lines} />
      <Text fw={600} mt="sm">
        {t('body')}
      </Text>
      {!request.is_text && <Text size="sm">{t('binary')}</Text>}
      {!request.is_whole && <Text size="sm">{t('notWhole')}</Text>}
      <CodeText
        label={t('body')}
        text={request.is_text ? (prettyJson(request.body) ?? request.body) : request.body}
      />
    </>
  )
}
