/** What each part of the form is handed. */
import type { UseFormReturn } from 'react-hook-form'
import type { SubscriptionValues } from './form-values.ts'

export interface FormPart {
  readonly form: UseFormReturn<SubscriptionValues>
  readonly before: SubscriptionValues | null
}

/** The error at a field, as the parts of the component library want it. */
export function errorOf({ form }: FormPart, field: keyof SubscriptionValues): string | null {
  const error = form.formState.errors[field] as { readonly message?: string } | undefined
  return error?.message ?? null
}
