/** What each part of the form is handed. */
import type { UseFormReturn } from 'react-hook-form'
import type { SubscriptionValues } from './form-values.ts'

export interface FormPart {
  readonly form: UseFormReturn<SubscriptionValues>
  readonly before: SubscriptionValues | null
}
