/**
 * `npm run rig:soap [-- --times 40]`: how soon does the SOAP service refuse XML that means harm, and
 * what does that do to a neighbour? Every hostile body is posted so often, with a plain call in
 * between; the slowest refusal has to be within 100 ms. Report in docs/proof. About a minute.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hostileXml } from '../superoffice/hostile-xml.ts'
import { envelope } from '../superoffice/soap-world.ts'
import { freePort, operatorKey, startService } from './service-process.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '40' }, report: { type: 'string' } },
})
const timesEach = Number(values.times)
const refusedMsMax = 100

const directory = mkdtempSync(join(tmpdir(), 'posthorn-soap-'))
const loadBefore = loadavg().map((one) => Math.round(one * 100) / 100)
const service = startService({ storePath: join(directory, 'posthorn.db'), port: await freePort() })
try {
  await service.ready(60_000)
  const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
  const made = await fetch(`${service.url}/v1/tenants`, {
    method: 'POST',
    headers,
    body: '{"id":"Cust1","name":"Cust1"}',
  })
  if (made.status !== 201) throw new Error(await made.text())
  const key = await fetch(`${service.url}/v1/tenants/Cust1/keys`, {
    method: 'POST',
    headers,
    body: '{"name":"soap","scopes":["manage"]}',
  })
  const { key: secret } = (await key.json()) as { key: string }
  const bodies = hostileXml('x', (inner) => envelope('1.1', secret, inner))
  const plain = envelope('1.1', secret, '<w:GetAllWebhooks/>')
  const timings = new Map<string, number[]>()
  for (let time = 0; time < timesEach; time += 1) {
    for (const [what, body] of [...bodies, ['a plain call', plain] as const]) {
      const tookMs = await post(body, what === 'a plain call' ? 200 : 400)
      // The first turn warms the reader up.
      if (time > 0) timings.set(what, [...(timings.get(what) ?? []), tookMs])
    }
  }
  const rows = [...timings].map(([what, all]) => ({ what, ...summary(all) }))
  const missed = rows
    .filter(({ what, maxMs }) => what !== 'a plain call' && maxMs > refusedMsMax)
    .map(({ what, maxMs }) => `${what}: ${maxMs} ms`)
  const gates = { refusedMsMax }
  const report = { rig: 'soap', node: process.version, gates, missed, loadBefore, timesEach, rows }
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(text)
  const place = join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'soap.json')
  writeFileSync(values.report ?? place, text)
  process.exitCode = missed.length === 0 ? 0 : 1
} finally {
  await service.kill('SIGTERM')
  rmSync(directory, { recursive: true })
}

/** How long the answer took, to its last byte. */
async function post(body: string | Uint8Array, status: number): Promise<number> {
  const sentAtMs = performance.now()
  const answer = await fetch(`${service.url}/Cust1/Remote/Services88/Webhook.svc`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: typeof body === 'string' ? body : Buffer.from(body),
  })
  const text = await answer.text()
  if (answer.status !== status) throw new Error(`${answer.status} ${text.slice(0, 200)}`)
  return performance.now() - sentAtMs
}

function summary(all: readonly number[]) {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
    return Math.round(value * 10) / 10
  }
  return { medianMs: at(0.5), maxMs: at(1) }
}
