import assert from 'node:assert/strict'
import { test } from 'node:test'
import vectors from '../../../../docs/reference/signing-vectors.json' with { type: 'json' }
import { sampleEvent } from '../../../test/contract/dialect-samples.ts'
import { stateChanges } from '../../domain/tenant-status.ts'
import { bodySha256, canonicalText, notificationBody, notificationOf } from './notification-body.ts'

test('the canonical text of the published bodies is theirs to the byte, and so is the digest', () => {
  assert.equal(vectors.tenantStatus.bodies.length, 2)
  for (const body of vectors.tenantStatus.bodies) {
    const { tenant: tenantId, versionName, fileVersion, publicEndpoint } = body
    const change = stateChanges[body.changeType]!
    const notification = { change, tenantId, versionName, fileVersion, publicEndpoint }
    assert.equal(canonicalText(notification), body.canonical)
    assert.equal(Buffer.byteLength(body.canonical), body.canonicalBytes)
    assert.equal(bodySha256(notification), body.sha256)
  }
})

test('a text that the data lack is empty, and the tenant is then that of the event', () => {
  for (const data of [{}, { tenant: 3, version_name: null, public_endpoint: ['x'] }]) {
    assert.deepEqual(notificationOf(sampleEvent('tenant-status.suspend', data)), {
      change: 'suspend',
      tenantId: 'Cust20001',
      versionName: '',
      fileVersion: '',
      publicEndpoint: null,
    })
  }
})

test('half a character in the data does not break the body', () => {
  const event = sampleEvent('tenant-status.move', '{"version_name":"a\\ud800"}')
  const body = Buffer.from(notificationBody(notificationOf(event), 't')).toString()
  assert.ok(body.includes('"VersionName":"a\ufffd"'))
})
