import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf, faultOfConnect, faultOfExchange } from './fault.ts'

const tcp = { isIpv6: false, isTlsPhase: false }
const unanswered = { hasBytes: false, hasStatus: false }

test('no sockets, no ports, no memory are not blamed on the receiver', () => {
  for (const code of ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']) {
    assert.equal(faultOfConnect(systemError(code), tcp), null, code)
  }
  assert.equal(faultOfExchange(systemError('ENOBUFS'), unanswered), null)
})

test('a bug is not blamed on a receiver that has said nothing', () => {
  const bugs = [new TypeError('undefined is not a function'), failedAssertion(), 'a string']
  for (const bug of bugs) assert.equal(faultOfExchange(bug, unanswered), null)
})

test('whatever a reply makes the client trip over is a garbled reply', () => {
  for (const error of [new TypeError('undefined is not a function'), failedAssertion()]) {
    for (const hasStatus of [false, true]) {
      const fault = faultOfExchange(error, { hasBytes: true, hasStatus })
      assert.equal(fault?.errorClass, 'reply-garbled')
    }
  }
})

test('a machine without IPv6 cannot reach a receiver that has nothing else', () => {
  const fault = faultOfConnect(systemError('EADDRNOTAVAIL'), { isIpv6: true, isTlsPhase: false })
  assert.equal(fault?.errorClass, 'connect-failed')
})

test('each way in which connecting fails has its class', () => {
  const classOf = (code: string): string | undefined =>
    faultOfConnect(systemError(code), tcp)?.errorClass
  assert.equal(classOf('ECONNREFUSED'), 'connect-refused')
  assert.equal(classOf('ETIMEDOUT'), 'connect-timeout')
  assert.equal(classOf('EHOSTUNREACH'), 'connect-failed')
  assert.equal(classOf('ENETUNREACH'), 'no-route')
  assert.equal(classOf('ENETDOWN'), 'no-route')
})

test('a certificate that is not yet valid or revoked has its class', () => {
  const classOf = (code: string): string | undefined =>
    faultOfConnect(systemError(code), { ...tcp, isTlsPhase: true })?.errorClass
  assert.equal(classOf('CERT_NOT_YET_VALID'), 'tls-expired')
  assert.equal(classOf('CERT_REVOKED'), 'tls-revoked')
  assert.equal(classOf('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'tls-unknown-ca')
})

test('a sentence for people is one short line, whatever the stranger put into it', () => {
  const fault = faultOf('tls-wrong-host', `evil\r\n\u001b[2J${'x'.repeat(10_000)}`)
  assert.ok(fault.detail.length <= 500)
  assert.match(fault.detail, /^evil\\u000d\\u000a\\u001b\[2Jx/)
})

function failedAssertion(): Error {
  return new assert.AssertionError({ message: 'statusCode >= 100' })
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'connect' })
}
