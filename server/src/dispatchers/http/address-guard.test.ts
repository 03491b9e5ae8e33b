import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAddressGuard } from './address-guard.ts'

test('global unicast addresses may be connected to, right up to the refused ranges', () => {
  const guard = createAddressGuard([])
  for (const address of [
    ...['1.0.0.0', '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '93.184.216.34'],
    ...['100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0', '169.253.255.255'],
    ...['169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.0.3.0', '192.167.255.255'],
    ...['192.169.0.0', '198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0'],
    ...['203.0.112.255', '203.0.114.0', '223.255.255.255', '168.63.129.15', '168.63.129.17'],
    ...['2001:200::1', '2001:4860:4860::8888', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e'],
    ...['2001:db7:ffff::1', '2001:db9::1', '2003::1', '3fff:1000::1', '2620:4f:7fff::1'],
  ]) {
    assert.equal(guard.refusalOf(address), null, address)
  }
})

test('a range that the operator opens is open, and its neighbours are not', () => {
  const guard = createAddressGuard(['10.1.0.0/16', ' 192.168.1.7 ', 'fd00:1::/32', '::1'])
  for (const address of ['10.1.0.0', '10.1.255.255', '192.168.1.7', 'fd00:1:ffff::1', '::1']) {
    assert.equal(guard.refusalOf(address), null, address)
  }
  for (const address of ['10.0.255.255', '10.2.0.0', '192.168.1.8', 'fd00:2::1', '127.0.0.1']) {
    assert.notEqual(guard.refusalOf(address), null, address)
  }
})

test('an IPv4-mapped address of an opened IPv4 range is judged as that IPv4 address', () => {
  const guard = createAddressGuard(['127.0.0.0/8'])
  assert.equal(guard.refusalOf('::ffff:127.0.0.1'), null)
  assert.equal(guard.refusalOf('::ffff:7f00:1'), null)
  assert.equal(guard.refusalOf('::ffff:10.0.0.1'), 'IPv4-mapped')
  assert.equal(guard.refusalOf('::ffff:8.8.8.8'), 'IPv4-mapped', 'public by IPv4, but in disguise')
  assert.notEqual(guard.refusalOf('::127.0.0.1'), null, 'IPv4-compatible is no IPv4-mapped')
})

test('a range may be opened in its IPv4-mapped spelling', () => {
  const guard = createAddressGuard(['::ffff:10.0.0.0/104'])
  assert.equal(guard.refusalOf('10.200.0.1'), null)
  assert.notEqual(guard.refusalOf('192.168.0.1'), null)
  assert.notEqual(guard.refusalOf('127.0.0.1'), null)
})

test('a refusal says of what kind the address is', () => {
  const guard = createAddressGuard([])
  assert.equal(guard.refusalOf('127.0.0.1'), 'loopback')
  assert.equal(guard.refusalOf('169.254.169.254'), 'link-local')
  assert.equal(guard.refusalOf('64:ff9b::a00:1'), 'NAT64')
  assert.equal(guard.refusalOf('4000::1'), 'not global unicast')
})

test('what is not an address in its plain spelling is refused', () => {
  const guard = createAddressGuard(['0.0.0.0/0', '::/0'])
  for (const text of [
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '1.2.3.4 ',
    '1.2.3.4/8',
  ]) {
    assert.equal(guard.refusalOf(text), 'not an address', text)
  }
  assert.equal(guard.refusalOf('fe80::1%lo'), 'not an address', 'a zone is for this machine only')
})

test('a range that is none ends the start', () => {
  for (const text of [
    '',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '0x7f.1',
    '/8',
  ]) {
    assert.throws(() => createAddressGuard([text]), /neither an IP address nor a CIDR range/, text)
  }
})
