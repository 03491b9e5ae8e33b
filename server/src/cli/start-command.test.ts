/** A mistake of the operator ends the start with one sentence and no trace of the start. */
import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { assertStartRefused, type Ended, startedCommand } from '../../test/world/started-command.ts'

function folderIn(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-start-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

function start(folder: string, settings: Readonly<Record<string, string>>): Promise<Ended> {
  return startedCommand({ ...storeIn(folder), ...settings })
}

async function assertRefused(
  folder: string,
  settings: Readonly<Record<string, string>>,
  sentence: RegExp,
): Promise<void> {
  await assertStartRefused({ ...storeIn(folder), ...settings }, sentence)
}

const storeIn = (folder: string) => ({
  POSTHORN_STORE: `sqlite:${join(folder, 'data', 'posthorn.db')}`,
})

test('a setting that cannot be used ends the start with a sentence, and makes nothing', async (t) => {
  const folder = folderIn(t)
  const at = (name: string): string => join(folder, name)
  mkdirSync(at('a-folder'))
  writeFileSync(at('a-file'), 'not a folder')
  writeFileSync(at('empty.pem'), '')
  writeFileSync(at('broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  writeFileSync(at('broken.crl'), '-----BEGIN X509 CRL-----\nMAAA\n-----END X509 CRL-----\n')
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [
      { POSTHORN_STORE: `sqlite:${at('a-folder')}` },
      /a-folder is a folder, and the store is a file/,
    ],
    [
      { POSTHORN_STORE: `sqlite:${at('a-file')}/x.db` },
      /a-file, the folder of the store, cannot be/,
    ],
    [{ POSTHORN_STORE: 'sqlite:/proc/nope/x.db' }, /\/proc\/nope, the folder of .* cannot be made/],
    [{ POSTHORN_EXTRA_CA: at('missing.pem') }, /POSTHORN_EXTRA_CA .*missing\.pem.*no such file/],
    [{ POSTHORN_EXTRA_CA: at('a-folder') }, /POSTHORN_EXTRA_CA .*a-folder/],
    [{ POSTHORN_EXTRA_CA: at('empty.pem') }, /POSTHORN_EXTRA_CA .*holds no certificate/],
    [{ POSTHORN_EXTRA_CA: at('broken.pem') }, /POSTHORN_EXTRA_CA .*certificate 1 cannot be read/],
    [{ POSTHORN_CRL: at('missing.crl') }, /POSTHORN_CRL .*missing\.crl.*no such file/],
    [{ POSTHORN_CRL: at('a-folder') }, /POSTHORN_CRL .*a-folder/],
    [{ POSTHORN_CRL: at('empty.pem') }, /POSTHORN_CRL .*holds no revocation list, PEM or DER/],
    [{ POSTHORN_CRL: at('broken.pem') }, /POSTHORN_CRL .*holds no revocation list/],
    [
      { POSTHORN_CRL: at('broken.crl') },
      /POSTHORN_CRL .*broken\.crl.* its revocation list 1 cannot be read/,
    ],
    [{ POSTHORN_ALLOW_TARGETS: 'fe80::1%lo' }, /POSTHORN_ALLOW_TARGETS has "fe80::1%lo"/],
    [{ POSTHORN_ALLOW_TARGETS: '10.0.0.0/33' }, /POSTHORN_ALLOW_TARGETS has "10\.0\.0\.0\/33"/],
  ]
  for (const [settings, sentence] of cases) {
    if (process.platform !== 'linux' && settings['POSTHORN_STORE']?.includes('/proc')) continue
    await assertRefused(folder, settings, sentence)
    assert.equal(existsSync(at('data')), false, JSON.stringify(settings))
  }
  assert.deepEqual(readdirSync(at('a-folder')), [])
})

test('a port that is taken leaves a start that can be made again', async (t) => {
  const folder = folderIn(t)
  const taken = createServer().listen(0, '127.0.0.1')
  t.after(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const { code, said } = await start(folder, { POSTHORN_LISTEN: `127.0.0.1:${port}` })
  assert.equal(code, 69)
  assert.match(said, /cannot be listened on: address already in use; set POSTHORN_LISTEN/)
  assert.equal((await start(folder, {})).code, 0)
})

test('a start without an account says once where the first one is made, outside the log', async (t) => {
  const { code, said } = await startedCommand(storeIn(folderIn(t)), '\nFirst sign-in: ')
  assert.equal(code, 0)
  const links = said.split('\n').filter((line) => line.includes('phs_first_'))
  assert.equal(links.length, 1)
  assert.match(
    links[0] ?? '',
    /^First sign-in: http:\/\/127\.0\.0\.1:\d+\/console\/setup#token=phs_first_[\w-]{43}$/,
  )
})

test('beside a store that is there no key is made, and a damaged one is said to be', async (t) => {
  const folder = folderIn(t)
  const data = join(folder, 'data')
  const key = join(data, 'encryption.key')
  const store = join(data, 'posthorn.db')
  assert.equal((await start(folder, {})).code, 0)
  const made = readdirSync(data).filter((name) => name.endsWith('.key'))
  assert.deepEqual(made.toSorted(), ['encryption.key', 'operator.key'])

  chmodSync(key, 0o644)
  await assertRefused(folder, {}, /encryption\.key may be read by others; .*chmod 600/)
  rmSync(key)
  rmSync(join(data, 'operator.key'))
  await assertRefused(folder, {}, /encryption\.key is missing/)
  writeFileSync(key, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  await assertRefused(folder, {}, /does not open with this encryption key/)
  truncateSync(store, 20_000)
  await assertRefused(folder, {}, /damaged/)
  writeFileSync(store, 'garbage')
  await assertRefused(folder, {}, /not a SQLite database or is damaged/)
  assert.equal(existsSync(join(data, 'operator.key')), false)
})
