/**
 * The reference library of Standard Webhooks for Python, unmodified, as a receiver's code uses it.
 * `npm test` puts it into a folder of its own; a test that finds none there fails and says so.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const python = fileURLToPath(
  new URL('../../../node_modules/.cache/posthorn-python/bin/python', import.meta.url),
)

const refusedCode = 3

const script = `
import base64, json, sys
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
given = json.load(sys.stdin)
body = base64.b64decode(given["body"])
try:
    payload = Webhook(given["secret"]).verify(body, given["headers"])
except WebhookVerificationError:
    sys.exit(${refusedCode})
assert payload == json.loads(body)
`

/** Whether the library takes the message; whatever else goes wrong fails the test. */
export function verifyInPython(
  secret: string,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): boolean {
  assert.ok(existsSync(python), `no ${python}: "node scripts/ensure-packages.ts" puts it there`)
  const { status, stderr } = spawnSync(python, ['-I', '-c', script], {
    input: JSON.stringify({ secret, body: body.toString('base64'), headers }),
    encoding: 'utf8',
    timeout: 30_000,
  })
  assert.ok(status === 0 || status === refusedCode, `Python ended with ${status}: ${stderr}`)
  return status === 0
}
