/**
 * The form of a subscription of the native API. It checks what can be seen here while it is typed;
 * what the server refuses stands at its field.
 */
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { ApiProblem } from '../../api/problem.ts'
import { useTexts } from '../../text/texts.ts'
import { CodeText, jsonText } from '../../ui/CodeText.tsx'
import { DeliveryFields } from './DeliveryFields.tsx'
import { formTexts } from './form-texts.ts'
import {
  changeBodyOf,
  fieldOf,
  filterFault,
  newBodyOf,
  newValues,
  type SubscriptionValues,
} from './form-values.ts'
import { LeaveQuestion } from './LeaveQuestion.tsx'
import { NotificationFields } from './NotificationFields.tsx'
import { SecurityFields } from './SecurityFields.tsx'
import { eventTypesQuery } from './subscription-calls.ts'
import { WhatFields } from './WhatFields.tsx'
import { WhereFields } from './WhereFields.tsx'

export function SubscriptionForm(props: {
  readonly tenantId: string
  /** The stored one as it is edited; null: a new one. */
  readonly before: SubscriptionValues | null
  readonly save: (values: SubscriptionValues) => Promise<unknown>
  readonly onCancel: () => void
}) {
  const { before, tenantId } = props
  const t = useTexts(formTexts)
  const first = before ?? newValues
  const form = useForm<SubscriptionValues>({ defaultValues: first, mode: 'onTouched' })
  const isSaved = useRef(false)
  const { isDirty, isSubmitting, errors } = form.formState
  const isChanged = useRef(isDirty)
  useEffect(() => {
    isChanged.current = isDirty
  }, [isDirty])
  const { data: known = [] } = useQuery(eventTypesQuery(tenantId, null))
  const submit = form.handleSubmit(async (values) => {
    isSaved.current = true
    try {
      await props.save(values)
    } catch (error) {
      isSaved.current = false
      for (const { field, text } of faultsOf(error)) form.setError(field, { message: text })
    }
  })
  const parts = { form, before }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <LeaveQuestion isChanged={() => isChanged.current && !isSaved.current} />
      <Stack gap="lg">
        <WhereFields {...parts} />
        <WhatFields {...parts} known={known} />
        <SecurityFields {...parts} />
        <DeliveryFields {...parts} />
        <NotificationFields {...parts} />
        <SentJson values={form.watch()} before={before} />
        {errors.root?.message !== undefined && (
          <Alert color="red" variant="outline" role="alert">
            {errors.root.message}
          </Alert>
        )}
        <Group gap="xs" className="form-actions">
          <Button type="submit" loading={isSubmitting}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What the values come to as JSON, without what nobody should read over a shoulder. */
function SentJson(props: {
  readonly values: SubscriptionValues
  readonly before: SubscriptionValues | null
}) {
  const t = useTexts(formTexts)
  const { before } = props
  const hidden = `… (${t('jsonHidden')})`
  const values = {
    ...props.values,
    filter: filterFault(props.values.filter) === null ? props.values.filter : '',
    secret: hidden,
    headers: props.values.headers.map((row) =>
      row.value === '' ? row : { ...row, value: hidden },
    ),
  }
  const body = before === null ? newBodyOf(values) : changeBodyOf(values, before)
  return (
    <details className="card">
      <summary>{t('json')}</summary>
      <CodeText text={jsonText(body)} label={t('json')} />
    </details>
  )
}

interface FieldText {
  readonly field: keyof SubscriptionValues | 'root'
  readonly text: string
}

function faultsOf(error: unknown): readonly FieldText[] {
  if (!(error instanceof ApiProblem)) throw error
  const atFields = error.errors.map(({ pointer, detail }): FieldText => {
    const field = fieldOf(pointer)
    return { field: field ?? 'root', text: field === null ? `${pointer}: ${detail}` : detail }
  })
  return atFields.length > 0 ? atFields : [{ field: 'root', text: error.message }]
}
