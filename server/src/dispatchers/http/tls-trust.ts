/**
 * What a receiver's certificate is measured by: the roots that Node ships, the operator's own
 * beside them, and TLS 1.2 as the least. Made once at start and shared by all connections, since
 * reading the roots costs a hundred milliseconds. A text without a certificate ends the start.
 */
import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

const certificatePattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** `extraCaPem`: one or more certificates in PEM, trusted beside the default roots. */
export function createTlsTrust(extraCaPem: string | null): SecureContext {
  const minVersion = 'TLSv1.2'
  if (extraCaPem === null) return createSecureContext({ minVersion })
  const extra = extraCaPem.match(certificatePattern)
  if (extra === null) throw new Error('The extra certificate authorities hold no PEM certificate.')
  // Node skips a certificate that it cannot read; an operator has to hear of it.
  for (const pem of extra) new X509Certificate(pem)
  return createSecureContext({ minVersion, ca: [...getCACertificates('default'), ...extra] })
}
