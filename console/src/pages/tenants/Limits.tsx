/** What the operator lets this one tenant have. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { FormFault } from '../../ui/FormFault.tsx'
import { Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { stateTexts } from './state-texts.ts'

export function Limits(props: { readonly tenantId: string; readonly isOperator: boolean }) {
  const { tenantId } = props
  const t = useTexts(stateTexts)
  const limits = useQuery({
    queryKey: ['tenant', tenantId, 'limits'],
    queryFn: () =>
      call(client.GET('/v1/tenants/{tenantId}/limits', { params: { path: { tenantId } } })),
  })
  if (limits.isPending) return <Loading />
  if (limits.isError) return <Failed error={limits.error} onRetry={() => void limits.refetch()} />
  return (
    <Section title={t('limits')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('limitsLead')}
      </Text>
      <LimitsForm key={JSON.stringify(limits.data)} {...props} limits={limits.data} />
    </Section>
  )
}

function LimitsForm(props: {
  readonly tenantId: string
  readonly isOperator: boolean
  readonly limits: Schemas['TenantLimits']
}) {
  const { tenantId, isOperator, limits } = props
  const t = useTexts(stateTexts)
  const queries = useQueryClient()
  const [subscriptions, setSubscriptions] = useState<string | number>(
    limits.subscriptions_max ?? '',
  )
  const [events, setEvents] = useState<string | number>(limits.events_per_second ?? '')
  const put = useMutation({
    mutationFn: () =>
      call(
        client.PUT('/v1/tenants/{tenantId}/limits', {
          params: { path: { tenantId } },
          body: {
            subscriptions_max: numberOf(subscriptions),
            events_per_second: numberOf(events),
          },
        }),
      ),
    onSuccess: () => {
      toast('good', t('limitsSaved'))
      return queries.invalidateQueries({ queryKey: ['tenant', tenantId, 'limits'] })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    put.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={420}>
        <NumberInput
          label={t('subscriptionsMax')}
          description={t('emptyIsAll')}
          value={subscriptions}
          onChange={setSubscriptions}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          disabled={!isOperator}
        />
        <NumberInput
          label={t('eventsPerSecond')}
          description={t('eventsPerSecondHint')}
          value={events}
          onChange={setEvents}
          min={0.01}
          decimalScale={2}
          allowNegative={false}
          disabled={!isOperator}
        />
        {put.error !== null && <FormFault>{put.error.message}</FormFault>}
        {isOperator && (
          <Group>
            <Button type="submit" loading={put.isPending}>
              {t('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

const numberOf = (value: string | number): number | null => (value === '' ? null : Number(value))
