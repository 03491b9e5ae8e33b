import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeLocalCa } from '../../../test/world/local-ca.ts'
import { crlsIn } from './crl.ts'
import { isSignedBy } from './signature-check.ts'

test("a list is read as OpenSSL wrote it: issuer, serial numbers, dates, its issuer's signature", () => {
  const ca = makeLocalCa()
  const leaves = [ca.issue(), ca.issue()]
  const [list] = crlsIn(Buffer.from(ca.crl(leaves)))
  const serials = leaves.map(({ cert }) => plainSerial(cert))
  assert.deepEqual([...(list?.revoked.keys() ?? [])].toSorted(), serials.toSorted())
  assert.equal(list?.revoked.get(serials[0] ?? ''), Date.UTC(2026, 10, 1))
  const { publicKey } = new X509Certificate(ca.caPem)
  assert.ok(list !== undefined && isSignedBy(publicKey, list.signed))
  const other = new X509Certificate(makeLocalCa().caPem)
  assert.equal(isSignedBy(other.publicKey, list.signed), false)
})

test('lists signed with RSA, by PKCS #1 or PSS, are accepted; with SHA-1 they are not', () => {
  for (const [words, isGood] of [
    [['-md', 'sha256'], true],
    [['-md', 'sha512'], true],
    [['-md', 'sha256', '-sigopt', 'rsa_padding_mode:pss'], true],
    [['-md', 'sha1'], false],
  ] as const) {
    const { list, key } = rsaList(words)
    if (!isGood) {
      assert.throws(() => crlsIn(list), /algorithm that is not accepted/)
      continue
    }
    const [read] = crlsIn(list)
    assert.ok(read !== undefined && isSignedBy(key, read.signed), words.join(' '))
  }
})

test('a list with a hundred thousand entries is read', () => {
  const serials = Array.from({ length: 100_000 }, (_, index) => (0x1000000000 + index).toString(16))
  const { list } = rsaList(['-md', 'sha256'], serials)
  const [read] = crlsIn(list)
  assert.equal(read?.revoked.size, 100_000)
  assert.ok(read?.revoked.has('1000000000'))
})

test('whatever is cut off a list, it is refused with one sentence', () => {
  const whole = Buffer.from(
    makeLocalCa()
      .crl([])
      .replaceAll(/-----[^-]+-----|\s/g, ''),
    'base64',
  )
  for (let length = 0; length < whole.length; length += 1) {
    assert.throws(() => crlsIn(whole.subarray(0, length)), /^Error: its? /)
  }
})

test('delta lists and indirect ones are refused, each with its reason', () => {
  assert.throws(
    () => crlsIn(rsaList(['-md', 'sha256'], [], 'deltaCRL=critical,DER:02:01:05\n').list),
    /delta list: give the whole one/,
  )
  const indirect = 'issuingDistributionPoint=critical,@point\n[point]\nindirectCRL=TRUE\n'
  assert.throws(() => crlsIn(rsaList(['-md', 'sha256'], [], indirect).list), /indirect list/)
})

function plainSerial(cert: string): string {
  return new X509Certificate(cert).serialNumber.toLowerCase().replace(/^(00)+/, '')
}

/** A list that OpenSSL signs with an RSA key, given more words and extensions. */
function rsaList(words: readonly string[], serials: readonly string[] = [], extensions = '') {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-list-'))
  const at = (name: string): string => join(folder, name)
  const run = (...all: string[]): void => {
    execFileSync('openssl', all, { stdio: 'pipe' })
  }
  try {
    const subject = ['-subj', '/CN=rsa', '-keyout', at('key'), '-out', at('crt')]
    run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject)
    const line = (serial: string): string =>
      `R\t491231000000Z\t261101000000Z\t${serial.toUpperCase()}\tunknown\t/CN=x${serial}\n`
    writeFileSync(at('index'), serials.map(line).join(''))
    const lines = ['[ca]', 'default_ca=own', '[own]', `database=${at('index')}`]
    const limits = ['default_crl_days=2', 'default_md=sha256', 'unique_subject=no']
    const own = extensions === '' ? [] : ['crl_extensions=more', '[more]', extensions]
    writeFileSync(at('conf'), [...lines, ...limits, ...own, ''].join('\n'))
    const signer = ['-cert', at('crt'), '-keyfile', at('key')]
    run('ca', '-config', at('conf'), '-gencrl', ...signer, '-out', at('crl'), ...words)
    const { publicKey: key } = new X509Certificate(readFileSync(at('crt')))
    return { list: readFileSync(at('crl')), key }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
