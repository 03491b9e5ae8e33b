/**
 * Issuers' private keys as Web Crypto has them. Reading one costs as much as several signatures, so
 * the last ones are kept, by the text that they were read from; a key that cannot be read is not.
 */
import type { IssuerSecret } from './tenant-status-settings.ts'

type PrivateKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Three issuers, each with a key that goes and one that comes, several times over. */
const keysMax = 32

const keys = new Map<string, Promise<PrivateKey>>()

export function privateKey({ pkcs8Base64 }: IssuerSecret): Promise<PrivateKey> {
  const known = keys.get(pkcs8Base64)
  if (known !== undefined) return known
  const read = readKey(pkcs8Base64)
  read.catch(() => keys.delete(pkcs8Base64))
  keys.set(pkcs8Base64, read)
  const [oldest] = keys.keys()
  if (keys.size > keysMax && oldest !== undefined) keys.delete(oldest)
  return read
}

function readKey(pkcs8Base64: string): Promise<PrivateKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const bytes = Buffer.from(pkcs8Base64, 'base64')
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
}
