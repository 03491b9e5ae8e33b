/** Shared secret, custom headers and custom properties, folded away until somebody needs them. */
import { Button, Group, Input, Stack, Text } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { NamedRows } from '../../ui/NamedRows.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { isHeaderName } from '../subscriptions/EventTypesField.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { WebhookPart } from './form-part.ts'
import { webhookFormTexts } from './form-texts.ts'
import { makeSecret } from './webhook-values.ts'

export function AdvancedFields(part: WebhookPart) {
  const { form } = part
  const t = useTexts(webhookFormTexts)
  const isScript = form.watch('kind') === 'crmscript'
  // An error must not hide in what is folded away.
  const hasError = (['secret', 'headers', 'properties'] as const).some(
    (name) => errorOf(part, name) !== null,
  )
  return (
    <details className="card" {...(hasError ? { open: true } : {})}>
      <summary>{t('advanced')}</summary>
      <Stack mt="md">
        <SecretField {...part} />
        {!isScript && <HeaderRows {...part} />}
        <PropertyRows {...part} />
      </Stack>
    </details>
  )
}

function SecretField(part: WebhookPart) {
  const { form, stored, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const secret = form.watch('secret')
  const hasSecret = stored?.hasSecret === true
  return (
    <Input.Wrapper
      label={t('secret')}
      description={t('secretHint')}
      labelElement="div"
      error={errorOf(part, 'secret')}
    >
      <Group mt={6} gap="sm">
        {!isReadOnly && (
          <Button
            variant="default"
            size="xs"
            onClick={() => form.setValue('secret', makeSecret(), { shouldDirty: true })}
          >
            {t(hasSecret ? 'regenerate' : 'generate')}
          </Button>
        )}
        {secret === '' && (
          <Text size="sm" c="dimmed">
            {t(hasSecret ? 'secretStored' : 'secretNone')}
          </Text>
        )}
      </Group>
      <div aria-live="polite">
        {secret !== '' && (
          <Stack mt="sm" gap={4}>
            <SecretOnce label={t('newSecret')} secret={secret} />
            <Text size="sm" c="dimmed">
              {t('secretAtSave')}
            </Text>
          </Stack>
        )}
      </div>
    </Input.Wrapper>
  )
}

function HeaderRows(part: WebhookPart) {
  const { form, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const faultOf = (name: string): string | null =>
    name === '' || isHeaderName(name) ? null : t('headerMalformed')
  return (
    <Input.Wrapper
      label={t('headers')}
      description={t('headersHint')}
      labelElement="div"
      error={errorOf(part, 'headers')}
    >
      <Controller
        control={form.control}
        name="headers"
        rules={{
          validate: (rows) =>
            rows.every(({ name }) => faultOf(name) === null) || t('headerMalformed'),
        }}
        render={({ field }) => (
          <div style={{ marginBlockStart: 6 }}>
            <NamedRows
              label={t('headers')}
              rows={field.value}
              rowsMax={50}
              isReadOnly={isReadOnly}
              texts={{
                name: t('headerName'),
                value: t('headerValue'),
                add: t('headerAdd'),
                remove: (name) => t('headerRemove', { name }),
                kept: t('kept'),
              }}
              faultOf={({ name }) => faultOf(name)}
              onChange={field.onChange}
            />
          </div>
        )}
      />
    </Input.Wrapper>
  )
}

function PropertyRows(part: WebhookPart) {
  const { form, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  return (
    <Input.Wrapper
      label={t('properties')}
      description={t('propertiesHint')}
      labelElement="div"
      error={errorOf(part, 'properties')}
    >
      <Controller
        control={form.control}
        name="properties"
        render={({ field }) => (
          <div style={{ marginBlockStart: 6 }}>
            <NamedRows
              label={t('properties')}
              rows={field.value}
              rowsMax={500}
              isReadOnly={isReadOnly}
              texts={{
                name: t('propertyName'),
                value: t('propertyValue'),
                add: t('propertyAdd'),
                remove: (name) => t('propertyRemove', { name }),
              }}
              onChange={field.onChange}
            />
          </div>
        )}
      />
    </Input.Wrapper>
  )
}
