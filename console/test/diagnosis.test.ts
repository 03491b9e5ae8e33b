/** Each way an attempt fails gets its own sentence. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../src/pages/deliveries/diagnosis.ts'

type Attempt = Parameters<typeof diagnose>[0]

const timings = { dns_ms: 1, connect_ms: 2, tls_ms: null, first_byte_ms: null, total_ms: 10_040 }

function failed(errorClass: string, reply: string): Attempt {
  const status = /^HTTP (\d+)/.exec(reply)?.[1]
  return {
    error_class: errorClass as Attempt['error_class'],
    status: status === undefined ? null : Number(status),
    reply,
    retry_after_ms: null,
    timings,
  }
}

const answered = (status: number, head: readonly string[] = [], body = ''): string =>
  [`HTTP ${status}`, ...head, '', body].join('\n')

const html = 'content-type: text/html; charset=utf-8'
const loginForm = '<!doctype html><form><input type="password"></form>'

const cases: readonly (readonly [name: string, errorClass: string, reply: string])[] = [
  ['dns', 'dns', 'The name a.invalid has no address.'],
  ['addressRefused', 'address-refused', ''],
  ['connectRefused', 'connect-refused', ''],
  ['connectTimeout', 'connect-timeout', ''],
  ['connectFailed', 'connect-failed', ''],
  ['noRoute', 'no-route', ''],
  ['tlsSelfSigned', 'tls-self-signed', ''],
  ['tlsExpired', 'tls-expired', ''],
  ['tlsWrongHost', 'tls-wrong-host', ''],
  ['tlsUnknownCa', 'tls-unknown-ca', ''],
  ['tlsRevoked', 'tls-revoked', ''],
  ['tlsFailed', 'tls-failed', ''],
  ['timeoutFirstByte', 'timeout-first-byte', ''],
  ['timeoutBody', 'timeout-body', ''],
  ['reset', 'reset', ''],
  ['replyGarbled', 'reply-garbled', ''],
  ['replyTooLarge', 'reply-too-large', ''],
  ['messageRefused', 'message-refused', ''],
  ['interim', 'status-1xx', ''],
  ['unwantedSuccess', 'status-2xx-unwanted', answered(206)],
  ['redirect', 'status-3xx', answered(302, ['location: http://other.example/'])],
  ['httpsRedirect', 'status-3xx', answered(301, ['location: https://a.example/'])],
  ['loginRedirect', 'status-3xx', answered(302, ['location: https://a.example/login?next=x'])],
  ['loginPage', 'status-2xx-unwanted', answered(203, [html], loginForm)],
  ['loginPage', 'status-4xx', answered(401, [html], loginForm)],
  ['signature', 'status-4xx', answered(401, [], 'Invalid signature')],
  ['signature', 'status-4xx', answered(403, ['www-authenticate: Bearer'], 'HMAC mismatch')],
  ['credentials', 'status-4xx', answered(401, ['WWW-Authenticate: Basic realm="x"'])],
  ['firewall', 'status-4xx', answered(403, ['server: cloudflare'], '<html>Blocked</html>')],
  ['unauthorized', 'status-4xx', answered(401)],
  ['forbidden', 'status-4xx', answered(403)],
  ['badRequest', 'status-4xx', answered(400)],
  ['badRequest', 'status-4xx', answered(422)],
  ['notFound', 'status-4xx', answered(404, [html], '<h1>Not found</h1>')],
  ['methodNotAllowed', 'status-4xx', answered(405)],
  ['gone', 'status-410', answered(410)],
  ['tooLarge', 'status-4xx', answered(413)],
  ['mediaType', 'status-4xx', answered(415)],
  ['refused', 'status-4xx', answered(418)],
  ['tooMany', 'status-429', answered(429)],
  ['gateway', 'status-5xx', answered(502)],
  ['unavailable', 'status-5xx', answered(503)],
  ['gateway', 'status-5xx', answered(504)],
  ['serverFault', 'status-5xx', answered(500)],
  ['scriptMissing', 'script-missing', ''],
  ['scriptFailed', 'script-failed', 'ReferenceError'],
  ['scriptTimeout', 'script-timeout', ''],
  ['scriptMemory', 'script-memory', ''],
]

for (const [name, errorClass, reply] of cases) {
  test(`${errorClass} with "${reply.split('\n').slice(0, 2).join(' ')}" is diagnosed as ${name}`, () => {
    assert.equal(diagnose(failed(errorClass, reply))?.name, name)
  })
}

test('what is accepted has no diagnosis', () => {
  const attempt = { ...failed('dns', ''), error_class: null }
  assert.equal(diagnose(attempt), null)
})

test('a diagnosis says how long was waited, where a redirect leads, and how long to wait', () => {
  assert.equal(diagnose(failed('timeout-body', ''))?.values['seconds'], 10)
  const redirect = diagnose(failed('status-3xx', answered(302, ['location: http://b.example/'])))
  assert.equal(redirect?.values['location'], 'http://b.example/')
  const slowed = { ...failed('status-429', answered(429)), retry_after_ms: 29_100 }
  const { name, values } = diagnose(slowed) ?? {}
  assert.deepEqual([name, values?.['retryAfter']], ['tooManyUntil', 30])
})
