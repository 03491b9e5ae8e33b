/** Where callers reach the service: as the settings say, else as the request was addressed. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ApiContext } from './context.ts'

interface Asked {
  readonly headers: IncomingHttpHeaders
  readonly context: Pick<ApiContext, 'config'>
}

export function publicBase({ headers, context }: Asked): string {
  const { publicUrl, listen } = context.config
  if (publicUrl !== null) return publicUrl
  const host = headers.host ?? ''
  return hostPattern.test(host) ? `http://${host}` : `http://${listen.host}:${listen.port}`
}

/** A host with or without a port; whatever else stands there is not repeated in an answer. */
const hostPattern = /^[A-Za-z0-9._-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/

/**
 * Whether a browser is here by TLS. A proxy in front may say so of the request; without its word
 * the public URL counts, since a proxy need not say anything.
 */
export function isReachedByTls({ headers, context }: Asked): boolean {
  const forwarded = headers['x-forwarded-proto']
  const scheme = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',', 1)[0]?.trim()
  if (scheme !== undefined && scheme !== '') return scheme.toLowerCase() === 'https'
  return context.config.publicUrl?.startsWith('https:') === true
}
