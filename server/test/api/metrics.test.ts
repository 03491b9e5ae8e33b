/** The alert rules and the dashboard in `examples/` ask for metrics that a service really gives. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startServer } from '../world/running-server.ts'
import { done } from './documented-calls.ts'
import { startReceiver } from './recording-receiver.ts'

const repository = join(import.meta.dirname, '..', '..', '..')
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')

test('every metric of the alerts and the dashboard exists, with the labels they ask for', async (t) => {
  const server = await startServer(t)
  const receiver = await startReceiver(t)
  await server.makeTenant('Cust1')
  await done(server, 'POST', '/v1/tenants/Cust1/subscriptions', {
    body: { url: receiver.url, event_types: ['order.*'] },
  })
  await done(server, 'POST', '/v1/tenants/Cust1/events', {
    body: { type: 'order.placed', data: {} },
  })
  await server.fact((fact) => fact.kind === 'delivery-ended')
  const { text } = await server.call('GET', '/metrics')
  for (const path of ['posthorn-alerts.yml', 'posthorn-dashboard.json']) {
    const asked = new Set(read(`examples/monitoring/${path}`).match(/posthorn_[a-z_]+[a-z]/g))
    assert.ok(asked.size > 5, path)
    for (const name of asked) {
      assert.match(text, new RegExp(`^# TYPE ${name.replace(/_bucket$/, '')} `, 'm'), path)
    }
  }
  assert.match(text, /^posthorn_deliveries_ended_total\{state="delivered"\} 1$/m)
  assert.match(text, /^posthorn_attempts_total\{[^}]*outcome="accepted"[^}]*\} 1$/m)
})

test('every alert has its line of what to do', () => {
  const alerts = [...read('examples/monitoring/posthorn-alerts.yml').matchAll(/alert: (\w+)/g)]
  const runbook = read('docs/operating/monitoring.md')
  assert.ok(alerts.length > 5)
  for (const [, name = ''] of alerts) {
    assert.match(runbook, new RegExp(`^### ${name}$`, 'm'))
    const anchor = `docs/operating/monitoring.md#${name.toLowerCase()}`
    assert.ok(read('examples/monitoring/posthorn-alerts.yml').includes(anchor), anchor)
  }
})
