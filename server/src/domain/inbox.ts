/**
 * An inbox is a receiver inside the installation: it keeps what arrives and answers what its script
 * says, step by step. Messages are addressed to it by a URL that no name server will ever know
 * (RFC 6761, section 6.4), which the HTTP dispatcher alone can lead to it.
 */
export type InboxId = `ibx_${string}`

export interface Inbox {
  readonly id: InboxId
  readonly tenantKey: number
  readonly name: string | null
  readonly script: InboxScript
  readonly createdAtMs: number
}

/** What an inbox answers: one step a request. */
export interface InboxScript {
  /** At least one. */
  readonly steps: readonly InboxStep[]
  /** When the last step was used. */
  readonly after: InboxScriptEnd
}

export const inboxScriptEnds = ['repeat-last', 'loop'] as const
export type InboxScriptEnd = (typeof inboxScriptEnds)[number]

export const inboxCloses = ['before', 'mid-body'] as const

export interface InboxStep {
  readonly status: number
  readonly delayMs: number
  readonly retryAfterSeconds: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The connection is closed without an answer, or in the middle of one; null: it is not. */
  readonly close: (typeof inboxCloses)[number] | null
}

/** What arrived at an inbox, and what it was answered. */
export interface InboxRequest {
  readonly id: string
  /** Up by at least one with each that arrives at this node. */
  readonly number: number
  readonly receivedAtMs: number
  readonly method: string
  /** As received: one pair a line. */
  readonly headers: readonly (readonly [string, string])[]
  /** Its beginning, where it is longer than `inboxBodyBytesMax`. */
  readonly body: Uint8Array
  readonly bodyBytes: number
  readonly reply:
    { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'closed' }
}

export const plainStep: InboxStep = {
  status: 200,
  delayMs: 0,
  retryAfterSeconds: null,
  headers: {},
  body: '',
  close: null,
}

export const plainScript: InboxScript = { steps: [plainStep], after: 'repeat-last' }

/** The step for a request; `index` counts requests from 0 since the script was set. */
export function inboxStepAt({ steps, after }: InboxScript, index: number): InboxStep {
  const place = after === 'loop' ? index % steps.length : Math.min(index, steps.length - 1)
  return steps[place] ?? plainStep
}

export const inboxHost = 'inbox.posthorn.invalid'

const inboxOrigin = `https://${inboxHost}`
const inboxIdPattern = /^ibx_[0-9a-f]{32}$/

export const isInboxId = (text: string): text is InboxId => inboxIdPattern.test(text)

export const inboxUrl = (id: InboxId): string => `${inboxOrigin}/${id}`

/** The inbox that a URL names, spelled exactly as `inboxUrl` does; else null. */
export function inboxIdIn(url: string): InboxId | null {
  // Asked for every message: most are told apart by their first characters.
  if (!url.startsWith(`${inboxOrigin}/`)) return null
  const id = url.slice(inboxOrigin.length + 1)
  return isInboxId(id) ? id : null
}
