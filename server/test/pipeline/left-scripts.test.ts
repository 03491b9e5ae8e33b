/**
 * A tenant's script that no interrupt reaches, in the real service: however that ends, the process
 * of the sandbox ends as well.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { lifeProcessorSecondsMax } from '../../src/dispatchers/script/sandbox-wire.ts'
import { until } from '../world/until.ts'
import { freePort, operatorKey, startService } from '../rigs/service-process.ts'

/** One step of a built-in function that takes weeks. */
const endless = 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'
/** The kernel's bound is on the processor's time; a busy machine gives little of it. */
const goneMsMax = 240_000
/** Before the kernel's bound can be reached: what ends it then is the service. */
const goneByServiceMsMax = 10_000

for (const [what, boundMs, signals] of [
  ['is killed', goneMsMax, [['SIGKILL', null]]],
  [
    'is told twice to stop',
    goneByServiceMsMax,
    [
      ['SIGTERM', /"stopping"/],
      ['SIGTERM', /stopped at once/],
    ],
  ],
] as const) {
  test(`an endless script does not outlive a service that ${what}`, async (t) => {
    const service = await serviceWithScripts(t)
    const { sandbox } = service
    service.run('endless').catch(() => {})
    await until(() => stateOf(sandbox).startsWith('R'), goneMsMax)
    for (const [signal, said] of signals) {
      service.signal(signal)
      if (said !== null) await service.says(said, goneMsMax)
    }
    await service.ended(goneMsMax)
    if (boundMs === goneMsMax) bringNear(sandbox)
    await until(() => !isRunning(sandbox), boundMs)
  })
}

test('a signal to all processes, as a supervisor sends it, fails no script that runs', async (t) => {
  const service = await serviceWithScripts(t)
  const { sandbox } = service
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(sandbox, signal)
  await service.run('short')
  assert.deepEqual(childrenOf(service.pid), [sandbox])
})

async function serviceWithScripts(context: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-left-scripts-'))
  const storePath = join(directory, 'posthorn.db')
  const service = startService({ storePath, port: await freePort() })
  context.after(async () => {
    await service.kill('SIGKILL')
    rmSync(directory, { recursive: true })
  })
  await service.ready(60_000)
  const call = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
    const answer = await fetch(service.url + path, { method, headers, body: JSON.stringify(body) })
    assert.ok(answer.ok, await answer.text())
  }
  await call('POST', '/v1/tenants', { id: 'Cust20001', name: 'Nordmann' })
  for (const [name, source] of Object.entries({ endless, short: 'log("hi")' })) {
    await call('PUT', `/v1/tenants/Cust20001/scripts/${name}`, { source })
  }
  const webhook = { Events: ['contact.changed'], Type: 'crmscript' }
  const run = (name: string) =>
    call('POST', '/Cust20001/api/v1/Webhook/Test', { ...webhook, Name: name, TargetUrl: name })
  await run('short')
  const [sandbox = 0] = childrenOf(service.pid)
  context.after(() => {
    if (isRunning(sandbox)) process.kill(sandbox, 'SIGKILL')
  })
  return { ...service, sandbox, run }
}

/**
 * Looks at the kernel's bound, and lowers it: whoever is at a low priority on a busy machine takes
 * minutes to use so much of the processor's time. The kernel still ends it, by that bound.
 */
function bringNear(sandbox: number): void {
  const path = `/proc/${sandbox}/limits`
  if (!existsSync(path)) return
  const bound = /^Max cpu time +(\d+) +(\d+) +seconds/m.exec(readFileSync(path, 'utf8'))
  assert.deepEqual(bound?.slice(1).map(Number), [lifeProcessorSecondsMax, lifeProcessorSecondsMax])
  spawnSync('prlimit', ['--pid', String(sandbox), '--cpu=1'])
}

function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = lines.split('\n').map((line) => line.trim().split(/\s+/))
  return rows.filter(([, parent]) => Number(parent) === pid).map(([child]) => Number(child))
}

/** One that has ended and that nobody has asked about yet is still listed. */
function isRunning(pid: number): boolean {
  return /^[^Z]/.test(stateOf(pid))
}

/** `R` while it computes; empty of one that is gone. */
function stateOf(pid: number): string {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim()
}
