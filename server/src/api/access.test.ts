import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressBlock, secretOf } from './access.ts'

const bearerAlone = new Map<string, 'key' | 'password'>([['bearer', 'key']])
const everyScheme = new Map<string, 'key' | 'password'>([
  ['bearer', 'key'],
  ['ticket', 'key'],
  ['basic', 'password'],
])
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

test('the key is what follows Bearer, in any case and with any spaces', () => {
  for (const header of ['Bearer abc', 'bearer abc', 'BEARER   abc ', 'Bearer  abc']) {
    assert.equal(secretOf(header, bearerAlone), 'abc', header)
  }
})

test('a header without a key of a scheme that is taken holds none', () => {
  const headers = [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'abc',
    'Digest abc',
    'Ticket abc',
    basic('a:b'),
  ]
  for (const header of headers) assert.equal(secretOf(header, bearerAlone), null, String(header))
})

test('a group may take the key as a ticket or as the password of Basic', () => {
  assert.equal(secretOf('TICKET abc', everyScheme), 'abc')
  assert.equal(secretOf(basic('somebody:abc'), everyScheme), 'abc')
  assert.equal(secretOf(basic(':a:b'), everyScheme), 'a:b')
  assert.equal(secretOf(basic('nocolon'), everyScheme), null)
  assert.equal(secretOf(basic('user:'), everyScheme), null)
})

test('a text longer than any key is not looked at', () => {
  assert.equal(secretOf(`Bearer ${'k'.repeat(513)}`, bearerAlone), null)
  assert.equal(secretOf(`Bearer ${'k'.repeat(512)}`, bearerAlone)?.length, 512)
})

test('addresses of one IPv6 /64 count as one, IPv4 addresses by themselves', () => {
  assert.equal(addressBlock('2001:db8:1:2:aaaa::1'), '2001:db8:1:2')
  assert.equal(addressBlock('2001:db8:1:2:bbbb:1:2:3'), '2001:db8:1:2')
  assert.equal(addressBlock('2001:db8::7'), '2001:db8:0:0')
  assert.equal(addressBlock('::1'), '0:0:0:0')
  assert.equal(addressBlock('192.0.2.1'), '192.0.2.1')
  assert.equal(addressBlock('::ffff:192.0.2.1'), '::ffff:192.0.2.1')
})
