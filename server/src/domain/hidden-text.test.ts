import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hideSecrets, shownUrl } from './hidden-text.ts'

test('no secret and no header value of a subscription is left in a text, in any form', () => {
  const config = {
    secrets: {
      current: [{ kind: 'hmac-text', text: 'nøkkel "1"' } as const],
      old: [{ secret: { kind: 'hmac', keyBase64: 'c2VjcmV0' } as const, endsAtMs: 1 }],
    },
    headers: { Authorization: 'Bearer t0k3n', 'X-Short': 'on' },
  }
  const text =
    'HTTP 500\nyou sent nøkkel "1", {"secret":"nøkkel \\"1\\""}, whsec_c2VjcmV0 or c2VjcmV0,' +
    ' Bearer t0k3n or t0k3n, based on that'
  assert.equal(
    hideSecrets(text, config),
    'HTTP 500\nyou sent (hidden), {"secret":"(hidden)"}, (hidden) or (hidden),' +
      ' (hidden) or (hidden), based on that',
  )
})

test('a secret of which a text has only the beginning, because it was cut there, is not left either', () => {
  const config = { secrets: { current: [], old: [] }, headers: { 'X-Key': 'k3y-that-is-long' } }
  assert.equal(hideSecrets('you sent k3y-that-is-lo', config), 'you sent (hidden)')
  assert.equal(hideSecrets('you sent k3y', config), 'you sent k3y')
  assert.equal(hideSecrets('k3y-tha', config), '(hidden)')
})

test('of an endpoint neither query nor user is shown', () => {
  assert.equal(shownUrl('https://u:p@x.example:8443/in?token=1#a'), 'https://x.example:8443/in')
  assert.equal(shownUrl('no url'), '(hidden)')
})
