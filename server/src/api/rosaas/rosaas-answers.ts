/** How the RoSaaS API answers what went well: the data, where there is any, and `metadata`. */
import type { TSchema } from 'typebox'
import type { OperationReply, ResponseRule } from '../operation.ts'
import { dataEnvelope, doneEnvelope } from './rosaas-views.ts'

const metadata = { errors: [], success: true } as const

/** Answers may hold what is not for others on the way. */
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const

export function answeredWith(data: unknown): OperationReply {
  return answeredWithJson(JSON.stringify(data))
}

/** The same of what is written already, so that no digit of a number changes. */
export function answeredWithJson(dataJson: string): OperationReply {
  const body = `{"data":${dataJson},"metadata":${JSON.stringify(metadata)}}`
  return { status: 200, headers, body }
}

export const answeredDone: OperationReply = {
  status: 200,
  headers,
  body: JSON.stringify({ metadata }),
}

export const tag = 'RoSaaS'

/** An answer with data of that schema. */
export const shown = (
  description: string,
  schema: TSchema,
  data: unknown,
): Readonly<Record<200, ResponseRule>> => ({
  200: { description, schema: dataEnvelope(schema), example: { data, metadata } },
})

export const isDone = {
  200: { description: 'Done', schema: doneEnvelope, example: { metadata } },
} as const
