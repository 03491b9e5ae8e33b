/** Sends the test event and shows what came back: text from a stranger. */
import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { CodeText } from '../../ui/CodeText.tsx'
import { Section } from '../../ui/Page.tsx'
import { durationText } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { formTexts } from './form-texts.ts'

export function SendTest(props: {
  readonly tenantId: string
  readonly subscriptionId: string
  readonly lead?: string
}) {
  const t = useTexts(formTexts)
  const { tenantId, subscriptionId } = props
  const test = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/test', {
          params: { path: { tenantId, subscriptionId } },
        }),
      ),
    onError: toastError,
  })
  return (
    <Section
      title={t('sendTest')}
      actions={
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('sendTest')}
        </Button>
      }
    >
      {props.lead !== undefined && (
        <Text size="sm" c="dimmed">
          {props.lead}
        </Text>
      )}
      <div aria-live="polite">{test.data !== undefined && <TestReply result={test.data} />}</div>
    </Section>
  )
}

function TestReply({ result }: { readonly result: Schemas['TestResult'] }) {
  const t = useTexts(formTexts)
  const language = useLanguage()
  const { is_accepted: isAccepted, reply } = result
  const head = reply.status === null ? (reply.detail ?? '') : `HTTP ${reply.status}`
  const lines = (reply.headers ?? []).map(({ name, value }) => `${name}: ${value}`)
  return (
    <Stack mt="sm" gap="xs">
      <Alert
        variant="outline"
        color={isAccepted ? 'green' : 'red'}
        title={t(isAccepted ? 'testOk' : 'testFailed')}
      >
        <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
          {head} · {durationText(reply.timings.total_ms ?? 0, language)}
        </Text>
      </Alert>
      {reply.status !== null && (
        <CodeText
          text={`${head}\n${lines.join('\n')}\n\n${reply.body ?? ''}`}
          label={t('sendTest')}
        />
      )}
    </Stack>
  )
}
