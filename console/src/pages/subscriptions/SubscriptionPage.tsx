import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { AlertsTab } from './AlertsTab.tsx'
import { ConfigurationTab } from './ConfigurationTab.tsx'
import { DeliveryLog } from './DeliveryLog.tsx'
import { detailTexts } from './detail-texts.ts'
import { healthOf } from './health.ts'
import { HealthBadge } from './HealthBadge.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { SecurityTab } from './SecurityTab.tsx'
import { SendTest } from './SendTest.tsx'
import {
  deleteSubscription,
  readAgain,
  type Subscription,
  subscriptionQuery,
  titleOf,
} from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'
import { usePausing } from './use-pausing.ts'
import { countersEveryMs, useSubscriptionNews } from './use-subscription-news.ts'

export function SubscriptionPage() {
  const t = useTexts(detailTexts)
  const tenantId = useNamed('tenantId')
  const subscriptionId = useNamed('subscriptionId')
  const [search, setSearch] = useSearch()
  const query = useQuery({
    ...subscriptionQuery(tenantId, subscriptionId),
    refetchInterval: countersEveryMs,
  })
  useSubscriptionNews(tenantId, search['tab'] === 'deliveries')
  if (query.isPending) return <Loading />
  if (query.data === undefined) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  }
  const one = query.data
  const part = { tenantId, one }
  return (
    <Page
      title={titleOf(one)}
      aside={<HealthBadge word={healthOf(one)} />}
      lead={one.name === null ? undefined : <span dir="ltr">{one.url}</span>}
      actions={<Actions {...part} />}
    >
      <PageTabs
        label={t('parts')}
        open={search['tab']}
        onOpen={(tab) => setSearch({ tab, state: undefined })}
        tabs={[
          { name: 'overview', title: t('overview'), show: () => <OverviewTab {...part} /> },
          {
            name: 'deliveries',
            title: t('deliveries'),
            show: () => <DeliveryLog tenantId={tenantId} subscriptionId={one.id} />,
          },
          {
            name: 'test',
            title: t('test'),
            show: () => (
              <SendTest tenantId={tenantId} subscriptionId={one.id} lead={t('testLead')} />
            ),
          },
          { name: 'security', title: t('security'), show: () => <SecurityTab {...part} /> },
          { name: 'alerts', title: t('alerts'), show: () => <AlertsTab {...part} /> },
          {
            name: 'configuration',
            title: t('configuration'),
            show: () => <ConfigurationTab {...part} />,
          },
        ]}
      />
    </Page>
  )
}

function Actions({ tenantId, one }: { readonly tenantId: string; readonly one: Subscription }) {
  const t = useTexts(subscriptionTexts)
  const inDetail = useTexts(detailTexts)
  const session = useSession()
  const router = useRouter()
  const queries = useQueryClient()
  const pausing = usePausing(tenantId)
  const [isAsked, setAsked] = useState(false)
  const removal = useMutation({
    mutationFn: () => deleteSubscription(tenantId, one.id),
    onSuccess: async () => {
      toast('good', t('deleted', { name: titleOf(one) }))
      await router.navigate({ to: paths.tenant(tenantId).subscriptions, search: {} })
      readAgain(queries, tenantId)
    },
    onError: toastError,
  })
  const of = paths.tenant(tenantId)
  const isSuperoffice = one.dialect === 'superoffice'
  if (!mayManage(session)) return null
  const verb = one.state === 'active' ? 'pause' : 'resume'
  return (
    <>
      <Button
        variant="default"
        loading={pausing.isPending}
        onClick={() => pausing.mutate({ verb, subscriptions: [one] })}
      >
        {t(one.state === 'disabled' ? 'restart' : verb)}
      </Button>
      {(isSuperoffice || one.dialect === 'standard-webhooks') && (
        <Button
          variant="default"
          component={Link}
          to={isSuperoffice ? of.webhook(String(one.number)) : of.editSubscription(one.id)}
        >
          {isSuperoffice ? inDetail('inItsWords') : t('edit')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('deleteTitle', { name: titleOf(one) })}
        action={t('delete')}
        isDangerous
        isBusy={removal.isPending}
        onConfirm={() => removal.mutate()}
        onCancel={() => setAsked(false)}
      >
        {t('deleteText')}
      </ConfirmDialog>
    </>
  )
}
