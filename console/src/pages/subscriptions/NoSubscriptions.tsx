/** Nothing is subscribed yet: a newcomer gets a receiver and a subscription with one click. */
import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { call, client } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Empty } from '../../ui/states.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { readAgain } from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'

export function NoSubscriptions(props: { readonly tenantId: string; readonly mayManage: boolean }) {
  const { tenantId } = props
  const t = useTexts(subscriptionTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const subscribe = useMutation({
    mutationFn: () => subscribeInbox(tenantId),
    onSuccess: ({ id }) => {
      readAgain(queries, tenantId)
      void router.navigate({ to: paths.tenant(tenantId).subscription(id), search: { tab: 'test' } })
    },
    onError: toastError,
  })
  return (
    <Empty title={t('emptyTitle')}>
      <Text mb="md">{t(props.mayManage ? 'emptyLead' : 'readOnly')}</Text>
      {props.mayManage && (
        <Group justify="center" gap="xs">
          <Button loading={subscribe.isPending} onClick={() => subscribe.mutate()}>
            {t('makeInbox')}
          </Button>
          <Button variant="default" component={Link} to={paths.tenant(tenantId).newSubscription}>
            {t('add')}
          </Button>
        </Group>
      )}
    </Empty>
  )
}

/** An inbox keeps what arrives and verifies nothing, so its secret is left unread. */
async function subscribeInbox(tenantId: string): Promise<{ readonly id: string }> {
  const params = { path: { tenantId } }
  const inbox = await call(
    client.POST('/v1/tenants/{tenantId}/inboxes', { params, body: { name: 'First inbox' } }),
  )
  const { id } = await call(
    client.POST('/v1/tenants/{tenantId}/subscriptions', {
      params,
      body: { url: inbox.url, event_types: ['*'], name: 'First inbox' },
    }),
  )
  return { id }
}
