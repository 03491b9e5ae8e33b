/** One attempt in full: where its time went, what was sent, and what came back. */
import { Group, SegmentedControl, Stack, Tabs, Text, Title } from '@mantine/core'
import type { Schemas } from '../../api/client.ts'
import { useSearch } from '../../search.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { useTexts } from '../../text/texts.ts'
import { CodeText } from '../../ui/CodeText.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { asCurl } from './as-curl.ts'
import { deliveryPageTexts } from './delivery-page-texts.ts'
import { readReply } from './diagnosis.ts'
import { Waterfall } from './Waterfall.tsx'

type Attempt = Schemas['Attempt']

export function AttemptDetail({ attempt }: { readonly attempt: Attempt }) {
  const t = useTexts(deliveryPageTexts)
  const [search, change] = useSearch()
  const tab = search['show'] === 'answer' ? 'answer' : 'request'
  const isRaw = search['form'] === 'raw'
  return (
    <Stack gap="md" miw={0}>
      <div>
        <Title order={3} size="h5" mb={6}>
          {t('attempt', { number: attempt.number })}
        </Title>
        {attempt.why !== null && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <bdi>{attempt.why}</bdi>
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t('version', { version: attempt.subscription_version })}
        </Text>
      </div>
      <Waterfall timings={attempt.timings} />
      <Tabs
        value={tab}
        onChange={(value) => change({ show: value ?? undefined }, { replace: true })}
        keepMounted={false}
      >
        <Group justify="space-between" align="flex-end">
          <Tabs.List>
            <Tabs.Tab value="request">{t('request')}</Tabs.Tab>
            <Tabs.Tab value="answer">{t('answer')}</Tabs.Tab>
          </Tabs.List>
          <Group gap="xs" pb={6}>
            {attempt.request !== null && (
              <CopyButton text={asCurl(attempt.request)} label={t('asCurl')} />
            )}
            <SegmentedControl
              size="xs"
              aria-label={t('body')}
              value={isRaw ? 'raw' : 'pretty'}
              data={(['pretty', 'raw'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(value) =>
                change({ form: value === 'raw' ? 'raw' : undefined }, { replace: true })
              }
            />
          </Group>
        </Group>
        <Tabs.Panel value="request" pt="sm">
          <Request request={attempt.request} isRaw={isRaw} />
        </Tabs.Panel>
        <Tabs.Panel value="answer" pt="sm">
          <Answer attempt={attempt} isRaw={isRaw} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function Request(props: { readonly request: Attempt['request']; readonly isRaw: boolean }) {
  const { request, isRaw } = props
  const t = useTexts(deliveryPageTexts)
  if (request === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('noRequest')}
      </Text>
    )
  }
  const head = [request.line, ...request.headers.map(({ name, value }) => `${name}: ${value}`)]
  return (
    <Stack gap="xs">
      <CodeText label={t('headers')} text={head.join('\n')} />
      <CodeText label={t('body')} text={shaped(request.body, isRaw)} />
      {request.body_is_cut && (
        <Text size="xs" c="dimmed">
          {t('bodyCut')}
        </Text>
      )}
      {!request.body_is_exact && (
        <Text size="xs" c="dimmed">
          {t('bodyInexact')}
        </Text>
      )}
    </Stack>
  )
}

function Answer(props: { readonly attempt: Attempt; readonly isRaw: boolean }) {
  const { attempt, isRaw } = props
  const t = useTexts(deliveryPageTexts)
  if (isRaw && attempt.reply !== '') return <CodeText label={t('answer')} text={attempt.reply} />
  const { headers, body } = readReply(attempt.reply)
  const head = [
    ...(attempt.status === null ? [] : [`HTTP ${attempt.status}`]),
    ...[...headers].map(([name, value]) => `${name}: ${value}`),
  ]
  return (
    <Stack gap="xs">
      {head.length > 0 && <CodeText label={t('headers')} text={head.join('\n')} />}
      {body === '' ? (
        <Text size="sm" c="dimmed">
          {t('noBody')}
        </Text>
      ) : (
        <CodeText label={t('body')} text={shaped(body, false)} />
      )}
    </Stack>
  )
}

const shaped = (text: string, isRaw: boolean): string => (isRaw ? text : (prettyJson(text) ?? text))
