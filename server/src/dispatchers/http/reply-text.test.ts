import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { replyCharactersMax } from '../../domain/limits.ts'
import { lineText, replyBytesKept, replyText } from './reply-text.ts'

test('plain text stays as it is', () => {
  const text = 'line one\n\tline two: \u00fc \u20ac \ud83d\udcef'
  assert.equal(replyText(Buffer.from(text)), text)
})

test('whatever the bytes, the text is bounded and holds no control but line feed and tab', () => {
  const bytes = fc.uint8Array({ maxLength: 3 * replyBytesKept })
  const few = fc.array(fc.constantFrom(0, 10, 27, 65, 0xc3, 0xf0, 0x9f, 0x93, 0xaf, 0xff), {
    minLength: 3_990,
    maxLength: 8_200,
  })
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        few.map((list) => Uint8Array.from(list)),
      ),
      (given) => {
        const text = replyText(Buffer.from(given))
        assert.ok(text.length <= replyCharactersMax)
        // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
        assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
        assert.ok(text.isWellFormed())
      },
    ),
    { numRuns: 200 },
  )
})

test('the bytes kept are enough for the characters kept, whatever they are', () => {
  for (const character of ['a', '\u00fc', '\u20ac', '\ud83d\udcef']) {
    const whole = Buffer.from(character.repeat(replyBytesKept))
    const cut = replyText(whole.subarray(0, replyBytesKept))
    assert.equal(cut, replyText(whole))
    assert.ok(cut.length > replyCharactersMax - 2)
  }
})

test('an escape is kept whole or not at all', () => {
  const text = replyText(
    Buffer.concat([Buffer.alloc(replyCharactersMax - 3, 'a'), Buffer.alloc(9)]),
  )
  assert.equal(text, 'a'.repeat(replyCharactersMax - 3))
})

test('a line has no line ends', () => {
  assert.equal(lineText('a\r\nb\tc', 100), 'a\\u000d\\u000ab\\u0009c')
  assert.equal(lineText('abcdef', 3), 'abc')
})
