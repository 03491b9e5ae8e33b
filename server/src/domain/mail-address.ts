/**
 * Which texts may be the address of a mail: one address, of characters that can neither begin
 * another one nor a header (RFC 5321, section 4.1.2, without quoted names and address literals).
 * Checked when an owner names it and again when a mail is written, since it may have come by import.
 */

/** RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3. */
const localCharactersMax = 64
const charactersMax = 254

const localPattern = /^[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~.]+$/u
const labelPattern = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const domain = text.slice(at + 1)
  if (text.length > charactersMax || local.length > localCharactersMax) return false
  if (!localPattern.test(local) || /^\.|\.\.|\.$/.test(local)) return false
  return domain.split('.').every((label) => labelPattern.test(label))
}
