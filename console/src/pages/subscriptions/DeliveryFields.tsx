import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { FormPart } from './form-part.ts'
import { formTexts } from './form-texts.ts'
import { readWaits } from './form-values.ts'

export function DeliveryFields(part: FormPart) {
  const { form } = part
  const t = useTexts(formTexts)
  const isInOrder = form.watch('ordering') === 'per-key'
  return (
    <Section title={t('delivery')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} verticalSpacing="md">
        <TextInput
          label={t('delays')}
          description={t('delaysHint')}
          dir="ltr"
          maxLength={400}
          error={errorOf(part, 'delays')}
          {...form.register('delays', {
            validate: (text) => {
              const waits = readWaits(text)
              return waits.kind === 'read' || t('delaysMalformed', { part: waits.part })
            },
          })}
        />
        <TextInput
          label={t('timeout')}
          description={t('timeoutHint')}
          inputMode="numeric"
          maxLength={2}
          error={errorOf(part, 'timeout')}
          {...form.register('timeout', {
            validate: (text) =>
              text.trim() === '' || isWithin(text, 1, 30, true) || t('timeoutMalformed'),
          })}
        />
        <TextInput
          label={t('rate')}
          description={t('rateHint')}
          inputMode="decimal"
          maxLength={8}
          error={errorOf(part, 'rate')}
          {...form.register('rate', {
            validate: (text) =>
              text.trim() === '' || isWithin(text, 0.1, 1_000, false) || t('rateMalformed'),
          })}
        />
        <NativeSelect
          label={t('ordering')}
          description={t('orderingHint')}
          data={[
            { value: 'none', label: t('orderingNone') },
            { value: 'per-key', label: t('orderingPerKey') },
          ]}
          error={errorOf(part, 'ordering')}
          {...form.register('ordering')}
        />
        {isInOrder && (
          <NativeSelect
            label={t('onExhausted')}
            data={[
              { value: 'skip', label: t('skip') },
              { value: 'block', label: t('block') },
            ]}
            error={errorOf(part, 'onExhausted')}
            {...form.register('onExhausted')}
          />
        )}
      </SimpleGrid>
    </Section>
  )
}

function isWithin(text: string, ...[least, most, isWhole]: [number, number, boolean]): boolean {
  const value = Number(text)
  if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) return false
  return value >= least && value <= most
}
