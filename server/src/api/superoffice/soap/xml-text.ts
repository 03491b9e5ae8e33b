/** Writes XML: text that means the same when it is read again, whatever characters are in it. */

/** Text between tags or in an attribute. What XML cannot say at all becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unspeakable, '\uFFFD')
    .replaceAll(/[&<>"'\r\n\t]/g, (character) => escapes[character] ?? character)
}

/** A declaration and one element, as the body of an answer. */
export const xmlDocument = (root: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${root}`

// Controls, and what is no character (XML 1.0, production 2).
const unspeakable = /[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu

// A parser turns a bare return into a line feed, and all three into blanks in an attribute.
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
}
