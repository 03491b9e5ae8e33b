/** Secrets that are easy to find again, should they turn up where they must not. */
import type { SigningSecret } from '../../src/domain/signing-secret.ts'
import type { DialectName } from '../../src/domain/subscription.ts'

const mark = 'planted-secret-of-'

/** The two spellings that any planted secret begins with. */
export const plantedMarks: readonly string[] = [
  mark,
  // Whole groups of three bytes look the same whatever follows.
  Buffer.from(mark).toString('base64'),
]

export function plantedSecret(dialect: DialectName, owner: string): SigningSecret {
  const text = `${mark}${owner}`.padEnd(36, '.')
  return dialect === 'superoffice'
    ? { kind: 'hmac-text', text }
    : { kind: 'hmac', keyBase64: Buffer.from(text).toString('base64') }
}

export function plantedHeader(owner: string): string {
  return `Bearer ${mark}${owner}`
}
