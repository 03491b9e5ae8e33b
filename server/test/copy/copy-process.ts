/** The real command as a process of its own: what it says, how it ends, and its end by a signal. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { encryptionKey } from './filled-store.ts'

const mainFile = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
/** It hangs: no test waits longer. */
const lifetimeMs = 300_000

export interface CopyEnded {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CopyProcess {
  readonly parameters: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Killed with this signal as soon as a line of its progress fits. */
  readonly killAt?: { readonly line: RegExp; readonly signal: NodeJS.Signals }
}

/** Runs `posthorn store copy` with the key that the files of these tests have. */
export function runCopy(options: CopyProcess): Promise<CopyEnded> {
  const { parameters, environment = {}, killAt } = options
  const child = spawn(process.execPath, [mainFile, 'store', 'copy', ...parameters], {
    env: {
      PATH: process.env['PATH'],
      POSTHORN_ENCRYPTION_KEY: Buffer.from(encryptionKey).toString('base64'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: lifetimeMs,
    killSignal: 'SIGKILL',
  })
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    let isKilled = false
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      if (isKilled || killAt?.line.test(stderr) !== true) return
      isKilled = true
      child.kill(killAt.signal)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}
