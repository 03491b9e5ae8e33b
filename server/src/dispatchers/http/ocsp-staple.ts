/**
 * Judges the OCSP answer (RFC 6960) that a receiver staples to its handshake (RFC 6066). Only an
 * answer that is about this certificate, in its time, and signed by the certificate's own issuer or
 * by whom that issuer has charged with it proves anything. All else proves nothing, and what is not
 * proven is not refused. The bytes are a stranger's: whatever they are, the result is a value.
 */
import { createHash, X509Certificate } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as Pkijs from 'pkijs'
import { isSignedBy } from './signature-check.ts'

export type StapleVerdict =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly atMs: number }
  | { readonly kind: 'no-proof'; readonly why: string }

export interface StapledCertificate {
  /** DER. */
  readonly certificate: Uint8Array
  readonly issuer: Uint8Array
}

/** Loaded with the first staple that is shown: most receivers show none. */
const load = createRequire(import.meta.url)
const pkijs = () => load('pkijs') as typeof Pkijs

/** Several times what a delegated answer with its certificate takes. */
const stapleBytesMax = 32 * 1024
const responderCertificatesMax = 4
/** Clocks of others may be ahead of ours by this. */
const skewMs = 5 * 60_000
/** An answer that names no end means that a newer one is always to be had (section 4.2.2.1). */
const endlessMsMax = 24 * 3_600_000

/** What a stapled answer proves at an instant (epoch milliseconds). Never throws. */
export function judgeStaple(
  staple: Uint8Array,
  shown: StapledCertificate,
  nowMs: number,
): StapleVerdict {
  if (staple.length > stapleBytesMax) return noProof('it is too long')
  try {
    return judge(staple, shown, nowMs)
  } catch {
    return noProof('it cannot be read')
  }
}

function judge(staple: Uint8Array, shown: StapledCertificate, nowMs: number): StapleVerdict {
  const { responseStatus, responseBytes } = pkijs().OCSPResponse.fromBER(copyOf(staple))
  const isAnswer = responseStatus.valueBlock.valueDec === 0
  if (!isAnswer || responseBytes?.responseType !== basicResponseOid) return noProof('it is none')
  const answer = pkijs().BasicOCSPResponse.fromBER(
    copyOf(responseBytes.response.valueBlock.valueHexView),
  )
  if (!isOfIssuer(answer, shown.issuer, nowMs)) return noProof("it is not of the issuer's hand")
  const certificate = pkijs().Certificate.fromBER(copyOf(shown.certificate))
  const issuer = pkijs().Certificate.fromBER(copyOf(shown.issuer))
  const verdicts = answer.tbsResponseData.responses
    .filter((single) => isAbout(single, certificate, issuer))
    .map((single) => verdictOf(single, nowMs))
  return (
    verdicts.find(({ kind }) => kind === 'revoked') ??
    verdicts.find(({ kind }) => kind === 'good') ??
    verdicts[0] ??
    noProof('it is about another certificate')
  )
}

const basicResponseOid = '1.3.6.1.5.5.7.48.1.1'
const ocspSigningOid = '1.3.6.1.5.5.7.3.9'

/** Signed by the issuer itself, or by a responder that it has certified for that (4.2.2.2). */
function isOfIssuer(
  answer: Pkijs.BasicOCSPResponse,
  issuerDer: Uint8Array,
  nowMs: number,
): boolean {
  const signed = {
    algorithm: bytesOf(answer.signatureAlgorithm.toSchema()),
    bytes: new Uint8Array(answer.tbsResponseData.tbsView),
    signature: new Uint8Array(answer.signature.valueBlock.valueHexView),
  }
  const issuer = new X509Certificate(issuerDer)
  if (isSignedBy(issuer.publicKey, signed)) return true
  return (answer.certs ?? []).slice(0, responderCertificatesMax).some((certificate) => {
    const responder = new X509Certificate(bytesOf(certificate.toSchema()))
    return isCharged(responder, issuer, nowMs) && isSignedBy(responder.publicKey, signed)
  })
}

function isCharged(responder: X509Certificate, issuer: X509Certificate, nowMs: number): boolean {
  return (
    responder.keyUsage?.includes(ocspSigningOid) === true &&
    responder.validFromDate.getTime() <= nowMs + skewMs &&
    responder.validToDate.getTime() >= nowMs &&
    responder.checkIssued(issuer) &&
    responder.verify(issuer.publicKey)
  )
}

const hashNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** A CertID names the serial number and digests of the issuer's name and key (4.1.1). */
function isAbout(
  { certID }: Pkijs.SingleResponse,
  certificate: Pkijs.Certificate,
  issuer: Pkijs.Certificate,
) {
  const hashName = hashNames[certID.hashAlgorithm.algorithmId]
  if (hashName === undefined) return false
  const key = issuer.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return (
    certID.serialNumber.isEqual(certificate.serialNumber) &&
    isDigest(certID.issuerNameHash, hashName, new Uint8Array(issuer.subject.valueBeforeDecode)) &&
    isDigest(certID.issuerKeyHash, hashName, key)
  )
}

function isDigest(
  { valueBlock }: { readonly valueBlock: { readonly valueHexView: Uint8Array } },
  hashName: string,
  bytes: Uint8Array,
): boolean {
  return createHash(hashName).update(bytes).digest().equals(valueBlock.valueHexView)
}

function verdictOf(single: Pkijs.SingleResponse, nowMs: number): StapleVerdict {
  const fromMs = single.thisUpdate.getTime()
  const toMs = single.nextUpdate?.getTime() ?? fromMs + endlessMsMax
  if (fromMs > nowMs + skewMs) return noProof('it is not valid yet')
  if (toMs < nowMs) return noProof('it is out of date')
  const status = single.certStatus as CertStatus
  switch (status.idBlock.tagNumber) {
    case 0:
      return { kind: 'good' }
    case 1:
      return { kind: 'revoked', atMs: status.valueBlock.value?.[0]?.toDate?.().getTime() ?? fromMs }
    default:
      return noProof('its responder does not know the certificate')
  }
}

/** CHOICE of [0] good, [1] revoked with its time, [2] unknown. */
interface CertStatus {
  readonly idBlock: { readonly tagNumber: number }
  readonly valueBlock: { readonly value?: readonly { toDate?: () => Date }[] }
}

function bytesOf(schema: { toBER(): ArrayBuffer }): Uint8Array {
  return new Uint8Array(schema.toBER())
}

/** The library keeps views of what it is given; a handshake's buffer is not ours to keep. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function noProof(why: string): StapleVerdict {
  return { kind: 'no-proof', why }
}
