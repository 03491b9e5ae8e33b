/**
 * `npm run rig:scripts [-- --seconds 10 --rounds 5]`: what do tenants whose scripts loop, fill their
 * memory, throw and call the network do to a neighbour's deliveries? In turn, with and without them:
 * how long from an accepted event to its arrival. The medians of the rounds have to be within 1.2 at
 * the 99th percentile. Report in docs/proof. Bounded by rounds times seconds, twice.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { freePort, operatorKey, type ServiceProcess, startService } from './service-process.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    report: { type: 'string' },
  },
})
const roundMs = Number(values.seconds) * 1_000
const roundCount = Number(values.rounds)
const ratioMax = 1.2
/** The neighbour's events, one every so often. */
const everyMs = 20
/** Runs that each hostile tenant keeps asked for. */
const askedAtOnce = 4

const hostile = {
  loops: 'for (;;) {}',
  'fills its memory': 'const a = []; for (;;) a.push("x".repeat(1e6) + a.length)',
  'loops in one step': 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)',
  searches: '/^(a+)+$/.test("a".repeat(50) + "b")',
  throws: 'throw new Error("no")',
  'calls the network': 'fetch("http://127.0.0.1/")',
} as const

const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
const directory = mkdtempSync(join(tmpdir(), 'posthorn-scripts-'))
const arrivals = new Map<number, number>()
const receiver = createServer((received, response) => {
  const chunks: Buffer[] = []
  received.on('data', (chunk: Buffer) => chunks.push(chunk))
  received.on('end', () => {
    const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { number: number } }
    arrivals.set(data.number, performance.now())
    response.end()
  })
})
receiver.listen(0, '127.0.0.1')
let nextNumber = 0
const loadBefore = loadavg().map(rounded)

const service = startService({ storePath: join(directory, 'posthorn.db'), port: await freePort() })
const pool = new Pool(service.url, { connections: 64 })
try {
  await service.ready(60_000)
  const report = await run(service)
  const text = `${JSON.stringify(report, null, 2)}\n`
  process.stdout.write(text)
  const place = join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'scripts.json')
  writeFileSync(values.report ?? place, text)
  process.exitCode = report.p99Ratio <= ratioMax ? 0 : 1
} finally {
  await pool.destroy()
  await service.kill('SIGTERM')
  receiver.closeAllConnections()
  receiver.close()
  rmSync(directory, { recursive: true, force: true })
}

async function run({ pid }: ServiceProcess) {
  await call('POST', '/v1/tenants', { id: 'neighbour', name: 'neighbour' })
  const { port } = receiver.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/`
  await call('POST', '/v1/tenants/neighbour/subscriptions', { url, event_types: ['*'] })
  for (const [index, source] of Object.values(hostile).entries()) {
    await call('POST', '/v1/tenants', { id: `hostile${index}`, name: 'hostile' })
    await call('PUT', `/v1/tenants/hostile${index}/scripts/bad`, { source })
  }
  await measure(2_000)
  const quiet: Latency[] = []
  const beside: Latency[] = []
  let runCount = 0
  for (let round = 0; round < roundCount; round += 1) {
    quiet.push(await measure(roundMs))
    const load = startScripts()
    await measure(1_000)
    beside.push(await measure(roundMs))
    runCount += await load.stop()
  }
  const p99QuietMs = median(quiet.map(({ p99Ms }) => p99Ms))
  const p99BesideMs = median(beside.map(({ p99Ms }) => p99Ms))
  return {
    rig: 'scripts',
    cores: cpus().length,
    // What else ran on the machine: above the number of cores the tail is its, not the scripts'.
    loadBefore,
    node: process.version,
    rounds: roundCount,
    secondsEach: roundMs / 1_000,
    scripts: Object.keys(hostile),
    scriptRuns: runCount,
    p50QuietMs: median(quiet.map(({ p50Ms }) => p50Ms)),
    p50BesideMs: median(beside.map(({ p50Ms }) => p50Ms)),
    p99QuietMs,
    p99BesideMs,
    p99Ratio: rounded(p99BesideMs / p99QuietMs),
    residentMebibytes: residentMebibytes(pid),
  }
}

interface Latency {
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Hands in events at an even pace; from the request of each to its arrival. */
async function measure(forMs: number): Promise<Latency> {
  const sent = new Map<number, number>()
  const calls: Promise<unknown>[] = []
  const count = Math.floor(forMs / everyMs)
  const startedAtMs = performance.now()
  for (let index = 0; index < count; index += 1) {
    await until(startedAtMs + index * everyMs)
    nextNumber += 1
    sent.set(nextNumber, performance.now())
    const data = { number: nextNumber }
    calls.push(call('POST', '/v1/tenants/neighbour/events', { type: 'a.b', data }))
  }
  await Promise.all(calls)
  while ([...sent.keys()].some((number) => !arrivals.has(number))) {
    await until(performance.now() + 5)
  }
  const took = [...sent].map(([number, atMs]) => (arrivals.get(number) ?? 0) - atMs)
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number): number => rounded(sorted[Math.floor(sorted.length * share)] ?? 0)
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** Every hostile tenant asks for test runs of its script, as many at once as it is let. */
function startScripts(): { stop: () => Promise<number> } {
  let isOver = false
  let runCount = 0
  const ask = async (tenant: string): Promise<void> => {
    const body = { Name: 'bad', Events: ['a.b'], Type: 'crmscript', TargetUrl: 'bad' }
    while (!isOver) {
      const told = await test(tenant, body)
      if (told === 'not sent') continue
      if (told.Success) throw new Error(`the script of ${tenant} succeeded`)
      runCount += 1
    }
  }
  const asking = Object.keys(hostile).flatMap((_, index) =>
    Array.from({ length: askedAtOnce }, () => ask(`hostile${index}`)),
  )
  return {
    async stop() {
      isOver = true
      await Promise.all(asking)
      return runCount
    },
  }
}

/** Among so many that loop a test may find no sandbox free. */
async function test(tenant: string, body: unknown) {
  const path = `/${tenant}/api/v1/Webhook/Test`
  const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) })
  const text = await answer.body.text()
  if (answer.statusCode === 503) return 'not sent'
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  return JSON.parse(text) as { readonly Success: boolean }
}

async function call(method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown> {
  const answer = await pool.request({ method, path, headers, body: JSON.stringify(body) })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  return text === '' ? null : (JSON.parse(text) as unknown)
}

function until(atMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - performance.now())))
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** Of the service's own process; its sandboxes stand beside it. */
function residentMebibytes(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
