/**
 * Makes requests in RoSaaS's format, so that tests of a receiver need no server.
 */
import { rosaasSignatureKey } from '../rosaas.ts'
import {
  bodyText,
  macOf,
  type SampleOptions,
  sampleOf,
  signedRequest,
  type SignedRequest,
} from './signed-request.ts'

export interface RosaasSample extends SampleOptions {
  /** The endpoint's signing secret, which the header carries as it is. */
  readonly secret: string
  /** Whether there is a signature of the body as well, as Posthorn adds one. True by default. */
  readonly isSigned?: boolean
}

/** By default the event of code 2, `Tenant.StatusChanged`; `members` are those of the body. */
export async function signRosaasRequest(options: RosaasSample): Promise<SignedRequest> {
  const { secret, isSigned = true } = options
  const { id, atMs, atSeconds } = sampleOf(options)
  const body = bodyText(options, sampleBody(atMs))
  const headers = { 'x-signing-secret': secret }
  if (!isSigned) return signedRequest(body, headers)
  const mac = await macOf(rosaasSignatureKey(secret), `${id}.${atSeconds}.${body}`)
  return signedRequest(body, {
    ...headers,
    'webhook-id': id,
    'webhook-timestamp': String(atSeconds),
    'webhook-signature': `v1,${mac}`,
  })
}

function sampleBody(atMs: number): object {
  const at = new Date(atMs).toISOString()
  return {
    TenantSystemName: 'acme-crm',
    EventCode: 2,
    Event: 'Tenant.StatusChanged',
    MetaData: { NewTenantStatus: 'active', Date: at, Plan: 'pro-plan', planPrice: 29.5 },
    Created: at,
  }
}
