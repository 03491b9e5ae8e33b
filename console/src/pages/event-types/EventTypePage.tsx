/** One event type: the tenant's own description of it, and what dialects document. */
import { Alert, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccount } from '../../api/account.ts'
import { call, client } from '../../api/client.ts'
import { mayHandIn, mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { CodeText, jsonText } from '../../ui/CodeText.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { HandInEvent } from '../events/HandInEvent.tsx'
import { EventTypeForm } from './EventTypeForm.tsx'
import { eventTypeTexts } from './texts.ts'
import { type EventTypeRow, type OwnEventType, useEventTypes } from './use-event-types.ts'

export function EventTypePage() {
  const tenantId = useNamed('tenantId')
  const type = useNamed('eventType')
  const account = useAccount()
  const t = useTexts(eventTypeTexts)
  const session = useSession()
  const [isSending, setSending] = useState(false)
  const all = useEventTypes(tenantId)
  const isOwn = all.data?.some((row) => row.event_type === type && row.dialect === null)
  const read = useOwn(tenantId, type, isOwn === true)
  const own = isOwn === true ? read.data : null
  const documented =
    all.data?.filter((row) => row.event_type === type && row.dialect !== null) ?? []
  const example = own?.example ?? documented[0]?.example?.data ?? {}
  const isLoading = all.isPending || own === undefined
  const error = read.error ?? all.error
  return (
    <Page
      title={type}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            renderRoot={(parts) => (
              <Link to={paths.tenant(tenantId).deliveries} search={{ type }} {...parts} />
            )}
          >
            {t('deliveries')}
          </Button>
          {mayHandIn(session) && (
            <Button size="xs" variant="default" onClick={() => setSending(true)}>
              {t('sendTest')}
            </Button>
          )}
        </>
      }
    >
      {error !== null && <Failed error={error} onRetry={() => void all.refetch()} />}
      {error === null && isLoading && <Loading />}
      {error === null && !isLoading && (
        <Stack>
          {own === null && documented.length === 0 && (
            <Alert variant="outline" color="ink">
              <Text size="sm">{t('notDescribed')}</Text>
            </Alert>
          )}
          {(own !== null || (documented.length === 0 && mayManage(session))) && (
            <Section title={t('ownTitle')}>
              <EventTypeForm
                // Another state of it begins another form.
                key={own?.revision ?? 0}
                tenantId={tenantId}
                type={type}
                own={own ?? null}
              />
            </Section>
          )}
          {documented.map((row) => (
            <Documented key={row.dialect} row={row} />
          ))}
        </Stack>
      )}
      <HandInEvent
        account={account}
        isOpen={isSending}
        onClose={() => setSending(false)}
        start={{ type, data: jsonText(example) }}
      />
    </Page>
  )
}

/** With its schema, which the catalogue leaves out. */
function useOwn(tenantId: string, type: string, isOwn: boolean) {
  return useQuery({
    queryKey: ['tenant', tenantId, 'event-type', type],
    enabled: isOwn,
    queryFn: (): Promise<OwnEventType> =>
      call(
        client.GET('/v1/tenants/{tenantId}/event-types/{eventType}', {
          params: { path: { tenantId, eventType: type } },
        }),
      ),
  })
}

function Documented({ row }: { readonly row: EventTypeRow }) {
  const t = useTexts(eventTypeTexts)
  return (
    <Section title={t('ofDialect', { dialect: row.dialect ?? '' })}>
      <Stack gap="sm">
        <Text size="sm">
          <bdi>{row.description}</bdi>
        </Text>
        {row.example !== null && (
          <div>
            <Text size="sm" fw={650}>
              {t('exampleEvent')}
            </Text>
            <CodeText label={t('exampleEvent')} text={jsonText(row.example)} />
          </div>
        )}
        {row.payload !== null && (
          <div>
            <Text size="sm" fw={650}>
              {t('payload')}
            </Text>
            <CodeText label={t('payload')} text={jsonText(row.payload)} />
          </div>
        )}
      </Stack>
    </Section>
  )
}
