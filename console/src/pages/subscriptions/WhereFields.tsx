import { Stack, Textarea, TextInput } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { FormPart } from './form-part.ts'
import { formTexts } from './form-texts.ts'
import { checkUrl, urlFaults } from './url-check.ts'
import { UrlField } from './UrlField.tsx'

export function WhereFields(part: FormPart) {
  const { form } = part
  const t = useTexts(formTexts)
  return (
    <Section title={t('where')}>
      <Stack>
        <UrlField
          label={t('url')}
          hint={t('urlHint')}
          url={form.watch('url')}
          error={errorOf(part, 'url')}
          field={form.register('url', {
            validate: (url) => {
              const found = checkUrl(url)
              return urlFaults.includes(found) ? t(found) : true
            },
          })}
        />
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          maxLength={200}
          error={errorOf(part, 'name')}
          {...form.register('name')}
        />
        <Textarea
          label={t('description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          error={errorOf(part, 'description')}
          {...form.register('description')}
        />
      </Stack>
    </Section>
  )
}
