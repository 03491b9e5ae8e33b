/**
 * The rows of an import: webhooks as `GET Webhook` of a SuperOffice installation answers them, or as
 * rows of its table, where the events are one text with commas and the state is a number
 * (SuperOffice subscription page, "Rows"). Each becomes a draft, or a fault with its place.
 */
import type { FieldError } from '../../problems.ts'
import { isObject } from '../member-reader.ts'
import { readWebhook, type WebhookDraft } from '../read-webhook.ts'
import { isRefusal } from '../superoffice-errors.ts'

export interface ImportRow {
  /** Its place in the body. */
  readonly index: number
  readonly draft: WebhookDraft
}

export interface RowsRead {
  readonly rows: readonly ImportRow[]
  readonly faults: readonly FieldError[]
}

/** What the rows say, and everything that keeps one from being stored. */
export function readRows(body: readonly unknown[]): RowsRead {
  const rows: ImportRow[] = []
  const faults: FieldError[] = []
  const places = new Map<number, number>()
  for (const [index, row] of body.entries()) {
    const draft = readWebhook(isObject(row) ? asWebhook(row) : row)
    if (isRefusal(draft)) {
      faults.push(rowFault(index, draft.message))
      continue
    }
    const place = places.get(draft.webhookId)
    if (place !== undefined && draft.webhookId !== 0) {
      faults.push(rowFault(index, `Webhook WebhookId is that of row ${place}. Leave one out.`))
      continue
    }
    places.set(draft.webhookId, index)
    rows.push({ index, draft })
  }
  return { rows, faults }
}

export function rowFault(index: number, detail: string): FieldError {
  return { pointer: `/${index}`, detail }
}

/** Member names in any case; of two that differ in case alone the last one wins, as ever. */
function asWebhook(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(row).map(([name, value]): [string, unknown] => [
    name,
    name.toLowerCase() === 'events' && typeof value === 'string' ? eventsIn(value) : value,
  ])
  return Object.fromEntries(entries)
}

function eventsIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
