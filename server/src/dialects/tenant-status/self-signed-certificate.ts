/**
 * An X.509 certificate for an issuer's key, signed by the key itself (RFC 5280): nothing vouches for
 * it but where it was published. It may check signatures, and sign no other certificate.
 */
import { createHash } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import type { IssuerKeyRequest } from '../../ports/issuer-key-maker.ts'

type Key = Parameters<typeof crypto.subtle.exportKey>[1]

export interface KeyPair {
  readonly publicKey: Key
  readonly privateKey: Key
}

const commonNameId = '2.5.4.3'
const basicConstraintsId = '2.5.29.19'
const keyUsageId = '2.5.29.15'
/** X.520: a common name has at most 64 characters. */
const commonNameCharactersMax = 64
/** `digitalSignature`, the first of the nine bits (RFC 5280, section 4.2.1.3). */
const digitalSignature = { bytes: new Uint8Array([0b1000_0000]), unusedBits: 7 }

/** In DER. */
export async function selfSignedCertificate(
  request: IssuerKeyRequest,
  pair: KeyPair,
): Promise<ArrayBuffer> {
  const made = new pkijs.Certificate()
  made.version = 2
  made.serialNumber = await serialNumber(pair)
  for (const name of [made.issuer, made.subject]) name.typesAndValues.push(commonName(request))
  made.notBefore = instant(request.fromMs)
  made.notAfter = instant(request.untilMs)
  const usage = new asn1js.BitString({
    valueHex: digitalSignature.bytes.buffer,
    unusedBits: digitalSignature.unusedBits,
  })
  made.extensions = [
    extension(basicConstraintsId, new pkijs.BasicConstraints({ cA: false }).toSchema()),
    extension(keyUsageId, usage),
  ]
  await made.subjectPublicKeyInfo.importKey(pair.publicKey)
  await made.sign(pair.privateKey, 'SHA-256')
  return made.toSchema(true).toBER()
}

/** Whole seconds; from 2050 on in the form with four digits of the year (section 4.1.2.5). */
function instant(atMs: number): pkijs.Time {
  const value = new Date(Math.floor(atMs / 1_000) * 1_000)
  const hasLongYear = value.getUTCFullYear() >= 2_050
  return new pkijs.Time({
    type: hasLongYear ? pkijs.TimeType.GeneralizedTime : pkijs.TimeType.UTCTime,
    value,
  })
}

function commonName({ issuer }: IssuerKeyRequest): pkijs.AttributeTypeAndValue {
  const value = new URL(issuer).hostname.slice(0, commonNameCharactersMax)
  return new pkijs.AttributeTypeAndValue({
    type: commonNameId,
    value: new asn1js.Utf8String({ value }),
  })
}

function extension(extnID: string, value: asn1js.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical: true, extnValue: value.toBER() })
}

/** Positive, and another one for each key: 16 bytes of a digest of the public half. */
async function serialNumber({ publicKey: key }: KeyPair): Promise<asn1js.Integer> {
  const spki = await crypto.subtle.exportKey('spki', key)
  const digest = createHash('sha256').update(new Uint8Array(spki)).digest()
  const bytes = Uint8Array.from([1, ...digest.subarray(0, 15)])
  return new asn1js.Integer({ valueHex: bytes.buffer })
}
