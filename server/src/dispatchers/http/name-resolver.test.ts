import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type LoopbackNameServer,
  openLoopbackNameServer,
} from '../../../test/world/loopback-name-server.ts'
import { HostsFile } from './hosts-file.ts'
import { createNameResolver, type NameResolver } from './name-resolver.ts'

test('addresses of both families are found, and asked for once within their time to live', async () => {
  await inWorld(async (resolver, names) => {
    names.knows('both.example', ['93.184.216.34', '2606:4700::1111'])
    const found = await resolver.resolve('both.example')
    assert.deepEqual(addressesOf(found), ['2606:4700::1111', '93.184.216.34'])
    await Promise.all([resolver.resolve('both.example'), resolver.resolve('both.example')])
    assert.equal(names.questionCount('both.example'), 2)
  })
})

test('callers at the same moment share one lookup', async () => {
  await inWorld(async (resolver, names) => {
    names.knows('shared.example', ['93.184.216.34'])
    await Promise.all(Array.from({ length: 20 }, () => resolver.resolve('shared.example')))
    assert.equal(names.questionCount('shared.example'), 2)
  })
})

test('a name that does not exist fails, and is not asked for again at once', async () => {
  await inWorld(async (resolver, names) => {
    assert.deepEqual(await resolver.resolve('absent.example'), {
      kind: 'failed',
      reason: 'ENOTFOUND',
    })
    await resolver.resolve('absent.example')
    assert.equal(names.questionCount('absent.example'), 2)
  })
})

test('a name without addresses fails', async () => {
  await inWorld(async (resolver, names) => {
    names.knows('empty.example', [])
    assert.deepEqual(await resolver.resolve('empty.example'), { kind: 'failed', reason: 'ENODATA' })
  })
})

test('a name server that never answers for one family does not hold up the other', async () => {
  await inWorld(async (resolver, names) => {
    names.knows('half.example', ['93.184.216.34', '2606:4700::1111'])
    names.ignores('half.example', 6)
    const startedAtMs = performance.now()
    assert.deepEqual(addressesOf(await resolver.resolve('half.example')), ['93.184.216.34'])
    assert.ok(performance.now() - startedAtMs < 2_000)
  })
})

test('a name that is never answered fails in about three seconds, and no healthy name waits', async () => {
  await inWorld(async (resolver, names) => {
    const dead = Array.from({ length: 50 }, (_, number) => `dead${number}.example`)
    const healthy = Array.from({ length: 50 }, (_, number) => `healthy${number}.example`)
    for (const name of dead) names.ignores(name)
    for (const name of healthy) names.knows(name, ['93.184.216.34'])
    const startedAtMs = performance.now()
    const failing = dead.map((name) => resolver.resolve(name))
    const found = Promise.all(healthy.map((name) => resolver.resolve(name)))
    const first = await Promise.race([
      found.then(() => 'healthy'),
      ...failing.map((each) => each.then(() => 'dead')),
    ])
    assert.equal(first, 'healthy', 'the last healthy one is there before the first dead one fails')
    for (const resolution of await Promise.all(failing)) {
      assert.deepEqual(resolution, { kind: 'failed', reason: 'ETIMEOUT' })
    }
    const deadMs = performance.now() - startedAtMs
    assert.ok(deadMs > 1_000 && deadMs < 5_000, `dead names took ${deadMs} ms`)
  })
})

test('names known to be silent do not take the room of the others', async (context) => {
  await inWorld(
    async (resolver, names) => {
      const dead = Array.from({ length: 4 }, (_, number) => `dead${number}.example`)
      for (const name of dead) names.ignores(name)
      await Promise.all(dead.map((name) => resolver.resolve(name)))
      const asked = dead.map((name) => names.questionCount(name))

      // Their failures are forgotten by then, that they were silent is not.
      const laterMs = performance.now() + 60_000
      context.mock.method(performance, 'now', () => laterMs)
      for (const name of dead) void resolver.resolve(name)
      names.knows('healthy.example', ['93.184.216.34'])
      assert.equal((await resolver.resolve('healthy.example')).kind, 'found')
      const again = dead.map((name, at) => names.questionCount(name) - (asked[at] ?? 0))
      assert.ok((again[0] ?? 0) >= 2)
      assert.deepEqual(again.slice(1), [0, 0, 0], 'one at a time, in a lane of their own')
    },
    { lookupsMax: 4 },
  )
})

test('more lookups than may run at once wait for their turn', async () => {
  await inWorld(
    async (resolver, names) => {
      const some = Array.from({ length: 20 }, (_, number) => `some${number}.example`)
      for (const name of some) names.knows(name, ['93.184.216.34'])
      const found = await Promise.all(some.map((name) => resolver.resolve(name)))
      assert.ok(found.every((resolution) => resolution.kind === 'found'))
    },
    { lookupsMax: 2 },
  )
})

test('names of the hosts file and of this machine never reach a name server', async () => {
  await inWorld(async (resolver, names, hostsPath) => {
    writeFileSync(
      hostsPath,
      '# own names\n10.0.0.7  inner.example Inner # the inner one\nfd00::7 inner.example\n',
    )
    assert.deepEqual(addressesOf(await resolver.resolve('inner.example')), ['10.0.0.7', 'fd00::7'])
    assert.deepEqual(addressesOf(await resolver.resolve('inner')), ['10.0.0.7'])
    assert.deepEqual(addressesOf(await resolver.resolve('localhost')), ['127.0.0.1'])
    assert.deepEqual(addressesOf(await resolver.resolve('a.b.localhost')), ['127.0.0.1'])
    for (const name of ['inner.example', 'inner', 'localhost', 'a.b.localhost']) {
      assert.equal(names.questionCount(name), 0, name)
    }
  })
})

test('a hosts file is read again when it has changed, and may be missing', (context) => {
  context.mock.timers.enable({ apis: ['Date'] })
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-hosts-'))
  context.after(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'hosts')
  const clock = context.mock.method(performance, 'now', () => 0)
  const at = (ms: number): void => clock.mock.mockImplementation(() => ms)
  const hosts = new HostsFile(path)
  assert.equal(hosts.addressesOf('a.example'), null)
  writeFileSync(path, '10.0.0.1 a.example\n')
  at(1_000)
  assert.deepEqual(hosts.addressesOf('a.example'), ['10.0.0.1'])
  writeFileSync(path, '10.0.0.2 a.example\n')
  utimesSync(path, 1, 1)
  at(1_500)
  assert.deepEqual(hosts.addressesOf('a.example'), ['10.0.0.1'], 'it is looked at once a second')
  at(2_000)
  assert.deepEqual(hosts.addressesOf('a.example'), ['10.0.0.2'])
  rmSync(path)
  at(3_000)
  assert.equal(hosts.addressesOf('a.example'), null)
})

type Act = (resolver: NameResolver, names: LoopbackNameServer, hostsPath: string) => Promise<void>

async function inWorld(act: Act, options: { readonly lookupsMax?: number } = {}): Promise<void> {
  const names = await openLoopbackNameServer()
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-hosts-'))
  const hostsPath = join(directory, 'hosts')
  const resolver = createNameResolver({ servers: [names.server], hostsPath, ...options })
  try {
    await act(resolver, names, hostsPath)
  } finally {
    resolver.close()
    await names.close()
    rmSync(directory, { recursive: true })
  }
}

function addressesOf(resolution: Awaited<ReturnType<NameResolver['resolve']>>): readonly string[] {
  assert.equal(resolution.kind, 'found')
  return resolution.kind === 'found' ? resolution.addresses.toSorted() : []
}
