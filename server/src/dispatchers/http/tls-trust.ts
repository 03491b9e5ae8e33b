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
  const ca = [...getCACertificates('default'), ...certificatesIn(extraCaPem)]
  return createSecureContext({ minVersion, ca })
}

/** The certificates in a text; throws a sentence when there are none, or one cannot be read. */
export function certificatesIn(pem: string): readonly string[] {
  const found = pem.match(certificatePattern)
  if (found === null) throw new Error('it holds no certificate in PEM form')
  for (const [index, one] of found.entries()) {
    try {
      // Node skips a certificate that it cannot read; an operator has to hear of it.
      new X509Certificate(one)
    } catch (error) {
      throw new Error(`its certificate ${index + 1} cannot be read`, { cause: error })
    }
  }
  return found
}
