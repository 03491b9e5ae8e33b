/** What an error of the server or of the way to it means for the commits under way. */
import { HistoryBusy } from '../../ports/history.ts'

/**
 * `away`: the server cannot be reached, or ended the connection; whether a commit under way
 * happened is unknown. `again`: nothing of it happened and it may be tried again in a moment.
 * `full`: the server's disk is full. `overtaken`: the commit number was not the next one, so
 * another commit happened or failed before. `request`: a request in it is at fault.
 */
export type FaultKind = 'away' | 'again' | 'full' | 'overtaken' | 'request'

/** SQLSTATE of `1 / count(*)`, by which a statement ends itself when its number is not the next. */
const divisionByZero = '22012'
const diskFull = '53100'
/** Shutting down, starting up, a standby after a failover, too many connections. */
const awayStates = new Set(['57P01', '57P02', '57P03', '57P05', '25006', '53300'])
/** Lost against another transaction, cancelled, short of memory or locks for a moment. */
const againStates = new Set(['40001', '40P01', '55P03', '57014', '53000', '53200', '58030'])

/** Of the socket (`ECONNRESET`), of the driver (`CONNECTION_CLOSED`), and of an answer that is late. */
const lostCodes =
  /^(E(CONN|PIPE|TIMEDOUT|NOTFOUND|AI_|HOST|NET)|CONNECT|ANSWER_MISSING|SASL_SIGNATURE)/

export function faultKind(error: unknown): FaultKind {
  // A reader that gave up says so in its own words.
  if (error instanceof HistoryBusy) return 'away'
  const code = codeOf(error)
  if (code === divisionByZero) return 'overtaken'
  if (code === diskFull) return 'full'
  if (againStates.has(code)) return 'again'
  if (awayStates.has(code) || code.startsWith('08')) return 'away'
  return lostCodes.test(code) ? 'away' : 'request'
}

/** Nothing was heard for as long as a statement, or a connection, may take. */
export const isUnanswered = (error: unknown): boolean =>
  /^(ANSWER_MISSING|CONNECT_TIMEOUT)$/.test(codeOf(error))

/** The server was not even reached, so nothing that was to be sent can have happened. */
export function isUnsent(error: unknown): boolean {
  return unsentCodes.has(codeOf(error))
}

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECT_TIMEOUT',
  '57P03',
  '53300',
])

/** SQLSTATE, or the code of the socket or the driver; empty when there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
