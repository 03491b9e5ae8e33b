/**
 * The program of a sandbox process: says that it serves, runs the scripts that it is handed, one at
 * a time, and ends with the process that started it. It has no environment, may read the files of
 * its own program alone, and open nothing (`sandbox-child.ts` starts it so).
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileEngine, runScript } from './run-script.ts'
import type { FromSandbox, Run } from './sandbox-wire.ts'

/** Memories of runs that are over go in time; a process that keeps more is replaced. */
const residentBytesMax = 384 * 1024 * 1024

const wasmPath = fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
const engine = compileEngine(readFileSync(wasmPath))

process.on('disconnect', () => process.exit())
process.on('message', (run: Run) => {
  // What rejects is a fault of the engine; the process ends with it, and the run with the process.
  void runScript(run, engine).then((result) => {
    const isLast = process.memoryUsage.rss() > residentBytesMax
    tell(isLast ? { ...result, isLast } : result)
  })
})
tell('serving')

function tell(word: FromSandbox): void {
  process.send?.(word)
}
