/**
 * Judges the addresses that a connection is about to use: whoever may name a URL must not reach
 * what only this machine's own network reaches. Everything that is not plainly global unicast is
 * refused, and so is what cannot be parsed; the operator opens ranges by CIDR. Pure: it resolves
 * nothing, so a name's judgement is that of the addresses it was resolved to.
 */
import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

export interface AddressGuard {
  /** What is wrong with an address, in a word or two; null when it may be connected to. */
  refusalOf(address: string): string | null
}

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = readonly [Address, number]

/** The only IPv6 block from which global unicast addresses are given out (RFC 4291, IANA). */
const globalUnicast: Range = [ipaddr.IPv6.parse('2000::'), 3]
const mappedPrefixBits = 96
/** Azure's platform endpoint: public by its number, answered only inside a virtual machine. */
const platformEndpoints: ReadonlySet<string> = new Set(['168.63.129.16'])

/** Throws when a text of `allowTargets` is neither an address nor a CIDR range. */
export function createAddressGuard(allowTargets: readonly string[]): AddressGuard {
  const open = allowTargets.map(parseRange)
  return {
    refusalOf(address) {
      const parsed = parseAddress(address)
      if (parsed === null) return 'not an address'
      const judged = unmapped(parsed)
      if (isWithin(judged, open)) return null
      return parsed === judged ? refusalOfKind(judged) : 'IPv4-mapped'
    },
  }
}

function parseRange(text: string): Range {
  const [address = '', bits, ...rest] = text.trim().split('/')
  const parsed = parseAddress(address)
  const bitsMax = parsed?.kind() === 'ipv4' ? 32 : 128
  const bitCount = bits === undefined ? bitsMax : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN
  if (parsed === null || rest.length > 0 || !(bitCount <= bitsMax)) {
    throw new Error(`"${text}" is neither an IP address nor a CIDR range such as 10.0.0.0/8`)
  }
  const judged = bitCount >= mappedPrefixBits ? unmapped(parsed) : parsed
  return [judged, judged === parsed ? bitCount : bitCount - mappedPrefixBits]
}

/** Only the plain spellings: what `net.isIP` does not know (octal, hex, zones) is not an address. */
function parseAddress(text: string): Address | null {
  if (isIPv4(text)) return ipaddr.IPv4.parse(text)
  if (!isIPv6(text) || text.includes('%')) return null
  // The library takes `::1.2.3.4` for IPv4-mapped; in hexadecimal nobody can read it two ways.
  return ipaddr.IPv6.parse(new URL(`http://[${text}]`).hostname.slice(1, -1))
}

/** An IPv4-mapped address reaches the IPv4 host inside, so a range opened for that one counts. */
function unmapped(address: Address): Address {
  return isVersion6(address) && address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

function refusalOfKind(address: Address): string | null {
  const range = address.range()
  if (range !== 'unicast') return rangeNames[range] ?? range
  if (!isVersion6(address)) {
    return platformEndpoints.has(address.toString()) ? 'cloud platform endpoint' : null
  }
  if (!address.match([...globalUnicast] as [ipaddr.IPv6, number])) return 'not global unicast'
  return isIsatap(address) ? 'ISATAP tunnel' : null
}

/** ISATAP (RFC 5214) carries an IPv4 address, a private one too, behind a global prefix. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , upper = 0, lower] = address.parts
  return (upper & ~0x0300) === 0 && lower === 0x5efe
}

function isWithin(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  )
}

function isVersion6(address: Address): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6'
}

const rangeNames: Readonly<Record<string, string>> = {
  carrierGradeNat: 'carrier-grade NAT',
  linkLocal: 'link-local',
  uniqueLocal: 'unique local',
  ipv4Mapped: 'IPv4-mapped',
  rfc6145: 'IPv4-translated',
  rfc6052: 'NAT64',
  teredo: 'Teredo',
  as112: 'AS112',
  as112v6: 'AS112',
  amt: 'AMT',
  deprecatedSiteLocal: 'site-local',
  deprecatedOrchid: 'ORCHID',
  orchid2: 'ORCHID',
  droneRemoteIdProtocolEntityTags: 'drone identity',
  segmentRouting: 'segment routing',
}
