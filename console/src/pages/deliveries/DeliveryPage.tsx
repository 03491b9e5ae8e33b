/** One delivery: how it stands, what went wrong, and each attempt as it was sent and answered. */
import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { type Account, useAccount } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import { useLive } from '../../api/live.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useSubscriptionNames } from '../../api/subscription-names.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { useKeys } from '../../ui/use-keys.ts'
import { Attempts } from './Attempts.tsx'
import { deliveryPageTexts } from './delivery-page-texts.ts'
import { DeliveryState } from './DeliveryState.tsx'
import { DiagnosisCard } from './DiagnosisCard.tsx'
import { resend } from './resend.ts'
import { deliveryTexts } from './texts.ts'

type Detail = Schemas['DeliveryDetail']

export function DeliveryPage() {
  const account = useAccount()
  const id = useNamed('deliveryId')
  const t = useTexts(deliveryPageTexts)
  const { data, error, refetch } = useDelivery(account, id)
  const attempt = data?.attempts.at(-1)
  return (
    <Page
      title={data === undefined ? t('id') : t('title', { type: data.event_type })}
      aside={data !== undefined && <DeliveryState state={data.state} />}
      actions={data !== undefined && <Actions account={account} delivery={data} />}
    >
      {error !== null && data === undefined && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <Stack gap="lg">
          {attempt !== undefined && <DiagnosisCard attempt={attempt} />}
          <section className="card" aria-label={t('id')}>
            <DeliveryFacts account={account} delivery={data} />
          </section>
          <Section title={t('attempts')}>
            <Attempts attempts={data.attempts} />
          </Section>
        </Stack>
      )}
    </Page>
  )
}

/** Read again as soon as the live feed tells of it. */
function useDelivery(account: Account, id: string) {
  const queryClient = useQueryClient()
  const queryKey = [...account.key, 'delivery', id]
  const query = useQuery({
    queryKey,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/deliveries/{deliveryId}', {
          ...account.at,
          params: { path: { tenantId: account.id, deliveryId: id } },
        }),
      ),
  })
  const readAgain = (): void => void queryClient.invalidateQueries({ queryKey })
  const isOver = query.data?.ended_at != null
  useLive({
    path: isOver ? null : `${account.api}/live?kinds=delivery`,
    onReset: readAgain,
    onBegin: readAgain,
    onRows: (rows) => {
      const isTold = rows.some(
        ({ data }) => (data as { delivery?: { id: string } }).delivery?.id === id,
      )
      if (isTold) readAgain()
    },
  })
  return query
}

function Actions({ account, delivery }: { readonly account: Account; readonly delivery: Detail }) {
  const t = useTexts(deliveryPageTexts)
  const router = useRouter()
  const session = useSession()
  const [isAsking, setAsking] = useState(false)
  const canResend = mayManage(session) && delivery.subscription_id !== null
  const explain = `${account.links.event(delivery.event_id)}`
  const search = { explain: delivery.subscription_id ?? undefined }
  const resending = useMutation({
    mutationFn: () => resend(account, delivery.id),
    onError: toastError,
    onSuccess: (id) => {
      toast('good', t('resent'))
      setAsking(false)
      void router.navigate({ to: account.links.delivery(id), search: {} })
    },
  })
  useKeys({
    r: () => setAsking(canResend),
    e: () => void router.navigate({ to: explain, search }),
    c: () => {
      void navigator.clipboard.writeText(delivery.id).then(() => toast('good', t('copied')))
    },
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        renderRoot={(parts) => <Link to={explain} search={search} {...parts} />}
      >
        {t('explain')}
      </Button>
      {canResend && (
        <Button size="xs" onClick={() => setAsking(true)}>
          {t('resend')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('resendTitle', { type: delivery.event_type })}
        action={t('resend')}
        isBusy={resending.isPending}
        onConfirm={() => resending.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('resendText')}
      </ConfirmDialog>
    </>
  )
}

function DeliveryFacts(props: { readonly account: Account; readonly delivery: Detail }) {
  const { account, delivery } = props
  const t = useTexts(deliveryPageTexts)
  const states = useTexts(deliveryTexts)
  const { labelOf } = useSubscriptionNames(account)
  const { subscription_id: subscription } = delivery
  const kind = states(delivery.run_kind)
  return (
    <Facts
      rows={[
        [
          t('event'),
          <Link key="event" to={account.links.event(delivery.event_id)} className="mono">
            {delivery.event_id}
          </Link>,
        ],
        [
          t('subscription'),
          subscription === null ? (
            t('gone')
          ) : account.links.subscription === null ? (
            labelOf(subscription)
          ) : (
            <Link key="subscription" to={account.links.subscription(subscription)}>
              <bdi>{labelOf(subscription)}</bdi>
            </Link>
          ),
        ],
        [t('run'), delivery.run === 0 ? kind : t('runNumber', { kind, run: delivery.run })],
        [t('acceptedAt'), <Time key="accepted" at={delivery.accepted_at} show="full" />],
        delivery.ended_at === null
          ? [
              t('dueAt'),
              delivery.due_at === null ? (
                t('atItsTurn')
              ) : (
                <Time key="due" at={delivery.due_at} show="full" />
              ),
            ]
          : [t('endedAt'), <Time key="ended" at={delivery.ended_at} show="full" />],
        [
          t('id'),
          <span key="id" className="with-copy">
            <span className="mono">{delivery.id}</span>
            <CopyButton text={delivery.id} />
            {delivery.is_quarantined && <StatusBadge tone="warn">{t('quarantined')}</StatusBadge>}
          </span>,
        ],
      ]}
    />
  )
}
