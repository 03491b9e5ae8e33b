/** What an error of the engine means for the requests in a commit. */

/**
 * `full`: wait for space. `busy`: another connection writes, try again soon. `fatal`: nothing more
 * can be made durable by this process. `request`: a request in it is at fault.
 */
export type FaultKind = 'full' | 'busy' | 'fatal' | 'request'

// Result codes of SQLite, "Result and Error Codes".
const busy = 5
const locked = 6
const readOnly = 8
const inputOutput = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

export function faultKind(error: unknown): FaultKind {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : -1
  if (code === full) return 'full'
  if (code === busy || code === locked) return 'busy'
  const isFatal = [readOnly, inputOutput, corrupt, cannotOpen, notADatabase].includes(code)
  return isFatal ? 'fatal' : 'request'
}
