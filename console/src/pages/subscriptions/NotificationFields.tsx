import { NativeSelect, Stack, TagsInput } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { isMailAddress } from './EventTypesField.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { FormPart } from './form-part.ts'
import { formTexts } from './form-texts.ts'

export function NotificationFields(part: FormPart) {
  const { form } = part
  const t = useTexts(formTexts)
  return (
    <Section title={t('notifications')}>
      <Stack>
        <Controller
          control={form.control}
          name="emails"
          rules={{
            validate: (addresses) => {
              const wrong = addresses.find((address) => !isMailAddress(address))
              return wrong === undefined || t('emailMalformed', { name: wrong })
            },
          }}
          render={({ field }) => (
            <TagsInput
              label={t('emails')}
              description={t('emailsHint')}
              maxTags={20}
              splitChars={[',', ' ', ';']}
              acceptValueOnBlur
              value={field.value}
              error={errorOf(part, 'emails')}
              onChange={(addresses) => {
                field.onChange(addresses)
                form.clearErrors('emails')
              }}
            />
          )}
        />
        <NativeSelect
          label={t('notifyOn')}
          maw={420}
          data={[
            { value: 'disabled', label: t('onDisabled') },
            { value: 'failing', label: t('onFailing') },
          ]}
          error={errorOf(part, 'notifyOn')}
          {...form.register('notifyOn')}
        />
      </Stack>
    </Section>
  )
}
