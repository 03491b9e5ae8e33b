/**
 * A revoked certificate through the whole service: refused on save, by the thread that answers, and
 * on delivery, by the thread that sends.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { type LocalCa, makeLocalCa } from '../world/local-ca.ts'
import { openStaplingReceiver } from '../world/stapling-receiver.ts'
import { openWorld, type WebhookWorld } from './webhook-world.ts'

test('a target whose certificate is revoked cannot be saved as Active, and the answer says so', async (t) => {
  const { ca, listed, unlisted, world } = await stand(t)
  const stapling = await openStaplingReceiver(t, unlisted, {
    staple: ca.staple(unlisted, 'revoked'),
  })
  const onTheList = await openStaplingReceiver(t, listed)
  for (const receiver of [stapling, onTheList]) {
    const answer = await world.call('POST', 'Webhook', { body: { TargetUrl: receiver.url } })
    assert.equal(answer.status, 400)
    assert.match(answer.json.Message, /certificate is not accepted: revoked on 2026-11-01/)
    assert.equal(receiver.requestCount(), 0)
  }
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
  const silent = await openStaplingReceiver(t, unlisted)
  assert.equal((await world.save({ TargetUrl: silent.url })).State, 'Active')
})

test('a delivery to a target whose certificate has been revoked since fails as tls-revoked', async (t) => {
  const { ca, unlisted, world } = await stand(t)
  const options = { staple: ca.staple(unlisted, 'good') }
  const receiver = await openStaplingReceiver(t, unlisted, options)
  const { WebhookId } = await world.save({
    Name: 'CRM sync',
    Events: ['contact.changed'],
    TargetUrl: receiver.url,
  })
  options.staple = ca.staple(unlisted, 'revoked')
  await world.call('POST', 'Webhook/contact.changed/18', { body: {} })
  await world.fact(
    (fact) =>
      fact.kind === 'attempt-recorded' &&
      fact.attempt.outcome.kind === 'unreached' &&
      fact.attempt.outcome.errorClass === 'tls-revoked',
  )
  assert.equal(receiver.requestCount(), 1, 'the ping alone')
  const { text } = await world.call('GET', `Webhook/${WebhookId}/LastError`)
  assert.match(text, /revoked on 2026-11-01, by the OCSP answer/)
})

test('a delivery to a target whose certificate is on a list fails as tls-revoked', async (t) => {
  const { listed, world } = await stand(t)
  const receiver = await openStaplingReceiver(t, listed)
  const path = `/v1/tenants/${world.tenant.id}/subscriptions`
  const body = { url: receiver.url, event_types: ['contact.changed'] }
  const headers = { authorization: `Bearer ${world.key}` }
  assert.equal((await world.request('POST', path, { body, headers })).status, 201)
  await world.call('POST', 'Webhook/contact.changed/18', { body: {} })
  await world.fact(
    (fact) =>
      fact.kind === 'attempt-recorded' &&
      fact.attempt.outcome.kind === 'unreached' &&
      fact.attempt.outcome.errorClass === 'tls-revoked',
  )
  assert.equal(receiver.requestCount(), 0)
})

/** A service that trusts an authority and has its list, with a certificate on it and one that is not. */
async function stand(t: TestContext): Promise<{
  readonly ca: LocalCa
  readonly listed: ReturnType<LocalCa['issue']>
  readonly unlisted: ReturnType<LocalCa['issue']>
  readonly world: WebhookWorld
}> {
  const ca = makeLocalCa()
  const listed = ca.issue()
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-revoked-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'ca.pem'), ca.caPem)
  writeFileSync(join(folder, 'own.crl'), ca.crl([listed]))
  const world = await openWorld(t, {
    POSTHORN_EXTRA_CA: join(folder, 'ca.pem'),
    POSTHORN_CRL: join(folder, 'own.crl'),
  })
  return { ca, listed, unlisted: ca.issue(), world }
}
