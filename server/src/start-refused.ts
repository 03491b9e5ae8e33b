/**
 * A start that an operator's own mistake keeps from going on: a setting or a key file. The message
 * is one sentence that names it and the way out; nobody needs a stack trace to read it.
 */
import { getSystemErrorMessage } from 'node:util'

export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartRefused'
  }
}

/** What the system says of a file that it does not give, in words; null for an error of another kind. */
export function systemReason(error: unknown): string | null {
  if (!(error instanceof Error) || !('errno' in error) || !('syscall' in error)) return null
  return typeof error.errno === 'number' ? getSystemErrorMessage(error.errno) : null
}
