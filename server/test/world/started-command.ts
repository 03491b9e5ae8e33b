/** `posthorn start` as a process of its own, to its end: what it said, and with which code it ended. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
/** A start that goes on, or hangs, is ended then; the refusals take a second or two. */
const startMsMax = 60_000

export interface Ended {
  readonly code: number | null
  readonly said: string
}

/** Starts the service and waits for its end, or ends it once it listens, or has said so. */
export function startedCommand(
  settings: Readonly<Record<string, string>>,
  last = 'posthorn listens',
): Promise<Ended> {
  const child = spawn(process.execPath, [main, 'start'], {
    env: { PATH: process.env['PATH'], POSTHORN_LISTEN: '127.0.0.1:0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: startMsMax,
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      const wasListening = said.includes(last)
      said += chunk.toString()
      // Once: a second signal ends it at once.
      if (!wasListening && said.includes(last)) child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}

/** It ends with one sentence for the operator, no trace, and a code that says whose fault it is. */
export async function assertStartRefused(
  settings: Readonly<Record<string, string>>,
  sentence: RegExp,
): Promise<void> {
  const { code, said } = await startedCommand(settings)
  const what = `${JSON.stringify(settings)}: ${code} ${said}`
  assert.ok(code === 69 || code === 78, what)
  assert.match(said, sentence, what)
  assert.equal(said.trimEnd().split('\n').length, 1, what)
  assert.ok(said.startsWith('posthorn: ') && !/\bat .*:\d+:\d+|Error:/.test(said), what)
}
