/** What counts as one address where addresses are counted. */
import { isIPv6 } from 'node:net'

/** One machine may have a whole /64 of IPv6 addresses to itself, so it is counted as one. */
export function addressBlock(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const tailGroups = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - tailGroups.length
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tailGroups]
  return all.slice(0, 4).join(':')
}
