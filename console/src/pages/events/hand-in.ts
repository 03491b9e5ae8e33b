/** Handing in an event, or asking what would become of it. Its data go out as they were typed. */
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'

interface Draft {
  readonly type: string
  readonly data: string
  readonly subject: string
  readonly orderKey: string
}

/** Why the text is no JSON object; null: it is one. */
export function objectFault(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? null : 'notAnObject'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export async function tryEvent(account: Account, draft: Draft): Promise<Schemas['DryRun']> {
  return (await post(account, draft, { dry_run: true })) as Schemas['DryRun']
}

export async function handIn(account: Account, draft: Draft): Promise<Schemas['Accepted']> {
  return (await post(account, draft, {})) as Schemas['Accepted']
}

function post(account: Account, draft: Draft, query: { readonly dry_run?: boolean }) {
  const { type, data, subject, orderKey } = draft
  const members = {
    type: type.trim(),
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(orderKey.trim() === '' ? {} : { order_key: orderKey.trim() }),
  }
  return call(
    client.POST('/v1/tenants/{tenantId}/events', {
      params: { path: { tenantId: account.id }, query },
      body: { ...members, data: {} },
      bodySerializer: () => `${JSON.stringify(members).slice(0, -1)},"data":${data}}`,
    }),
  )
}
