import { Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { EventTypesField, isEventPattern } from '../subscriptions/EventTypesField.tsx'
import { eventTypesQuery } from '../subscriptions/subscription-calls.ts'
import { errorOf } from '../../ui/field-error.ts'
import type { WebhookPart } from './form-part.ts'
import { webhookFormTexts } from './form-texts.ts'

export function GeneralFields(part: WebhookPart) {
  const { form, tenantId, isReadOnly } = part
  const t = useTexts(webhookFormTexts)
  const { data: known = [] } = useQuery(eventTypesQuery(tenantId, 'superoffice'))
  return (
    <Section title={t('general')}>
      <Stack>
        <TextInput
          label={t('name')}
          required
          maxLength={100}
          readOnly={isReadOnly}
          error={errorOf(part, 'name')}
          {...form.register('name', {
            validate: (name) => name.trim() !== '' || t('nameMissing'),
          })}
        />
        <Textarea
          label={t('description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          readOnly={isReadOnly}
          error={errorOf(part, 'description')}
          {...form.register('description')}
        />
        <Controller
          control={form.control}
          name="events"
          rules={{
            validate: (events) => {
              if (events.length === 0) return t('eventsMissing')
              const wrong = events.find((event) => !isEventPattern(event) || event.endsWith('*'))
              return wrong === undefined || t('eventMalformed', { name: wrong })
            },
          }}
          render={({ field }) => (
            <EventTypesField
              label={t('events')}
              hint={t('eventsHint')}
              known={known}
              hasPatterns={false}
              value={field.value}
              error={errorOf(part, 'events')}
              isReadOnly={isReadOnly}
              onChange={(events) => {
                field.onChange(events)
                form.clearErrors('events')
              }}
            />
          )}
        />
      </Stack>
    </Section>
  )
}
