import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Config, describeConfig, readConfig } from './config.ts'

function configOf(environment: Record<string, string>): Config {
  const read = readConfig(environment)
  if (read.kind === 'refused') throw new Error(read.faults.join('\n'))
  return read.config
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  const read = readConfig(environment)
  return read.kind === 'refused' ? read.faults : []
}

test('an empty environment gives every default', () => {
  const config = configOf({})
  assert.deepEqual(config.listen, { host: '127.0.0.1', port: 8400 })
  assert.equal(config.store, 'sqlite:./data/posthorn.db')
  assert.equal(config.operatorKey, null)
  assert.equal(config.encryptionKey, null)
  assert.deepEqual(config.allowTargets, [])
  assert.equal(config.allowHttpTargets, false)
  assert.equal(config.retentionDays, 30)
  assert.equal(config.inFlightPerOrigin, 8)
  assert.equal(config.bodyBytesMax, 1_048_576)
  assert.equal(config.shutdownSeconds, 10)
  assert.equal(config.logLevel, 'info')
})

test('an empty variable is an unset one', () => {
  assert.equal(configOf({ POSTHORN_RETENTION_DAYS: '' }).retentionDays, 30)
})

test('values of every kind are read', () => {
  const config = configOf({
    POSTHORN_LISTEN: '[::1]:0',
    POSTHORN_ALLOW_TARGETS: '10.0.0.0/8, 192.168.1.5 ,fd00::/8,::1',
    POSTHORN_ALLOW_HTTP_TARGETS: '1',
    POSTHORN_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
    POSTHORN_OPERATOR_KEY: 'o'.repeat(32),
    POSTHORN_PUBLIC_URL: 'https://hooks.example.com/posthorn/',
    POSTHORN_SUPEROFFICE_VERSION: '10.3.8',
  })
  assert.deepEqual(config.listen, { host: '::1', port: 0 })
  assert.deepEqual(config.allowTargets, ['10.0.0.0/8', '192.168.1.5/32', 'fd00::/8', '::1/128'])
  assert.equal(config.allowHttpTargets, true)
  assert.deepEqual(config.encryptionKey, new Uint8Array(32).fill(9))
  assert.equal(config.publicUrl, 'https://hooks.example.com/posthorn')
  assert.equal(config.superofficeVersion, '10.3.8')
})

test('the roles of a node are words of a list, in any order, each once', () => {
  assert.deepEqual(configOf({}).roles, ['api', 'worker', 'maintenance'])
  assert.deepEqual(configOf({ POSTHORN_ROLES: 'worker, api' }).roles, ['api', 'worker'])
  for (const text of ['sender', 'api,api', 'api,,worker', ',']) {
    assert.match(faultsOf({ POSTHORN_ROLES: text })[0] ?? '', /POSTHORN_ROLES has a word/)
  }
})

test('a setting that does not exist stops the start and names the one that was meant', () => {
  assert.deepEqual(faultsOf({ POSTHORN_RETENTION_DAY: '7' }), [
    'POSTHORN_RETENTION_DAY is no setting; did you mean POSTHORN_RETENTION_DAYS?',
  ])
  assert.match(
    faultsOf({ POSTHORN_XYZ_ABC_DEF: '7' })[0] ?? '',
    /is no setting; see "posthorn config"/,
  )
})

test('what Kubernetes injects for services of that name is ignored, and nothing that looks alike', () => {
  assert.match(faultsOf({ POSTHORN_LISTEN_PORT: '8400' })[0] ?? '', /is no setting/)
  const faults = faultsOf({
    POSTHORN_PORT: 'tcp://10.0.0.1:80',
    POSTHORN_PORT_80_TCP: 'tcp://10.0.0.1:80',
    POSTHORN_PORT_80_TCP_ADDR: '10.0.0.1',
    POSTHORN_SERVICE_HOST: '10.0.0.1',
    POSTHORN_SERVICE_PORT: '80',
    POSTHORN_SERVICE_PORT_HTTP: '80',
    POSTHORN_API_SERVICE_HOST: '10.0.0.2',
    POSTHORN_API_PORT_8400_TCP_PROTO: 'tcp',
    POSTHORN_API_PORT: 'tcp://10.0.0.2:8400',
    OTHER_VARIABLE: 'x',
  })
  assert.deepEqual(faults, [])
})

