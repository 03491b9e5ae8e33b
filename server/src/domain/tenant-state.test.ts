import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  afterTransition,
  type Installation,
  initialStatus,
  isHostName,
  type TransitionName,
  type TransitionRequest,
} from './tenant-state.ts'

const running = initialStatus('production', 1_000)
const nowMs = 2_000

/** The status after these changes, each of which has to be possible, and what was told of them. */
function after(
  requests: readonly (TransitionName | TransitionRequest)[],
  from: Installation = running,
): { readonly status: Installation; readonly told: readonly (string | null)[] } {
  let status = from
  const told: (string | null)[] = []
  for (const one of requests) {
    const request = typeof one === 'string' ? { change: one } : one
    const result = afterTransition(status, request, nowMs)
    assert.notEqual(result.kind, 'illegal', JSON.stringify(request))
    if (result.kind === 'changed') status = result.status
    told.push(result.kind === 'changed' ? result.notice : null)
  }
  return { status, told }
}

test('every change tells exactly what it is documented to tell', () => {
  const lives: readonly (readonly [readonly TransitionName[], readonly (string | null)[]])[] = [
    [
      ['upgrade-announced', 'upgrade-started', 'upgrade-finished'],
      ['upgrade', null, 'resume'],
    ],
    [
      ['upgrade-started', 'upgrade-finished'],
      ['upgrade', 'resume'],
    ],
    [
      ['upgrade-announced', 'upgrade-finished'],
      ['upgrade', null],
    ],
    [
      ['backup-restored', 'backup-restored'],
      ['backup-restored', 'backup-restored'],
    ],
    [
      ['suspend', 'resume'],
      ['suspend', 'resume'],
    ],
    [
      ['outage-started', 'maintenance-finished'],
      [null, 'resume'],
    ],
    [
      ['outage-started', 'resume'],
      [null, 'resume'],
    ],
    [
      ['maintenance-started', 'maintenance-finished'],
      [null, null],
    ],
    [
      ['delete', 'deleted'],
      ['delete', null],
    ],
    [['deleted'], ['delete']],
    [
      ['delete', 'delete-failed', 'delete', 'deleted'],
      ['delete', null, null, null],
    ],
    [
      ['delete', 'delete-failed', 'incident-started', 'deleted'],
      ['delete', null, null, null],
    ],
    [
      ['delete', 'delete-failed', 'incident-started', 'incident-ended', 'delete'],
      ['delete', null, null, null, 'delete'],
    ],
    [
      ['incident-started', 'incident-ended'],
      [null, null],
    ],
    [
      ['provisioning-started', 'provisioning-failed', 'migration-started', 'provisioning-finished'],
      [null, null, null, null],
    ],
  ]
  for (const [changes, told] of lives) {
    assert.deepEqual(after(changes).told, told, changes.join())
  }
})

test('a change that holds already changes nothing and tells nothing', () => {
  const pairs: readonly (readonly [readonly TransitionName[], TransitionName])[] = [
    [[], 'resume'],
    [['suspend'], 'suspend'],
    [['delete'], 'delete'],
    [['deleted'], 'deleted'],
    [['maintenance-started'], 'maintenance-started'],
    [['outage-started'], 'outage-started'],
    [['upgrade-started'], 'upgrade-started'],
    [['upgrade-announced'], 'upgrade-announced'],
    [['incident-started'], 'incident-started'],
  ]
  for (const [before, change] of pairs) {
    const { status } = after(before)
    assert.equal(afterTransition(status, { change }, nowMs).kind, 'unchanged', change)
  }
})

test('an upgrade tells the version it leads to, and installs it when it is finished', () => {
  const version = { versionName: 'Release 9', fileVersion: '9.0.0.1' }
  const announced = afterTransition(running, { change: 'upgrade-announced', ...version }, nowMs)
  assert.ok(announced.kind === 'changed')
  assert.deepEqual(announced.told, version)
  assert.equal(announced.status.installed.versionName, '')
  const { status } = after(['upgrade-started', 'upgrade-finished'], announced.status)
  assert.deepEqual(status.installed, version)
  assert.equal(status.upgrade, null)
  const other = afterTransition(
    announced.status,
    { change: 'upgrade-announced', versionName: 'Release 10', fileVersion: '10.0.0.0' },
    nowMs,
  )
  assert.ok(other.kind === 'changed')
  assert.equal(other.notice, 'upgrade', 'another version is another upgrade')
})

test('what is not possible says in which states it is', () => {
  const illegal: readonly (readonly [readonly TransitionName[], TransitionName])[] = [
    [['deleted'], 'resume'],
    [['deleted'], 'delete'],
    [['delete'], 'suspend'],
    [['suspend'], 'upgrade-started'],
    [[], 'upgrade-finished'],
    [[], 'delete-failed'],
    [['provisioning-started'], 'suspend'],
    [['deleted'], 'move'],
  ]
  for (const [before, change] of illegal) {
    const { status } = after(before)
    const result = afterTransition(status, { change, publicEndpoint: 'a.example' }, nowMs)
    assert.equal(result.kind, 'illegal', `${before.join()} ${change}`)
    assert.match(result.kind === 'illegal' ? result.detail : '', /\w+ \w+/)
  }
})

test('a move tells the new host once', () => {
  const request = { change: 'move', publicEndpoint: 'online3.example.com' } as const
  const { status, told } = after([request, request])
  assert.deepEqual(told, ['move', null])
  assert.equal(status.publicEndpoint, 'online3.example.com')
})

test('a move that is told by hand names the host too, so there has to be one', () => {
  const byHand = { change: 'notify', notice: 'move' } as const
  assert.equal(afterTransition(running, byHand, nowMs).kind, 'illegal')
  const moved = { change: 'move', publicEndpoint: 'online3.example.com' } as const
  assert.deepEqual(after([moved, byHand]).told, ['move', 'move'])
})

test('the instant of a state is that of the change that brought it', () => {
  const { status } = after([{ change: 'suspend', versionName: 'x' }])
  assert.equal(status.sinceMs, nowMs)
  const named = afterTransition(status, { change: 'suspend', versionName: 'y' }, nowMs + 5)
  assert.ok(named.kind === 'changed')
  assert.equal(named.status.sinceMs, nowMs)
  assert.equal(named.notice, null)
})

test('a host name has neither scheme, port, path nor wildcard', () => {
  for (const host of ['online3.superoffice.com', 'localhost', 'a-b.example', '127.0.0.1']) {
    assert.ok(isHostName(host), host)
  }
  const bad = ['', 'https://a.b', 'a.b:443', 'a.b/c', '*.a.b', '-a.b', 'a..b', 'a b', 'A.b', 'ü.de']
  for (const host of [...bad, 'a'.repeat(254)]) assert.equal(isHostName(host), false, host)
})
