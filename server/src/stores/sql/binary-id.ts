/** Prefixed ids (`evt_` and 32 hex digits) as the 16 bytes that the store keeps. */

/** The bytes behind an id; the prefix has four characters. */
export function idToBytes(id: string): Uint8Array {
  return Buffer.from(id.slice(4), 'hex')
}

export function bytesToId<Prefix extends string>(
  prefix: Prefix,
  bytes: Uint8Array,
): `${Prefix}_${string}` {
  return `${prefix}_${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}
