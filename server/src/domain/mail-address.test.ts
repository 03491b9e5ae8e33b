import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMailAddress } from './mail-address.ts'

test('one plain address is one, also at a host without a dot and in other scripts', () => {
  for (const text of [
    'ops@example.org',
    'first.last+tag@mail.example.org',
    "o'neil_7@x-y.example",
    'root@localhost',
    'søk@bücher.example',
    `${'a'.repeat(64)}@example.org`,
  ]) {
    assert.equal(isMailAddress(text), true, text)
  }
})

test('what could begin a second address or a header is none', () => {
  for (const text of [
    '',
    'ops',
    '@example.org',
    'ops@',
    'a@example.org,b@example.org',
    'a@example.org b@example.org',
    'a@example.org;b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a\n@example.org',
    'a@example.org\0',
    'Ops <ops@example.org>',
    '<ops@example.org>',
    '"a b"@example.org',
    'a@b@example.org',
    'a@[127.0.0.1]',
    'a(comment)@example.org',
    'a\\@example.org',
    '.a@example.org',
    'a..b@example.org',
    'a.@example.org',
    'a@-example.org',
    'a@example..org',
    'a@example.org.',
    'a@ex\u2028ample.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b.'.repeat(130)}org`,
  ]) {
    assert.equal(isMailAddress(text), false, JSON.stringify(text))
  }
})
