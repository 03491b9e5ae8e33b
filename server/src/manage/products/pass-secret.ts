/**
 * The secret by which passes of clients are signed: made once for the installation, by whichever
 * node needs it first, and sealed like every record. Whoever removes the record ends all passes.
 */
import type { Ports } from '../../ports/ports.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { collection, inTries } from '../records.ts'

const secretBytes = 32
const secrets = collection<{ readonly base64: string }>('pass-secret')
const secretId = 'current'

export function passSecret({
  store,
  clock,
  random,
}: Pick<Ports, 'store' | 'clock' | 'random'>): Promise<Uint8Array> {
  const { records } = store
  return inTries(async () => {
    const held = await secrets.find(records, installationAccount, secretId)
    if (held !== null) return Buffer.from(held.value.base64, 'base64')
    const base64 = Buffer.from(random.bytes(secretBytes)).toString('base64')
    const made = secrets.made(installationAccount, secretId, { base64 })
    const isWritten = await records.write([made], clock.nowMs())
    return isWritten ? Buffer.from(base64, 'base64') : 'overtaken'
  })
}
