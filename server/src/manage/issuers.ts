/**
 * The issuers whose keys sign what apps are told, one an environment. A key is made when it is
 * first needed; a new one is published an hour before it signs, and the one before it stays
 * published until nobody can need it.
 */
import {
  type HeldKey,
  type Issuer,
  type IssuerUrls,
  publishedKeys,
  signsFrom,
  withKey,
} from '../domain/issuer.ts'
import type { Environment } from '../domain/tenant-status.ts'
import { mintUuidHex } from '../pipeline/mint-id.ts'
import type { Ports } from '../ports/ports.ts'
import { installationAccount } from '../ports/record-store.ts'
import { collection, type Held, inTries } from './records.ts'

const issuers = collection<Issuer>('issuer')

type IssuerPorts = Pick<Ports, 'store' | 'clock' | 'random' | 'issuerKeyMaker'>

const yearMs = 365 * 24 * 3_600_000
/** Certificates are read by receivers that know no rotation, so they outlive every key. */
const certificateMs = 10 * yearMs

/** With at least one key. */
export async function issuerOf(
  environment: Environment,
  urls: IssuerUrls,
  ports: IssuerPorts,
): Promise<Issuer> {
  const held = await find(environment, ports)
  if (held !== null && held.value.keys.length > 0) return held.value
  return inTries(async () => {
    const before = await find(environment, ports)
    if (before !== null && before.value.keys.length > 0) return before.value
    const issuer = { environment, keys: [] }
    return addKey({ before, issuer, signsFromMs: ports.clock.nowMs() }, urls, ports)
  })
}

/**
 * Makes a new key. It signs once receivers have had the time to see it; asked again before that,
 * nothing changes. `isAtOnce`, for a key that others may have seen: it signs now, and those before
 * it are published no more.
 */
export function rotateIssuerKey(
  request: { readonly environment: Environment; readonly isAtOnce: boolean },
  urls: IssuerUrls,
  ports: IssuerPorts,
): Promise<Issuer> {
  const { environment, isAtOnce } = request
  return inTries(async () => {
    const before = await find(environment, ports)
    const nowMs = ports.clock.nowMs()
    const known = before?.value ?? { environment, keys: [] }
    const isUnderWay = (known.keys.at(-1)?.signsFromMs ?? 0) > nowMs
    if (isUnderWay && !isAtOnce) return known
    const issuer = isAtOnce ? { environment, keys: [] } : known
    return addKey({ before, issuer, signsFromMs: signsFrom(issuer, nowMs) }, urls, ports)
  })
}

/** Forgets keys that nobody can need any more; answers whether there were any. */
export async function retireIssuerKeys(
  environment: Environment,
  ports: IssuerPorts,
): Promise<boolean> {
  const held = await find(environment, ports)
  if (held === null) return false
  const nowMs = ports.clock.nowMs()
  const keys = publishedKeys(held.value, nowMs)
  if (keys.length === held.value.keys.length) return false
  return ports.store.records.write([issuers.changed(held, { ...held.value, keys })], nowMs)
}

async function addKey(
  from: {
    readonly before: Held<Issuer> | null
    readonly issuer: Issuer
    readonly signsFromMs: number
  },
  urls: IssuerUrls,
  ports: IssuerPorts,
): Promise<Issuer | 'overtaken'> {
  const { before, issuer, signsFromMs } = from
  const { environment } = issuer
  const nowMs = ports.clock.nowMs()
  const key: HeldKey = {
    ...(await ports.issuerKeyMaker.makeKey({
      issuer: urls[environment],
      keyId: `${environment}-${mintUuidHex(ports.clock, ports.random)}`,
      fromMs: nowMs - 24 * 3_600_000,
      untilMs: nowMs + certificateMs,
    })),
    createdAtMs: nowMs,
    signsFromMs,
    publishedUntilMs: null,
  }
  const value = withKey(issuer, key, nowMs)
  const place = { account: installationAccount, id: environment }
  const isWritten = await ports.store.records.write([issuers.put(before, place, value)], nowMs)
  return isWritten ? value : 'overtaken'
}

function find(environment: Environment, { store }: IssuerPorts): Promise<Held<Issuer> | null> {
  return issuers.find(store.records, installationAccount, environment)
}
