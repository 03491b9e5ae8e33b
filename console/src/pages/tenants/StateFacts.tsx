import { Anchor, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { Facts, Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { environmentNames, environments, type Tenant } from './state-words.ts'
import { StateBadge } from './StateBadge.tsx'
import { stateTexts } from './state-texts.ts'

export function StateFacts(props: { readonly tenant: Tenant; readonly isOperator: boolean }) {
  const { tenant, isOperator } = props
  const t = useTexts(stateTexts)
  const { upgrade } = tenant
  return (
    <Section title={t('now')}>
      <Facts
        rows={[
          [t('state'), <StateBadge key="state" state={tenant.state} />],
          [t('since'), <Time key="since" at={tenant.state_since} show="full" />],
          [
            t('environment'),
            isOperator ? (
              <Environment key="environment" tenant={tenant} />
            ) : (
              environmentNames[tenant.environment]
            ),
          ],
          [t('publicEndpoint'), <Mono key="endpoint" text={tenant.public_endpoint} />],
          [t('version'), <Mono key="version" text={tenant.version_name || null} />],
          [t('fileVersion'), <Mono key="file" text={tenant.file_version || null} />],
          upgrade === null
            ? null
            : [
                t('upgrade'),
                <Mono key="upgrade" text={`${upgrade.version_name} ${upgrade.file_version}`} />,
              ],
          [
            t('stateApi'),
            <Anchor
              key="api"
              href={`/api/state/${encodeURIComponent(tenant.id)}`}
              target="_blank"
              rel="noreferrer"
              className="mono"
              size="sm"
            >
              /api/state/{tenant.id}
            </Anchor>,
          ],
        ]}
      />
    </Section>
  )
}

function Mono({ text }: { readonly text: string | null }) {
  const t = useTexts(stateTexts)
  return text === null ? t('notSaid') : <span className="mono">{text}</span>
}

function Environment({ tenant }: { readonly tenant: Tenant }) {
  const t = useTexts(stateTexts)
  const queries = useQueryClient()
  const put = useMutation({
    mutationFn: (environment: Tenant['environment']) =>
      call(
        client.PUT('/v1/tenants/{tenantId}/environment', {
          params: { path: { tenantId: tenant.id } },
          body: { environment },
        }),
      ),
    onSuccess: (_state, environment) => {
      const { environment: before } = tenant
      toast('good', t('environmentSet', { environment: environmentNames[environment] }), {
        label: t('undo'),
        run: () => put.mutate(before),
      })
      return queries.invalidateQueries({ queryKey: ['tenant', tenant.id] })
    },
    onError: toastError,
  })
  return (
    <NativeSelect
      aria-label={t('environment')}
      size="xs"
      w={160}
      value={tenant.environment}
      disabled={put.isPending}
      data={environments.map((value) => ({ value, label: environmentNames[value] }))}
      onChange={(event) => {
        const wanted = environments.find((each) => each === event.currentTarget.value)
        if (wanted !== undefined) put.mutate(wanted)
      }}
    />
  )
}
