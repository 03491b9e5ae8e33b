/** What callers are told of a target's answer to a test event. */
import { replyCharactersMax } from '../../domain/limits.ts'
import type { Reply } from '../../domain/message.ts'

/**
 * Status line, headers and body, or what went wrong, cut to what is kept of replies. It is text
 * from a stranger: the dispatcher has escaped its control characters, whoever shows it escapes it
 * for where it is shown.
 */
export function replyMessage(reply: Reply): string {
  if (reply.kind === 'unreached') return reply.detail.slice(0, replyCharactersMax)
  const lines = reply.headers.map(([name, value]) => `${name}: ${value}\n`)
  return `HTTP ${reply.status}\n${lines.join('')}\n${reply.bodyText}`.slice(0, replyCharactersMax)
}
