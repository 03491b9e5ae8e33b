import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'

export interface EventDetail {
  readonly view: Schemas['EventDetail']
  /** The data as it came in: reading numbers and writing them again would change long ones. */
  readonly dataText: string
}

/** In JSON the marks of a name never stand within a text, so this is where the data begin. */
const dataMark = ',"data":'

export async function readEvent(account: Account, eventId: string): Promise<EventDetail> {
  const text = await call(
    client.GET('/v1/tenants/{tenantId}/events/{eventId}', {
      ...account.at,
      params: { path: { tenantId: account.id, eventId } },
      parseAs: 'text',
    }),
  )
  const start = text.indexOf(dataMark)
  return {
    view: JSON.parse(text) as Schemas['EventDetail'],
    dataText: start === -1 ? '' : text.slice(start + dataMark.length, -1),
  }
}
