/** What each part of the form of a webhook is handed. */
import type { UseFormReturn } from 'react-hook-form'
import type { WebhookValues } from './webhook-values.ts'

export interface WebhookPart {
  readonly tenantId: string
  readonly form: UseFormReturn<WebhookValues>
  readonly isReadOnly: boolean
  /** There is a webhook already; its secret may be stored. */
  readonly stored: { readonly webhookId: number; readonly hasSecret: boolean } | null
}
