/** Where a webhook goes: a URL, with a test of it before anything is saved, or a script. */
import { Alert, Button, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { Section } from '../../ui/Page.tsx'
import { checkUrl, urlFaults } from '../subscriptions/url-check.ts'
import { UrlField } from '../subscriptions/UrlField.tsx'
import { formTexts } from '../subscriptions/form-texts.ts'
import { errorOf } from '../../ui/field-error.ts'
import type { WebhookPart } from './form-part.ts'
import { webhookFormTexts } from './form-texts.ts'
import { getWebhook, scriptsQuery, testWebhook } from './webhook-calls.ts'
import { testBodyOf } from './webhook-values.ts'

export function DestinationFields(part: WebhookPart) {
  const { form, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const words = useTexts(formTexts)
  const isScript = form.watch('kind') === 'crmscript'
  return (
    <Section title={t('destination')}>
      <Stack>
        <Controller
          control={form.control}
          name="kind"
          render={({ field }) => (
            <SegmentedControl
              aria-label={t('kind')}
              value={field.value}
              readOnly={isReadOnly}
              onChange={field.onChange}
              data={[
                { value: 'webhook', label: t('url') },
                { value: 'crmscript', label: t('script') },
              ]}
              style={{ alignSelf: 'flex-start' }}
            />
          )}
        />
        {isScript ? (
          <ScriptField {...part} />
        ) : (
          <>
            <UrlField
              label={t('url')}
              hint={t('urlHint')}
              url={form.watch('url')}
              error={errorOf(part, 'url')}
              isReadOnly={isReadOnly}
              field={form.register('url', {
                validate: (url, { kind }) => {
                  const found = checkUrl(url)
                  return kind === 'webhook' && urlFaults.includes(found) ? words(found) : true
                },
              })}
            />
            {!isReadOnly && <SendTest {...part} />}
          </>
        )}
      </Stack>
    </Section>
  )
}

function ScriptField(part: WebhookPart) {
  const { form, tenantId, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const { data: scripts = [] } = useQuery(scriptsQuery(tenantId))
  const chosen = form.watch('script')
  const names = chosen === '' || scripts.includes(chosen) ? scripts : [chosen, ...scripts]
  return (
    <NativeSelect
      label={t('script')}
      description={names.length === 0 ? t('noScripts') : t('scriptHint')}
      required
      disabled={isReadOnly}
      maw={420}
      data={[{ value: '', label: t('scriptChoose') }, ...names]}
      error={errorOf(part, 'script')}
      {...form.register('script', {
        validate: (script, { kind }) => kind !== 'crmscript' || script !== '' || t('scriptMissing'),
      })}
    />
  )
}

/** Tests what stands in the form, saved or not. */
function SendTest({ tenantId, form, stored }: WebhookPart) {
  const t = useTexts(webhookFormTexts)
  const test = useMutation({
    mutationFn: async () => {
      // The stored secret signs the test too; it is read for this one call and dropped.
      const known = stored === null ? null : await getWebhook(tenantId, String(stored.webhookId))
      return testWebhook(tenantId, testBodyOf(form.getValues(), known))
    },
  })
  const { data, error } = test
  const isGood = data?.Success === true
  return (
    <div>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        {t('sendTest')}
      </Button>
      <div aria-live="polite">
        {(data !== undefined || error !== null) && (
          <Alert
            mt="sm"
            variant="outline"
            color={isGood ? 'green' : 'red'}
            title={t(isGood ? 'testOk' : 'testFailed')}
          >
            <Text
              className="mono"
              component="pre"
              m={0}
              style={{ whiteSpace: 'pre-wrap' }}
              dir="ltr"
            >
              {visibleText(error?.message ?? data?.Message ?? '')}
            </Text>
          </Alert>
        )}
      </div>
    </div>
  )
}
