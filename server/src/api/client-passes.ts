/**
 * Passes of clients: what a client gets for its id and secret, and shows instead of them for an
 * hour. A pass is a JWT that the installation signs with a secret of its own, so nothing is stored
 * for it; that its client is not revoked is looked up, and remembered for a few seconds. It opens
 * what the client's key opens, at the API of products alone.
 *
 * A crash forgets what is remembered. The secret is a record, so every node knows the passes of all.
 */
import { jwtVerify, SignJWT } from 'jose'
import type { Product } from '../domain/product.ts'
import type { ApiKey } from '../domain/tenant.ts'
import { type Client, listClients } from '../manage/products/create-client.ts'
import { findProductPlace } from '../manage/products/product-records.ts'
import { passSecret } from '../manage/products/pass-secret.ts'
import type { Ports } from '../ports/ports.ts'

/** As RoSaaS has it by default. */
export const passSeconds = 3_600
const rememberedMs = 2_000
const rememberedMax = 10_000
const algorithm = 'HS256'
/** Header, claims and signature in base64url; keys of ours hold no dot. */
const passPattern = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/

type PassPorts = Pick<Ports, 'store' | 'clock' | 'random'>

interface Remembered {
  readonly key: ApiKey
  readonly atMs: number
  readonly endsAtMs: number
}

export class ClientPasses {
  readonly #ports: PassPorts
  readonly #remembered = new Map<string, Remembered>()
  #secret: Promise<Uint8Array> | null = null
  #revocations = 0

  constructor(ports: PassPorts) {
    this.#ports = ports
  }

  async issue(client: Client, product: Product): Promise<string> {
    const nowSeconds = Math.floor(this.#ports.clock.nowMs() / 1_000)
    return new SignJWT({ pid: product.id, type: 'external_system', scope: 'external_system_scope' })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: client.id })
      .setSubject(client.application)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + passSeconds)
      .sign(await this.#signingSecret())
  }

  /** The key of the client that it was issued to; null: it opens nothing, or nothing any more. */
  async find(pass: string): Promise<ApiKey | null> {
    const { clock } = this.#ports
    const known = this.#remembered.get(pass)
    const isValid = known !== undefined && clock.nowMs() < known.endsAtMs
    if (isValid && clock.monotonicMs() - known.atMs < rememberedMs) return known.key
    const revocations = this.#revocations
    const atMs = clock.monotonicMs()
    const proving = this.#prove(pass)
    // While the store is away nobody can revoke anything, and who was let in stays so.
    const found = await (isValid ? proving.catch(() => known) : proving)
    // A client that was revoked while it was being looked up must not be remembered.
    if (revocations !== this.#revocations) return this.find(pass)
    if (found === null) this.#remembered.delete(pass)
    else this.#remember(pass, { ...found, atMs })
    return found?.key ?? null
  }

  #remember(pass: string, found: Remembered): void {
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    this.#remembered.set(pass, found)
  }

  /** To be called once a key is revoked on disk. */
  forgetKey(): void {
    this.#revocations += 1
    this.#remembered.clear()
  }

  async #prove(pass: string): Promise<Omit<Remembered, 'atMs'> | null> {
    const claims = await this.#claimsOf(pass)
    if (claims === null) return null
    const place = await findProductPlace(claims.productId, this.#ports)
    if (place === null) return null
    const clients = await listClients(place.key, { ports: this.#ports })
    const key = clients.find(({ id }) => id === claims.keyId)
    if (key === undefined || key.revokedAtMs !== null) return null
    return { key, endsAtMs: claims.endsAtMs }
  }

  async #claimsOf(pass: string) {
    const secret = await this.#signingSecret()
    const currentDate = new Date(this.#ports.clock.nowMs())
    const verified = await jwtVerify(pass, secret, { algorithms: [algorithm], currentDate }).catch(
      () => null,
    )
    if (verified === null) return null
    const { payload, protectedHeader } = verified
    const { pid: productId, exp } = payload
    const { kid: keyId } = protectedHeader
    if (typeof productId !== 'string' || keyId === undefined || exp === undefined) return null
    return { productId, keyId, endsAtMs: exp * 1_000 }
  }

  #signingSecret(): Promise<Uint8Array> {
    const secret = this.#secret ?? passSecret(this.#ports)
    this.#secret = secret
    // The store may be away; the next caller asks again.
    secret.catch(() => (this.#secret = null))
    return secret
  }
}

/** Whether a text is written like a pass; what it opens, only `find` knows. */
export const isPassText = (text: string): boolean => passPattern.test(text)
