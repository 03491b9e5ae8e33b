/** A member's name as it stands in a JSON pointer (RFC 6901). */
export const pointerPart = (name: string): string =>
  name.replaceAll('~', '~0').replaceAll('/', '~1')
