/**
 * Seals what must not lie readable on disk: signing secrets, header values, URLs. AES-256-GCM with
 * a fresh 96-bit nonce and a 128-bit tag; the row a value belongs to is bound as additional data,
 * so a sealed value copied to another tenant or row does not open. The first bytes name the key.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { Random } from '../../ports/random.ts'
import { StoreRefused } from '../store-options.ts'

const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16
const formatByte = 1

export class SealedValues {
  readonly keyId: Uint8Array
  readonly #key: Uint8Array
  readonly #digestKey: Uint8Array
  readonly #random: Random

  constructor(encryptionKey: Uint8Array, random: Random) {
    if (encryptionKey.length !== 32) {
      throw new StoreRefused(`the encryption key has ${encryptionKey.length} bytes; it needs 32`)
    }
    this.#key = subkey(encryptionKey, 'posthorn sealed values', 32)
    this.#digestKey = subkey(encryptionKey, 'posthorn key digests', 32)
    this.keyId = subkey(encryptionKey, 'posthorn key id', keyIdBytes)
    this.#random = random
  }

  /** `place` names the row, tenant included; the same text has to be given to open it again. */
  seal(text: string, place: string): Uint8Array {
    const nonce = this.#random.bytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place))
    const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
    return Buffer.concat([Uint8Array.of(formatByte), this.keyId, nonce, ...sealed])
  }

  /** Throws `StoreRefused` when the value was sealed with another key, elsewhere, or changed. */
  open(sealed: Uint8Array, place: string): string {
    const bytes = Buffer.from(sealed)
    const nonceAt = 1 + keyIdBytes
    const textAt = nonceAt + nonceBytes
    const tagAt = bytes.length - tagBytes
    if (bytes[0] !== formatByte || tagAt < textAt) {
      throw new StoreRefused(`a sealed value (${place}) is damaged`)
    }
    const keyId = bytes.subarray(1, nonceAt)
    if (!keyId.equals(this.keyId)) {
      throw new StoreRefused(
        `this store was sealed with the encryption key ${keyId.toString('hex')}, and the given ` +
          `one is ${Buffer.from(this.keyId).toString('hex')}: start with the key it was made with`,
      )
    }
    const nonce = bytes.subarray(nonceAt, textAt)
    const cipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place))
    cipher.setAuthTag(bytes.subarray(tagAt))
    try {
      return cipher.update(bytes.subarray(textAt, tagAt), undefined, 'utf8') + cipher.final('utf8')
    } catch (error) {
      throw new StoreRefused(`a sealed value (${place}) is damaged`, { cause: error })
    }
  }

  /** The keyed hash under which an API key is stored and found. */
  digestOf(secret: string): Buffer {
    return createHmac('sha256', this.#digestKey).update(secret).digest()
  }
}

function subkey(key: Uint8Array, purpose: string, byteCount: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), purpose, byteCount))
}
