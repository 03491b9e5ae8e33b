/** What SuperOffice tests look at in the notifications that a receiver was sent. */
import type { SentRequest } from './scripted-network.ts'

export interface Notification {
  readonly EventId: string
  readonly PrimaryKey: number
  readonly Event: string
}

export function bodyOf({ body }: SentRequest): Notification {
  return JSON.parse(body.toString()) as Notification
}

export function keysOf(requests: readonly SentRequest[]): readonly number[] {
  return requests.map((request) => bodyOf(request).PrimaryKey)
}

export function eventIdsOf(requests: readonly SentRequest[]): readonly string[] {
  return requests.map((request) => bodyOf(request).EventId)
}

export function retriesOf(requests: readonly SentRequest[]): readonly number[] {
  return requests.map(({ headers }) => Number(headers.get('x-superoffice-retry')))
}
