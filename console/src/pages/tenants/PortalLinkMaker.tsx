/** Makes a link that lets somebody at the tenant in once, without a key or an account. */
import { Button, Group, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { FormFault } from '../../ui/FormFault.tsx'
import { Section } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { Time } from '../../ui/Time.tsx'
import { stateTexts } from './state-texts.ts'

const hourSeconds = 3_600

export function PortalLinkMaker({ tenantId }: { readonly tenantId: string }) {
  const t = useTexts(stateTexts)
  const [may, setMay] = useState<'read' | 'manage'>('read')
  const [validSeconds, setValidSeconds] = useState(hourSeconds)
  const [sessionSeconds, setSessionSeconds] = useState(hourSeconds)
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/portal-links', {
          params: { path: { tenantId } },
          body: {
            scopes: [may],
            valid_seconds: validSeconds,
            session_seconds: sessionSeconds,
          },
        }),
      ),
    // The link is shown this once and kept by nothing.
    gcTime: 0,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  const spans = (list: readonly ('minutes15' | 'hour1' | 'hours8' | 'day1' | 'days7')[]) =>
    list.map((span) => ({ value: String(spanSeconds[span]), label: t(span) }))
  return (
    <Section title={t('portalLink')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('portalLinkLead')}
      </Text>
      <form onSubmit={submit}>
        <Stack maw={520}>
          <Radio.Group label={t('portalMay')} value={may} onChange={setMay}>
            <Stack gap="xs" mt="xs">
              <Radio value="read" label={t('mayRead')} />
              <Radio value="manage" label={t('mayManage')} />
            </Stack>
          </Radio.Group>
          <Group grow>
            <NativeSelect
              label={t('linkValid')}
              value={String(validSeconds)}
              data={spans(['minutes15', 'hour1', 'day1', 'days7'])}
              onChange={(event) => setValidSeconds(Number(event.currentTarget.value))}
            />
            <NativeSelect
              label={t('sessionValid')}
              value={String(sessionSeconds)}
              data={spans(['minutes15', 'hour1', 'hours8', 'day1'])}
              onChange={(event) => setSessionSeconds(Number(event.currentTarget.value))}
            />
          </Group>
          {make.error !== null && <FormFault>{make.error.message}</FormFault>}
          <Group>
            <Button type="submit" loading={make.isPending}>
              {t('makeLink')}
            </Button>
          </Group>
        </Stack>
      </form>
      {make.data !== undefined && (
        <div style={{ marginBlockStart: 16, maxWidth: 760 }}>
          <SecretOnce label={t('theLink')} secret={linkOf(make.data.link_token)} />
          <Text size="sm" mt="xs">
            {t('linkWorksUntil')} <Time at={make.data.expires_at} show="full" />
          </Text>
        </div>
      )}
    </Section>
  )
}

const spanSeconds = {
  minutes15: 900,
  hour1: hourSeconds,
  hours8: 8 * hourSeconds,
  day1: 24 * hourSeconds,
  days7: 7 * 24 * hourSeconds,
} as const

/** Behind the `#`, which browsers send to no server, so that no log has it. */
const linkOf = (token: string): string =>
  `${location.origin}/console/portal#token=${encodeURIComponent(token)}`
