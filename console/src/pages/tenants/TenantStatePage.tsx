/** A tenant as the operator runs it: its state and what was told of it, its apps, limits and links. */
import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Page } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Approvals } from './Approvals.tsx'
import { ChangeStateDialog } from './ChangeStateDialog.tsx'
import { Limits } from './Limits.tsx'
import { PortalLinkMaker } from './PortalLinkMaker.tsx'
import { StateBadge } from './StateBadge.tsx'
import { StateFacts } from './StateFacts.tsx'
import { StateHistory } from './StateHistory.tsx'
import { stateTexts } from './state-texts.ts'

export function TenantStatePage() {
  const t = useTexts(stateTexts)
  const tenantId = useNamed('tenantId')
  const session = useSession()
  const [search, change] = useSearch()
  const [isChanging, setChanging] = useState(false)
  const tenant = useQuery({
    queryKey: ['tenant', tenantId, 'tenant'],
    queryFn: () => call(client.GET('/v1/tenants/{tenantId}', { params: { path: { tenantId } } })),
  })
  if (tenant.isPending) return <Loading />
  if (tenant.isError) return <Failed error={tenant.error} onRetry={() => void tenant.refetch()} />
  const isOperator = session.role === 'operator'
  // A session that came by a portal link makes no links of its own.
  const mayLink = mayManage(session) && session.kind !== 'portal'
  return (
    <Page
      title={tenant.data.name}
      aside={<StateBadge state={tenant.data.state} />}
      lead={<span className="mono">{tenant.data.id}</span>}
      actions={isOperator && <Button onClick={() => setChanging(true)}>{t('changeState')}</Button>}
    >
      <Tabs
        keepMounted={false}
        value={search['tab'] ?? 'state'}
        onChange={(tab) =>
          change({ tab: tab === 'state' || tab === null ? undefined : tab, change: undefined })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="state">{t('state')}</Tabs.Tab>
          <Tabs.Tab value="apps">{t('approvedApps')}</Tabs.Tab>
          <Tabs.Tab value="limits">{t('limits')}</Tabs.Tab>
          {mayLink && <Tabs.Tab value="portal">{t('portalLink')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="state">
          <StateFacts tenant={tenant.data} isOperator={isOperator} />
          <StateHistory tenantId={tenantId} />
        </Tabs.Panel>
        <Tabs.Panel value="apps">
          <Approvals tenantId={tenantId} />
        </Tabs.Panel>
        <Tabs.Panel value="limits">
          <Limits tenantId={tenantId} isOperator={isOperator} />
        </Tabs.Panel>
        {mayLink && (
          <Tabs.Panel value="portal">
            <PortalLinkMaker tenantId={tenantId} />
          </Tabs.Panel>
        )}
      </Tabs>
      {isChanging && (
        <ChangeStateDialog
          tenantId={tenantId}
          onDone={(id) => {
            setChanging(false)
            if (id !== null) change({ tab: undefined, change: id })
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </Page>
  )
}
