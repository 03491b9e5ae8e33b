/** The apps that the tenant has approved: these are told what happens to it. */
import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { readNewestFirst, useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { List } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { environmentNames } from './state-words.ts'
import { stateTexts } from './state-texts.ts'

type App = Schemas['App']
type Approval = Schemas['Approval']

/** So many are offered to choose from; the id of another one can be typed over the API. */
const offeredAppsMax = 1_000

export function Approvals({ tenantId }: { readonly tenantId: string }) {
  const t = useTexts(stateTexts)
  const session = useSession()
  const isOperator = session.role === 'operator'
  const may = mayManage(session)
  const queries = useQueryClient()
  const queryKey = ['tenant', tenantId, 'approvals']
  const [withdrawing, setWithdrawing] = useState<Approval | null>(null)
  const apps = useApps(isOperator)
  const nameOf = (id: string) => apps.find((app) => app.id === id)?.name ?? id
  const list = useList<Approval>(queryKey, (cursor) =>
    call(
      client.GET('/v1/tenants/{tenantId}/approvals', {
        params: { path: { tenantId }, query: cursor === undefined ? {} : { cursor } },
      }),
    ),
  )
  const withdraw = useMutation({
    mutationFn: (appId: string) =>
      call(
        client.DELETE('/v1/tenants/{tenantId}/approvals/{appId}', {
          params: { path: { tenantId, appId } },
        }),
      ),
    onSuccess: () => {
      toast('good', t('withdrawn'))
      setWithdrawing(null)
      return queries.invalidateQueries({ queryKey })
    },
    onError: toastError,
  })
  return (
    <Section title={t('approvedApps')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('approvedAppsLead')}
      </Text>
      {may && <ApproveForm tenantId={tenantId} apps={isOperator ? apps : null} />}
      <List
        label={t('approvedApps')}
        list={list}
        rowKey={({ app }) => app}
        empty={<Empty title={t('noApprovals')}>{t('noApprovalsText')}</Empty>}
        columns={[
          {
            key: 'app',
            title: t('app'),
            cell: ({ app }) =>
              isOperator ? (
                <Link to={paths.app(app)}>{nameOf(app)}</Link>
              ) : (
                <span className="mono">{app}</span>
              ),
          },
          {
            key: 'environment',
            title: t('environment'),
            cell: ({ environment }) => environmentNames[environment],
          },
          { key: 'at', title: t('approvedAt'), cell: ({ at }) => <Time at={at} /> },
          { key: 'by', title: t('by'), cell: ({ by }) => by },
          ...(may
            ? [
                {
                  key: 'action',
                  title: t('actions'),
                  cell: (row: Approval) => (
                    <Button size="compact-xs" variant="default" onClick={() => setWithdrawing(row)}>
                      {t('withdrawApproval')}
                      <span className="visually-hidden"> {nameOf(row.app)}</span>
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        isOpen={withdrawing !== null}
        title={t('withdrawTitle', { name: nameOf(withdrawing?.app ?? '') })}
        action={t('withdrawApproval')}
        isDangerous
        isBusy={withdraw.isPending}
        onConfirm={() => withdrawing !== null && withdraw.mutate(withdrawing.app)}
        onCancel={() => setWithdrawing(null)}
      >
        {t('withdrawText')}
      </ConfirmDialog>
    </Section>
  )
}

/** Their names are the operator's to see. */
function useApps(isOperator: boolean): readonly App[] {
  const apps = useQuery({
    queryKey: ['installation', 'apps', 'names'],
    enabled: isOperator,
    queryFn: () =>
      readNewestFirst(offeredAppsMax, (query) =>
        call(client.GET('/v1/apps', { params: { query } })),
      ),
  })
  return apps.data ?? []
}

function ApproveForm(props: {
  readonly tenantId: string
  /** To choose from; null: whoever asks may not see them, and types an id. */
  readonly apps: readonly App[] | null
}) {
  const { tenantId, apps } = props
  const t = useTexts(stateTexts)
  const queries = useQueryClient()
  const [appId, setAppId] = useState<string | null>(null)
  const approve = useMutation({
    mutationFn: (id: string) =>
      call(
        client.PUT('/v1/tenants/{tenantId}/approvals/{appId}', {
          params: { path: { tenantId, appId: id } },
        }),
      ),
    onSuccess: () => {
      toast('good', t('approved'))
      setAppId(null)
      return queries.invalidateQueries({ queryKey: ['tenant', tenantId] })
    },
    onError: toastError,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (appId !== null && appId.trim() !== '') approve.mutate(appId.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm" mb="md">
        {apps === null ? (
          <TextInput
            label={t('appId')}
            w={380}
            maw="100%"
            dir="ltr"
            maxLength={64}
            value={appId ?? ''}
            onChange={(event) => setAppId(event.currentTarget.value)}
          />
        ) : (
          <Select
            label={t('app')}
            placeholder={t('chooseApp')}
            w={380}
            maw="100%"
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('clear') }}
            limit={100}
            value={appId}
            onChange={setAppId}
            data={apps.map(({ id, name, partner }) => ({
              value: id,
              label: `${name} (${partner})`,
            }))}
          />
        )}
        <Button type="submit" loading={approve.isPending} disabled={(appId ?? '').trim() === ''}>
          {t('approveApp')}
        </Button>
      </Group>
    </form>
  )
}
