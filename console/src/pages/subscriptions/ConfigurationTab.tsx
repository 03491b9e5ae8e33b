import { Stack } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { CodeText, jsonText } from '../../ui/CodeText.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { detailTexts } from './detail-texts.ts'
import { formTexts } from './form-texts.ts'
import { waitText } from './form-values.ts'
import type { Subscription } from './subscription-calls.ts'

export function ConfigurationTab({ one }: { readonly one: Subscription }) {
  const t = useTexts(detailTexts)
  const form = useTexts(formTexts)
  const none = t('none')
  const { retry, rate_limit: rate } = one
  return (
    <Stack>
      <Section title={t('configuration')}>
        <Facts
          rows={[
            [
              t('id'),
              <code key="id" className="mono">
                {one.id}
              </code>,
            ],
            [t('number'), String(one.number)],
            [t('externalKey'), one.external_key ?? none],
            [form('delays'), retry?.delays_ms?.map(waitText).join(', ') ?? none],
            [
              form('timeout'),
              retry?.timeout_ms === undefined ? none : String(retry.timeout_ms / 1_000),
            ],
            [form('rate'), rate === null ? none : String(rate.per_second)],
            [form('ordering'), form(one.ordering === 'none' ? 'orderingNone' : 'orderingPerKey')],
            one.ordering === 'none' ? null : [form('onExhausted'), form(one.on_exhausted)],
            [form('headers'), one.header_names.join(', ') || none],
            [form('emails'), one.notify_emails.join(', ') || none],
            [form('notifyOn'), form(one.notify_on === 'failing' ? 'onFailing' : 'onDisabled')],
          ]}
        />
      </Section>
      <Section title={t('asJson')}>
        <CodeText text={jsonText(one)} label={t('asJson')} />
      </Section>
    </Stack>
  )
}
