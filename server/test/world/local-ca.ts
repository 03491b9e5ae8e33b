/**
 * A certificate authority of the test's own, and leaf certificates of every kind that a receiver
 * may show: good, expired, for another name, signed by itself. Made with the `openssl` command in
 * a directory that is gone at once; nothing here is trusted unless its PEM is handed on.
 */
import { execFileSync } from 'node:child_process'
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
}

export interface LocalCa {
  readonly caPem: string
  /** A certificate with its key for a server; by default for 127.0.0.1 and localhost. */
  issue(options?: LeafOptions): Leaf
}

export function makeLocalCa(): LocalCa {
  const { cert: caPem, key: caKey } = inScratch((openssl, path) => {
    newKey(openssl, path('ca.key'))
    const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=keyCertSign']
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
        writeFileSync(path('ext'), `subjectAltName=${altNames(options)}\n`)
        const days = options.isExpired === true ? '-1' : '2'
        const signer = ['-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial']
        const output = ['-extfile', path('ext'), '-days', days, '-out', path('leaf.crt')]
        openssl('x509', '-req', '-in', path('csr'), ...signer, ...output)
        return readPair(path, 'leaf')
      }),
  }
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
