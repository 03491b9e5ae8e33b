import { Alert, Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { DeliveryLog } from '../subscriptions/DeliveryLog.tsx'
import { HealthBadge } from '../subscriptions/HealthBadge.tsx'
import { readAgain, subscriptionsQuery } from '../subscriptions/subscription-calls.ts'
import { webhookFormTexts } from './form-texts.ts'
import { takeSecret } from './secret-handover.ts'
import { webhookTexts } from './texts.ts'
import { changeWebhook, getWebhook, type Webhook, webhookQuery } from './webhook-calls.ts'
import { rowsOf } from './webhook-rows.ts'
import { bodyOf, valuesOf, type WebhookValues } from './webhook-values.ts'
import { WebhookEditor } from './WebhookEditor.tsx'
import { countersEveryMs, useSubscriptionNews } from '../subscriptions/use-subscription-news.ts'

export function WebhookPage() {
  const tenantId = useNamed('tenantId')
  const webhookId = useNamed('webhookId')
  const [search] = useSearch()
  const query = useQuery({
    ...webhookQuery(tenantId, webhookId),
    refetchInterval: countersEveryMs,
  })
  useSubscriptionNews(tenantId, search['tab'] === 'events')
  if (query.isPending) return <Loading />
  if (query.data === undefined) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  }
  return (
    <Details
      key={webhookId}
      tenantId={tenantId}
      webhook={query.data}
      readAtMs={query.dataUpdatedAt}
    />
  )
}

function Details(props: {
  readonly tenantId: string
  readonly webhook: Webhook
  readonly readAtMs: number
}) {
  const { tenantId, webhook } = props
  const t = useTexts(webhookFormTexts)
  const words = useTexts(webhookTexts)
  const queries = useQueryClient()
  const [search, setSearch] = useSearch()
  // In this page alone: when it is left, the secret is gone.
  const [secret, setSecret] = useState(() => takeSecret(String(webhook.WebhookId)))
  const { data: subscriptions = [] } = useQuery(subscriptionsQuery(tenantId))
  const [row] = rowsOf([webhook], subscriptions, props.readAtMs)
  const text = JSON.stringify(valuesOf(webhook))
  // The same object while nothing of it has changed, so that statistics do not touch the form.
  const before = useMemo(() => JSON.parse(text) as WebhookValues, [text])
  const save = async (values: WebhookValues): Promise<() => void> => {
    const { WebhookId } = webhook
    const stored = await getWebhook(tenantId, String(WebhookId))
    const saved = await changeWebhook(tenantId, WebhookId, bodyOf(values, before, stored))
    queries.setQueryData(webhookQuery(tenantId, String(WebhookId)).queryKey, saved)
    readAgain(queries, tenantId)
    return () => {
      if (values.secret !== '') setSecret(values.secret)
      toast('good', t('saved'))
    }
  }
  return (
    <WebhookEditor
      tenantId={tenantId}
      title={webhook.Name === null || webhook.Name === '' ? words('unnamed') : webhook.Name}
      stored={{ webhookId: webhook.WebhookId, hasSecret: webhook.hasSecret }}
      before={before}
      aside={row !== undefined && <HealthBadge word={row.status} />}
      status={<DeliveryStatus webhook={webhook} />}
      save={save}
      around={(fields) => (
        <Stack>
          {secret !== null && <SecretOnce label={t('newSecret')} secret={secret} />}
          {webhook.State === 'TooManyErrors' && (
            <DisabledNote tenantId={tenantId} webhook={webhook} />
          )}
          <PageTabs
            label={t('parts')}
            open={search['tab']}
            onOpen={(tab) => setSearch({ tab, state: undefined })}
            tabs={[
              { name: 'webhook', title: t('tabWebhook'), show: () => fields },
              {
                name: 'events',
                title: t('tabEvents'),
                show: () =>
                  row?.subscription == null ? (
                    <Loading />
                  ) : (
                    <DeliveryLog
                      tenantId={tenantId}
                      subscriptionId={row.subscription.id}
                      titles={{
                        at: t('timestamp'),
                        state: t('status'),
                        result: t('errorCode'),
                      }}
                    />
                  ),
              },
            ]}
          />
        </Stack>
      )}
    />
  )
}

function DeliveryStatus({ webhook }: { readonly webhook: Webhook }) {
  const t = useTexts(webhookFormTexts)
  const isChanged = webhook.UpdatedAssociate !== null
  return (
    <span role="group" aria-label={t('deliveryStatus')}>
      {t('totalCalls')}: {webhook.TotalCalls} · {t('totalErrors')}: {webhook.TotalErrors} ·{' '}
      {t('consecutive')}: {webhook.ConsecutiveErrors} · {t('updated')}:{' '}
      <Time at={`${isChanged ? webhook.Updated : webhook.Registered}Z`} />
    </span>
  )
}

function DisabledNote(props: { readonly tenantId: string; readonly webhook: Webhook }) {
  const t = useTexts(webhookFormTexts)
  const queries = useQueryClient()
  const may = mayManage(useSession())
  const { tenantId, webhook } = props
  const restart = useMutation({
    mutationFn: () => changeWebhook(tenantId, webhook.WebhookId, { State: 'Active' }),
    onSuccess: () => toast('good', t('saved')),
    onError: toastError,
    onSettled: () => readAgain(queries, tenantId),
  })
  return (
    <Alert variant="outline" color="red" title={t('disabledTitle')}>
      {t('disabledText', {
        count: webhook.ConsecutiveErrors,
        error: visibleText(webhook.LastError ?? '–'),
      })}
      {may && (
        <div>
          <Button
            mt="sm"
            size="xs"
            variant="default"
            loading={restart.isPending}
            onClick={() => restart.mutate()}
          >
            {t('restart')}
          </Button>
        </div>
      )}
    </Alert>
  )
}
