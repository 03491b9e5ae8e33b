/**
 * A real SMTP server on loopback that keeps what it was given, and refuses when it is told to: what
 * the tests of mails are made in. With a certificate it offers STARTTLS, or speaks TLS at once.
 */
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { SMTPServer } from 'smtp-server'
import type { Leaf } from './local-ca.ts'

export interface ReceivedMail {
  /** Of the envelope. */
  readonly from: string
  readonly to: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  /** Decoded. */
  readonly text: string
  readonly isTls: boolean
  readonly user: string | null
  /** As it came. */
  readonly raw: string
}

export interface MailServerOptions {
  readonly leaf?: Leaf
  readonly isTls?: boolean
  readonly credentials?: { readonly user: string; readonly password: string }
}

export interface MailServer {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  /** Mails that were refused. */
  readonly refusedCount: number
  /** The next ones are refused with this code, until null. */
  refuse(code: number | null): void
  /** Resolves once so many mails were taken. */
  mails(count: number): Promise<void>
  close(): Promise<void>
}

export async function openMailServer(
  context: Pick<TestContext, 'after'>,
  options: MailServerOptions = {},
): Promise<MailServer> {
  const { leaf, isTls = false, credentials } = options
  const received: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  let refusal: number | null = null
  let refusedCount = 0
  const server = new SMTPServer({
    secure: isTls,
    disableReverseLookup: true,
    ...(leaf === undefined ? { hideSTARTTLS: true } : leaf),
    // What is offered without TLS too, a client that is careful does not use.
    allowInsecureAuth: true,
    authOptional: credentials === undefined,
    onAuth({ username, password }, _session, done) {
      const isRight = username === credentials?.user && password === credentials?.password
      if (isRight) done(null, { user: username })
      else done(coded(535, 'Invalid username or password'))
    },
    onRcptTo(_address, _session, done) {
      if (refusal === null) return done()
      refusedCount += 1
      done(coded(refusal, 'not now'))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          ...readMail(Buffer.concat(chunks).toString()),
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isTls: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        })
        done()
        for (const wake of waiting) wake()
        waiting.clear()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
  context.after(close)
  return {
    port,
    received,
    get refusedCount() {
      return refusedCount
    },
    refuse(code) {
      refusal = code
    },
    async mails(count) {
      while (received.length < count) await new Promise<void>((resolve) => waiting.add(resolve))
    },
    close,
  }
}

function coded(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** As much of MIME as one part of plain text needs. */
function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'raw'> {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ')
  const headers = new Map(
    lines.split('\r\n').map((line) => {
      const [name = ''] = line.split(':', 1)
      return [name.toLowerCase(), words(line.slice(name.length + 1).trim())]
    }),
  )
  const body = raw.slice(end + 4)
  return { headers, text: decoded(body, headers.get('content-transfer-encoding')), raw }
}

function decoded(body: string, encoding = '7bit'): string {
  const text = body.replaceAll('\r\n', '\n')
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString()
  return encoding === 'quoted-printable' ? quotedPrintable(text.replaceAll('=\n', '')) : text
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}

/** Encoded words of a header (RFC 2047). */
function words(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')),
    )
}
