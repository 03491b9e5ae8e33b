/** Standard base64, with or without padding; base64url and white space are not it. */
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/** The bytes, or null when the text is not base64. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!base64Pattern.test(text)) return null
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
