import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRow } from './csv.ts'

test('a cell that a spreadsheet would take for a formula begins with an apostrophe', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
    const [cell = ''] = csvRow([text, 'x']).split(/,x\r\n$/)
    assert.equal(
      cell.replace(/^"(.*)"$/s, '$1'),
      text.startsWith('\t') || text.startsWith('\r') ? `'${text[0]}'=1` : `'${text}`,
    )
  }
  assert.equal(csvRow(['shop;=1+1;-2', 'a|@b']), "shop;'=1+1;'-2,a|'@b\r\n")
  assert.equal(csvRow(['\uff1d1', 'a; b']), "'\uff1d1,a; b\r\n")
  assert.equal(csvRow(['a=1', 'a-b']), 'a=1,a-b\r\n')
})

test('quotes, commas and line ends stay within their cell, and what is not there is empty', () => {
  assert.equal(csvRow(['a,"b"\nc', null, 17, false, '']), '"a,""b""\nc",,17,false,\r\n')
  assert.equal(csvRow(['="x"']), `"'=""x"""\r\n`)
})
