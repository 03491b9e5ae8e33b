/** What every store of the audit log promises: what was added is found, by whose it is, newest first. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AuditActor, AuditEntry } from '../../src/domain/audit.ts'
import type { AuditQuery, AuditStore } from '../../src/ports/audit-store.ts'
import { type OpenFresh, startMs, withStore } from './fresh-store.ts'

const all: AuditQuery = {
  account: null,
  application: null,
  actor: null,
  operation: null,
  sinceMs: null,
  untilMs: null,
  beforeId: null,
  limit: 10,
}

const key = {
  kind: 'key',
  id: `key_${'1'.repeat(32)}`,
  name: "Kari's \\ key",
} as const satisfies AuditActor

/** The nth entry, a second after the one before. */
function entry(number: number, given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: `aud_${number.toString(16).padStart(32, '0')}`,
    atMs: startMs + number * 1_000,
    account: 7,
    actor: { kind: 'operator' },
    seenBy: null,
    operation: 'createKey',
    named: { tenantId: 'Cust1' },
    status: 201,
    before: null,
    after: { text: 'æøå \\ "quotes" \u0000 $1', n: 1.5, none: null },
    ...given,
  }
}

export function auditStoreContract(engine: string, open: OpenFresh): void {
  const withAudit = (run: (audit: AuditStore) => Promise<void>) =>
    withStore(open, (fresh) => run(fresh.store.audit))
  const numbersOf = async (audit: AuditStore, query: Partial<AuditQuery>): Promise<number[]> => {
    const found = await audit.list({ ...all, ...query })
    return found.map(({ id }) => Number.parseInt(id.slice(4), 16))
  }

  describe(`audit store on ${engine}`, () => {
    test('an entry is found as it was written, after a crash too', () =>
      withStore(open, async (fresh) => {
        const entries = [
          entry(1),
          entry(2, { actor: key, before: [1, { a: 'b' }] }),
          entry(3, { seenBy: 'app', after: null }),
          entry(4, { actor: { kind: 'anyone' }, account: 0, named: {} }),
        ]
        for (const one of entries) await fresh.store.audit.append(one)
        await fresh.crash()
        assert.deepEqual(await fresh.store.audit.list(all), entries.toReversed())
      }))

    test('entries are found by account, actor, application, operation and time', () =>
      withAudit(async (audit) => {
        await audit.append(entry(1))
        await audit.append(entry(2, { account: 8 }))
        await audit.append(entry(3, { actor: key, seenBy: 'app' }))
        await audit.append(entry(4, { actor: key, operation: 'revokeKey' }))
        assert.deepEqual(await numbersOf(audit, { account: 7 }), [4, 3, 1])
        assert.deepEqual(await numbersOf(audit, { actor: key.id }), [4, 3])
        assert.deepEqual(await numbersOf(audit, { actor: 'operator' }), [2, 1])
        assert.deepEqual(await numbersOf(audit, { application: 'app' }), [4, 3, 2, 1])
        assert.deepEqual(await numbersOf(audit, { application: 'other' }), [4, 2, 1])
        assert.deepEqual(await numbersOf(audit, { operation: 'revokeKey' }), [4])
        assert.deepEqual(await numbersOf(audit, { sinceMs: startMs + 3_000 }), [4, 3])
        assert.deepEqual(await numbersOf(audit, { untilMs: startMs + 3_000 }), [2, 1])
      }))

    test('pages go on behind the last of the page before', () =>
      withAudit(async (audit) => {
        for (let number = 1; number <= 5; number += 1) await audit.append(entry(number))
        assert.deepEqual(await numbersOf(audit, { limit: 2 }), [5, 4])
        const { id: beforeId } = entry(4)
        assert.deepEqual(await numbersOf(audit, { account: 7, beforeId, limit: 2 }), [3, 2])
      }))

    test('old entries are dropped, and no others', () =>
      withAudit(async (audit) => {
        for (let number = 1; number <= 5; number += 1) await audit.append(entry(number))
        assert.equal(await audit.dropBefore(startMs + 3_000), false)
        assert.deepEqual(await numbersOf(audit, {}), [5, 4, 3])
      }))
  })
}
