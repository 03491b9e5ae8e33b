import { Checkbox, Input, NativeSelect, Stack, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { WebhookPart } from './form-part.ts'
import { webhookFormTexts } from './form-texts.ts'
import { webhooksQuery } from './webhook-calls.ts'
import { isRecipient, userText } from './webhook-values.ts'

export function NotificationFields(part: WebhookPart) {
  const { form, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const known = useKnownRecipients(part.tenantId)
  // Another client may have made it without; that must not stand in the way of a change.
  const isOldWithout =
    part.stored !== null && form.formState.defaultValues?.recipients?.length === 0
  const isNobody = form.watch('via') === 'None'
  return (
    <Section title={t('notification')}>
      <Stack>
        <Controller
          control={form.control}
          name="recipients"
          rules={{
            validate: (recipients, { via }) => {
              if (recipients.length === 0 && via !== 'None' && !isOldWithout)
                return t('recipientsMissing')
              const wrong = recipients.find((recipient) => !isRecipient(recipient))
              return wrong === undefined || t('recipientMalformed', { name: wrong })
            },
          }}
          render={({ field }) => (
            <TagsInput
              label={t('recipients')}
              description={t('recipientsHint')}
              required={!isNobody && !isOldWithout}
              data={known as string[]}
              maxTags={100}
              splitChars={[',', ';']}
              acceptValueOnBlur
              readOnly={isReadOnly}
              value={field.value}
              error={errorOf(part, 'recipients')}
              onChange={(recipients) => {
                field.onChange(recipients.map((one) => one.trim()).filter((one) => one !== ''))
                form.clearErrors('recipients')
              }}
            />
          )}
        />
        <NativeSelect
          label={t('via')}
          maw={420}
          disabled={isReadOnly}
          data={[
            { value: 'Email', label: t('viaEmail') },
            { value: 'InApp', label: t('viaInApp') },
            { value: 'Email, InApp', label: t('viaBoth') },
            { value: 'None', label: t('viaNone') },
          ]}
          {...form.register('via')}
        />
        <Input.Wrapper
          label={t('trigger')}
          labelElement="div"
          error={errorOf(part, 'onDisabled')}
          role="group"
          aria-label={t('trigger')}
        >
          <Stack gap={6} mt={6}>
            <Checkbox label={t('onFirst')} disabled={isReadOnly} {...form.register('onFirst')} />
            <Checkbox
              label={t('onDisabled')}
              disabled={isReadOnly}
              {...form.register('onDisabled', {
                validate: (isOn, { onFirst, via }) =>
                  isOn || onFirst || via === 'None' || t('triggerMissing'),
              })}
            />
          </Stack>
        </Input.Wrapper>
      </Stack>
    </Section>
  )
}

/** Those who are told of errors of other webhooks, to be picked again. */
function useKnownRecipients(tenantId: string): readonly string[] {
  const { data } = useQuery(webhooksQuery(tenantId))
  return useMemo(() => {
    const all = (data ?? []).flatMap(({ ErrorEmails, ErrorAssociates }) => [
      ...(ErrorEmails ?? []),
      ...(ErrorAssociates ?? []).map(({ Id, Name }) => userText(Id, Name)),
    ])
    return [...new Set(all)].sort()
  }, [data])
}
