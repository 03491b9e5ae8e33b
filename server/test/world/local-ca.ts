/**
 * A certificate authority of the test's own, and leaf certificates of every kind that a receiver
 * may show: good, expired, for another name, signed by itself. Made with the `openssl` command in
 * a directory that is gone at once; nothing here is trusted unless its PEM is handed on.
 */
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Leaf {
  readonly cert: string
  readonly key: string
}

export interface LeafOptions {
  readonly names?: readonly string[]
  readonly addresses?: readonly string[]
  /** Its last day was yesterday. */
  readonly isExpired?: boolean
  /** It may sign OCSP answers in the authority's name. */
  readonly isResponder?: boolean
}

export interface LocalCa {
  readonly caPem: string
  /** A certificate with its key for a server; by default for 127.0.0.1 and localhost. */
  issue(options?: LeafOptions): Leaf
  /** A list of its own, valid for two days, PEM: these are revoked. */
  crl(revoked: readonly Leaf[]): string
  /**
   * An OCSP answer about a certificate of its own, DER, valid for a day. `by` signs instead of the
   * authority itself.
   */
  staple(leaf: Leaf, status: CertificateStatus, by?: Leaf): Buffer
}

export type CertificateStatus = 'good' | 'revoked' | 'unknown'

export function makeLocalCa(): LocalCa {
  const { cert: caPem, key: caKey } = inScratch((openssl, path) => {
    newKey(openssl, path('ca.key'))
    const ca = [
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=keyCertSign,cRLSign',
    ]
    selfSign(openssl, path, 'ca', ca)
    return readPair(path, 'ca')
  })
  return {
    caPem,
    issue: (options = {}) =>
      inScratch((openssl, path) => {
        writeFileSync(path('ca.crt'), caPem)
        writeFileSync(path('ca.key'), caKey)
        newKey(openssl, path('leaf.key'))
        openssl('req', '-new', '-key', path('leaf.key'), '-subj', '/CN=leaf', '-out', path('csr'))
        const use = options.isResponder === true ? 'extendedKeyUsage=OCSPSigning\n' : ''
        writeFileSync(path('ext'), `subjectAltName=${altNames(options)}\n${use}`)
        const days = options.isExpired === true ? '-1' : '2'
        const signer = ['-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial']
        const output = ['-extfile', path('ext'), '-days', days, '-out', path('leaf.crt')]
        openssl('x509', '-req', '-in', path('csr'), ...signer, ...output)
        return readPair(path, 'leaf')
      }),
    crl: (revoked) =>
      inScratch((openssl, path) => {
        writeFileSync(path('ca.crt'), caPem)
        writeFileSync(path('ca.key'), caKey)
        writeFileSync(path('index'), revoked.map((leaf) => indexLine(leaf, 'R')).join(''))
        const settings = `[ca]\ndefault_ca=own\n[own]\ndatabase=${path('index')}\n`
        writeFileSync(path('conf'), `${settings}default_md=sha256\ndefault_crl_days=2\n`)
        const signer = ['-cert', path('ca.crt'), '-keyfile', path('ca.key')]
        openssl('ca', '-config', path('conf'), '-gencrl', ...signer, '-out', path('crl'))
        return readFileSync(path('crl'), 'utf8')
      }),
    staple: (leaf, status, by = { cert: caPem, key: caKey }) =>
      inScratch((openssl, path) => {
        writeFileSync(path('ca.crt'), caPem)
        writeFileSync(path('leaf.crt'), leaf.cert)
        writeFileSync(path('by.crt'), by.cert)
        writeFileSync(path('by.key'), by.key)
        const state = status === 'revoked' ? 'R' : 'V'
        writeFileSync(path('index'), status === 'unknown' ? '' : indexLine(leaf, state))
        const names = ['-issuer', path('ca.crt'), '-cert', path('leaf.crt')]
        openssl('ocsp', ...names, '-no_nonce', '-reqout', path('request'))
        const signer = ['-rsigner', path('by.crt'), '-rkey', path('by.key'), '-CA', path('ca.crt')]
        const files = ['-index', path('index'), '-reqin', path('request'), '-respout', path('out')]
        openssl('ocsp', ...signer, ...files, '-ndays', '1')
        return readFileSync(path('out'))
      }),
  }
}

/** A line of OpenSSL's own list of certificates: state, end, revocation, serial, file, subject. */
function indexLine({ cert }: Leaf, state: 'R' | 'V'): string {
  const { serialNumber } = new X509Certificate(cert)
  const revocation = state === 'R' ? '261101000000Z,keyCompromise' : ''
  return `${state}\t491231000000Z\t${revocation}\t${serialNumber}\tunknown\t/CN=leaf\n`
}

/** A certificate that only vouches for itself. */
export function makeSelfSigned(options: LeafOptions = {}): Leaf {
  return inScratch((openssl, path) => {
    newKey(openssl, path('leaf.key'))
    selfSign(openssl, path, 'leaf', ['-addext', `subjectAltName=${altNames(options)}`])
    return readPair(path, 'leaf')
  })
}

type OpenSsl = (...words: readonly string[]) => void
type PathOf = (name: string) => string

function inScratch<Made>(make: (openssl: OpenSsl, path: PathOf) => Made): Made {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-ca-'))
  try {
    return make(
      (...words) => execFileSync('openssl', words, { stdio: 'pipe' }),
      (name) => join(directory, name),
    )
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function newKey(openssl: OpenSsl, path: string): void {
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', path)
}

function selfSign(openssl: OpenSsl, path: PathOf, name: string, words: readonly string[]): void {
  const subject = ['-key', path(`${name}.key`), '-subj', `/CN=posthorn test ${name}`]
  openssl('req', '-x509', '-new', ...subject, '-days', '2', ...words, '-out', path(`${name}.crt`))
}

function altNames({ names, addresses }: LeafOptions): string {
  const isDefault = names === undefined && addresses === undefined
  return [
    ...(isDefault ? ['localhost'] : (names ?? [])).map((name) => `DNS:${name}`),
    ...(isDefault ? ['127.0.0.1'] : (addresses ?? [])).map((address) => `IP:${address}`),
  ].join(',')
}

function readPair(path: PathOf, name: string): Leaf {
  return {
    cert: readFileSync(path(`${name}.crt`), 'utf8'),
    key: readFileSync(path(`${name}.key`), 'utf8'),
  }
}
