/**
 * The program of a sandbox process: says that it serves, runs the scripts that it is handed, one at
 * a time, and ends with the process that started it. It has no environment, may read the files of
 * its own program alone, and open nothing (`sandbox-child.ts` starts it so).
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileEngine, runScript } from './run-script.ts'
import type { FromSandbox, Run } from './sandbox-wire.ts'

/** From here on the memories of runs that are over are given back at once, not in time. */
const residentBytesGood = 192 * 1024 * 1024
/** A process that keeps more all the same is replaced. */
const residentBytesMax = 384 * 1024 * 1024

const wasmPath = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
const engine = compileEngine(readFileSync(wasmPath))

process.on('disconnect', () => process.exit())
process.on('message', (run: Run) => {
  // What rejects is a fault of the engine; the process ends with it, and the run with the process.
  void runScript(run, engine).then((result) => {
    if (process.memoryUsage.rss() > residentBytesGood) globalThis.gc?.()
    const isLast = process.memoryUsage.rss() > residentBytesMax
    tell(isLast ? { ...result, isLast } : result)
  })
})
tell('serving')

function tell(word: FromSandbox): void {
  process.send?.(word)
}