test('a malformed value stops the start with the setting, the fault and what it takes', () => {
  const malformed: readonly (readonly [string, string, RegExp])[] = [
    ['POSTHORN_LISTEN', '8400', /is not a host and a port.*host:port/],
    ['POSTHORN_LISTEN', '127.0.0.1:70000', /above 65535/],
    ['POSTHORN_STORE', 'mysql://h/db', /is not a store that this version has/],
    ['POSTHORN_OPERATOR_KEY', 'short', /fewer than 32 characters/],
    ['POSTHORN_OPERATOR_KEY', `${'o'.repeat(40)} x`, /cannot stand in a header/],
    ['POSTHORN_ENCRYPTION_KEY', 'AAAA', /is 3 bytes long, not 32/],
    ['POSTHORN_ENCRYPTION_KEY', 'not base64!', /is not base64/],
    ['POSTHORN_ALLOW_TARGETS', '10.0.0.0/33', /neither an address nor a CIDR range/],
    ['POSTHORN_ALLOW_TARGETS', '0x7f.1', /neither an address nor a CIDR range/],
    ['POSTHORN_ALLOW_HTTP_TARGETS', 'maybe', /neither 0 nor 1/],
    ['POSTHORN_PUBLIC_URL', 'ftp://x', /is not an http\(s\) URL/],
    ['POSTHORN_PUBLIC_URL', 'https://u:p@x/', /credentials/],
    ['POSTHORN_SMTP_URL', 'mail.example.org', /names a host/],
    ['POSTHORN_SMTP_URL', 'http://mail.example.org', /begins with smtp/],
    ['POSTHORN_SMTP_URL', 'smtp://', /names a host/],
    ['POSTHORN_SMTP_URL', 'smtp://mail.example.org/?tls=no', /a path, a query/],
    ['POSTHORN_SMTP_URL', 'smtp://u:100%@mail.example.org', /not URL-encoded/],
    ['POSTHORN_SMTP_FROM', 'Posthorn <a@example.org>', /not one mail address/],
    ['POSTHORN_RETENTION_DAYS', '3', /is below 7/],
    ['POSTHORN_RETENTION_DAYS', '1e3', /digits/],
    ['POSTHORN_RETENTION_DAYS', '-8', /digits/],
    ['POSTHORN_IN_FLIGHT_MAX', '10001', /is above 10000/],
    ['POSTHORN_LOG_LEVEL', 'verbose', /none of the words/],
    ['POSTHORN_SUPEROFFICE_VERSION', '12.x', /is not a version/],
  ]
  for (const [name, text, expected] of malformed) {
    const [fault = '', ...more] = faultsOf({ [name]: text })
    assert.deepEqual(more, [], name)
    assert.ok(fault.startsWith(`${name} `), fault)
    assert.match(fault, expected)
  }
})

test('all faults are told at once, and a secret is never repeated', () => {
  const faults = faultsOf({
    POSTHORN_OPERATOR_KEY: 'planted-secret',
    POSTHORN_ENCRYPTION_KEY: 'planted-secret',
    POSTHORN_NO_SUCH: 'planted-secret',
  })
  assert.equal(faults.length, 3)
  assert.ok(!faults.join('\n').includes('planted-secret'))
})

test('the description shows every setting, and secrets only as set', () => {
  const described = describeConfig({
    POSTHORN_OPERATOR_KEY: 'planted-secret',
    POSTHORN_RETENTION_DAYS: '8',
  })
  assert.ok(!JSON.stringify(described).includes('planted-secret'))
  const byName = new Map(described.map((setting) => [setting.name, setting]))
  assert.equal(byName.get('POSTHORN_OPERATOR_KEY')?.value, '(set)')
  assert.equal(byName.get('POSTHORN_ENCRYPTION_KEY')?.value, null)
  assert.equal(byName.get('POSTHORN_RETENTION_DAYS')?.value, '8')
  assert.equal(byName.get('POSTHORN_RETENTION_DAYS')?.isDefault, false)
  for (const { name, help, bound } of described) {
    assert.match(name, /^POSTHORN_[A-Z0-9_]+$/)
    assert.ok(help.length > 20 && bound.length > 3, name)
  }
})

test('a mail server is a host, a port by the kind of TLS, and a login that is shown to nobody', () => {
  const smtp = (text: string) => {
    const read = readConfig({ POSTHORN_SMTP_URL: text })
    return read.kind === 'read' ? read.config.smtpUrl : null
  }
  const plain = { host: 'mail.example.org', port: 587, isTls: false, credentials: null }
  assert.deepEqual(smtp('smtp://mail.example.org'), plain)
  assert.deepEqual(smtp('smtps://mail.example.org'), { ...plain, port: 465, isTls: true })
  assert.deepEqual(smtp('smtp://a%40b:p%2Fw%3A@[::1]:2525'), {
    host: '::1',
    port: 2_525,
    isTls: false,
    credentials: { user: 'a@b', password: 'p/w:' },
  })
  for (const scheme of ['smtps', 'SMTPS']) {
    const described = describeConfig({ POSTHORN_SMTP_URL: `${scheme}://u:planted@h:1` })
    assert.ok(!JSON.stringify(described).includes('planted'))
  }
})
