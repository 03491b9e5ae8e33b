import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouter } from '@tanstack/react-router'
import { call, client } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Page } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { formTexts } from './form-texts.ts'
import { changeBodyOf, type SubscriptionValues, valuesOf } from './form-values.ts'
import { readAgain, subscriptionQuery, titleOf } from './subscription-calls.ts'
import { SubscriptionForm } from './SubscriptionForm.tsx'

export function EditSubscriptionPage() {
  const t = useTexts(formTexts)
  const tenantId = useNamed('tenantId')
  const subscriptionId = useNamed('subscriptionId')
  const router = useRouter()
  const queries = useQueryClient()
  // Read once: what somebody else changes meanwhile must not change under the reader's hands.
  const query = useQuery({
    ...subscriptionQuery(tenantId, subscriptionId),
    staleTime: Infinity,
    gcTime: 0,
  })
  const page = paths.tenant(tenantId).subscription(subscriptionId)
  if (query.isPending) return <Loading />
  if (query.error !== null) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  }
  // Each other dialect has a form of its own, in its own words.
  if (query.data.dialect === 'superoffice') {
    return <Navigate to={paths.tenant(tenantId).webhook(String(query.data.number))} replace />
  }
  if (query.data.dialect !== 'standard-webhooks') return <Navigate to={page} replace />
  const before = valuesOf(query.data)
  const save = async (values: SubscriptionValues): Promise<void> => {
    const body = changeBodyOf(values, before)
    const isSame = Object.keys(body).length === 0
    if (!isSame) {
      const params = { path: { tenantId, subscriptionId } }
      await call(
        client.PATCH('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}', { params, body }),
      )
      readAgain(queries, tenantId)
    }
    toast('good', t(isSame ? 'changedMeanwhile' : 'saved'))
    await router.navigate({ to: page, search: {} })
  }
  return (
    <Page title={t('editTitle')} lead={titleOf(query.data)}>
      <SubscriptionForm
        tenantId={tenantId}
        before={before}
        save={save}
        onCancel={() => void router.navigate({ to: page, search: {} })}
      />
    </Page>
  )
}
