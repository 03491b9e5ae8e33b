import { NativeSelect, PasswordInput, Radio, Stack } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { FormPart } from './form-part.ts'
import { formTexts } from './form-texts.ts'

export function SecurityFields(part: FormPart) {
  const { form, before } = part
  const t = useTexts(formTexts)
  const isOwn = form.watch('secretKind') === 'own'
  return (
    <Section title={t('security')}>
      <Stack>
        <NativeSelect
          label={t('signature')}
          maw={420}
          data={[
            { value: 'hmac', label: t('hmac') },
            { value: 'ed25519', label: t('ed25519') },
            { value: 'both', label: t('both') },
          ]}
          error={errorOf(part, 'signature')}
          {...form.register('signature')}
        />
        {before === null && (
          <Controller
            control={form.control}
            name="secretKind"
            render={({ field }) => (
              <Radio.Group label={t('secretKind')} value={field.value} onChange={field.onChange}>
                <Stack gap={6} mt={6}>
                  <Radio value="generated" label={t('generated')} />
                  <Radio value="own" label={t('own')} />
                </Stack>
              </Radio.Group>
            )}
          />
        )}
        {before === null && isOwn && (
          <PasswordInput
            label={t('ownSecret')}
            description={t('ownSecretHint')}
            required
            maw={560}
            maxLength={200}
            autoComplete="off"
            error={errorOf(part, 'secret')}
            {...form.register('secret', {
              validate: (secret, { secretKind }) =>
                secretKind !== 'own' || secret.trim() !== '' || t('ownSecretMissing'),
            })}
          />
        )}
      </Stack>
    </Section>
  )
}
