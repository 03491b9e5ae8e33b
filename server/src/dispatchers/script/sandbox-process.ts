/**
 * The program of a sandbox process: says that it serves, runs the scripts that it is handed, one at
 * a time, and ends with the process that started it. It has no environment, may read the files of
 * its own program alone, and open nothing (`launch-sandbox.ts` starts it so).
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileEngine, runScript } from './run-script.ts'
import { type FromSandbox, lifeProcessorSecondsGood, type Run } from './sandbox-wire.ts'

/** From here on the memories of runs that are over are given back at once, not in time. */
const residentBytesGood = 192 * 1024 * 1024
/** A process that keeps more all the same is replaced. */
const residentBytesMax = 384 * 1024 * 1024

const wasmPath = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
const engine = compileEngine(readFileSync(wasmPath))

process.on('disconnect', () => process.exit())
// A supervisor or a terminal tells all processes to end; this one finishes its run and goes with its
// parent, or the script would be blamed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('message', (run: Run) => {
  tell('begun')
  const before = process.threadCpuUsage()
  runScript(run, engine).then(
    (result) => {
      const { user, system } = process.threadCpuUsage(before)
      const told = { ...result, processorMs: (user + system) / 1_000 }
      if (process.memoryUsage.rss() > residentBytesGood) globalThis.gc?.()
      tell(isUsedUp() ? { ...told, isLast: true } : told)
    },
    (error: unknown) => tell({ kind: 'broken', fault: String(error) }),
  )
})
tell('serving')

function isUsedUp(): boolean {
  const { user, system } = process.cpuUsage()
  const isOld = (user + system) / 1e6 > lifeProcessorSecondsGood
  return isOld || process.memoryUsage.rss() > residentBytesMax
}

function tell(word: FromSandbox): void {
  process.send?.(word)
}
