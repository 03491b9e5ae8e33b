/**
 * A throw-away authority and one certificate for all the addresses of a TLS scenario, made by
 * OpenSSL in the folder of the run. Contenders are told to trust the authority, nothing else is
 * switched off.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Certificate {
  readonly authorityFile: string
  readonly certificateFile: string
  readonly keyFile: string
}

export function makeCertificate(folder: string, addresses: readonly string[]): Certificate {
  const file = (name: string) => join(folder, name)
  const openssl = (words: readonly string[]) => execFileSync('openssl', words, { stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl([
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=Posthorn bench authority'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign'],
    ...['-keyout', file('authority.key'), '-out', file('authority.pem')],
  ])
  const names = addresses.map((address) => `IP:${address}`).join(',')
  writeFileSync(
    file('extensions'),
    `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${names}\n`,
  )
  openssl([
    ...['req', '-new', ...newKey, '-subj', '/CN=Posthorn bench receiver'],
    ...['-keyout', file('receiver.key'), '-out', file('receiver.csr')],
  ])
  openssl([
    ...['x509', '-req', '-in', file('receiver.csr'), '-days', '2', '-out', file('receiver.pem')],
    ...['-CA', file('authority.pem'), '-CAkey', file('authority.key'), '-CAcreateserial'],
    ...['-extfile', file('extensions')],
  ])
  return {
    authorityFile: file('authority.pem'),
    certificateFile: file('receiver.pem'),
    keyFile: file('receiver.key'),
  }
}
