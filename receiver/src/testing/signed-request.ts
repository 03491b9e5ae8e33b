/**
 * A request as a sender would make it, for the tests of who receives it: it goes into `fetch`, into
 * `new Request(url, …)`, and into a framework's own way to inject one.
 */

export interface SignedRequest {
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a test may say of a request in any format; everything else is as in a real one. */
export interface SampleOptions {
  /** Over those of the sample body; undefined ones are left out. */
  readonly members?: Readonly<Record<string, unknown>>
  /** Exactly this body, in place of the sample. */
  readonly body?: string
  /** `webhook-id`; a new one by default. */
  readonly id?: string
  /** When it is sent, epoch milliseconds; now by default. */
  readonly atMs?: number
}

export interface Sample {
  readonly id: string
  readonly atMs: number
  readonly atSeconds: number
}

export function sampleOf({ id, atMs = Date.now() }: SampleOptions): Sample {
  return {
    id: id ?? `evt_${crypto.randomUUID().replaceAll('-', '')}`,
    atMs,
    atSeconds: Math.floor(atMs / 1_000),
  }
}

/** The body given, or the sample with other members. */
export function bodyText({ body, members }: SampleOptions, sample: object): string {
  return body ?? JSON.stringify({ ...sample, ...members })
}

export function signedRequest(body: string, headers: Record<string, string>): SignedRequest {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

export function base64Of(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}

/** HMAC-SHA256, in base64. */
export async function macOf(key: Uint8Array<ArrayBuffer>, content: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  return base64Of(await crypto.subtle.sign('HMAC', imported, utf8(content)))
}
