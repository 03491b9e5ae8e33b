import { Input, Stack, Textarea } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { NamedRows } from '../../ui/NamedRows.tsx'
import { Section } from '../../ui/Page.tsx'
import { EventTypesField, isEventPattern, isHeaderName } from './EventTypesField.tsx'
import { errorOf } from '../../ui/field-error.ts'
import type { FormPart } from './form-part.ts'
import { formTexts } from './form-texts.ts'
import { filterFault } from './form-values.ts'

export function WhatFields(part: FormPart & { readonly known: readonly string[] }) {
  const { form } = part
  const t = useTexts(formTexts)
  return (
    <Section title={t('what')}>
      <Stack>
        <Controller
          control={form.control}
          name="eventTypes"
          rules={{
            validate: (types) => {
              if (types.length === 0) return t('eventTypesMissing')
              const wrong = types.find((type) => !isEventPattern(type))
              return wrong === undefined || t('eventTypeMalformed', { name: wrong })
            },
          }}
          render={({ field }) => (
            <EventTypesField
              label={t('eventTypes')}
              hint={t('eventTypesHint')}
              known={part.known}
              hasPatterns
              value={field.value}
              error={errorOf(part, 'eventTypes')}
              onChange={(types) => {
                field.onChange(types)
                form.clearErrors('eventTypes')
              }}
            />
          )}
        />
        <Textarea
          label={t('filter')}
          description={t('filterHint')}
          autosize
          minRows={2}
          maxRows={14}
          dir="ltr"
          spellCheck={false}
          classNames={{ input: 'mono' }}
          error={errorOf(part, 'filter')}
          {...form.register('filter', {
            validate: (text) => {
              const why = filterFault(text)
              return why === null || t('filterMalformed', { why })
            },
          })}
        />
        <Input.Wrapper
          label={t('headers')}
          description={t('headersHint')}
          error={errorOf(part, 'headers')}
          labelElement="div"
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        >
          <Controller
            control={form.control}
            name="headers"
            rules={{
              validate: (rows) =>
                rows.every(({ name }) => name === '' || isHeaderName(name)) || t('headerMalformed'),
            }}
            render={({ field }) => (
              <div style={{ marginBlockStart: 6 }}>
                <NamedRows
                  label={t('headers')}
                  rows={field.value}
                  rowsMax={50}
                  texts={{
                    name: t('headerName'),
                    value: t('headerValue'),
                    add: t('headerAdd'),
                    remove: (name) => t('headerRemove', { name }),
                    kept: t('headerKept'),
                  }}
                  faultOf={({ name }) =>
                    name === '' || isHeaderName(name) ? null : t('headerMalformed')
                  }
                  onChange={field.onChange}
                />
              </div>
            )}
          />
        </Input.Wrapper>
      </Stack>
    </Section>
  )
}
