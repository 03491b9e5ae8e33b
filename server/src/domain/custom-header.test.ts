import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFramingHeader, isHeaderName, isHeaderValue } from './custom-header.ts'

test('hop-by-hop and framing headers belong to the connection', () => {
  const names = ['host', 'te', 'content-length', 'transfer-encoding', 'proxy-anything', 'expect']
  for (const name of names) assert.ok(isFramingHeader(name), name)
  for (const name of ['authorization', 'x-host', 'cookie']) assert.ok(!isFramingHeader(name), name)
})

test('a header name is a token', () => {
  for (const name of ['X-Shop', 'a', "!#$%&'*+-.^_`|~09"]) assert.ok(isHeaderName(name), name)
  for (const name of ['', 'a b', 'a:', 'a\n', 'æ', 'a/b', '"a"']) assert.ok(!isHeaderName(name))
})

test('a header value has no line ending, no control character and nothing past Latin-1', () => {
  for (const value of ['', 'a b', 'a\tb', 'æøå']) assert.ok(isHeaderValue(value))
  for (const value of ['a\r\nb', 'a\nb', 'a\0', 'a\x7f', 'snow ☃']) assert.ok(!isHeaderValue(value))
})
