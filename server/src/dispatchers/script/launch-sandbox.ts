/**
 * Starts the process of a sandbox: without anything of ours (no environment, no files but its
 * program's, no network, no other programs), at a low priority. It ends when this process does; one
 * whose script hears nothing any more, the kernel ends by its limit on the processor's time.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lifeProcessorSecondsMax } from './sandbox-wire.ts'

const heapMebibytesMax = 96
/** A thirtieth of what the service gets; the lowest of all may get nothing for half a minute. */
const lowPriority = 15

const ownProgram = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url))

/** What sets limits that the kernel keeps. Where there is none, only this process ends sandboxes. */
const shell = '/bin/sh'
const hasShell = process.platform !== 'win32' && existsSync(shell)
/** No core either, which would hold what the script was given; nor what shells add by themselves. */
const limits = `ulimit -c 0; ulimit -t ${lifeProcessorSecondsMax}; unset PWD OLDPWD SHLVL; exec "$0" "$@"`

/** The program is its own unless another is named. */
export function launchSandbox(program: string = ownProgram): ChildProcess {
  const parameters = [...confinement(program), program]
  const [command, first] = hasShell
    ? [shell, ['-c', limits, process.execPath]]
    : [process.execPath, []]
  const launched = spawn(command, [...first, ...parameters], {
    env: {},
    cwd: dirname(ownProgram),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  lowerPriority(launched.pid)
  return launched
}

/** Node's own walls, around those of the engine. */
function confinement(program: string): string[] {
  const modules = modulesFolder()
  const readable = [dirname(ownProgram), dirname(program), modules]
  return [
    '--permission',
    ...readable.map((folder) => `--allow-fs-read=${folder}${sep}*`),
    `--allow-fs-read=${join(dirname(ownProgram), '..', '..', '..', 'package.json')}`,
    `--max-old-space-size=${heapMebibytesMax}`,
    '--expose-gc',
    '--no-warnings',
  ]
}

/** The folder `node_modules` that the engine's packages are in. */
function modulesFolder(): string {
  const path = fileURLToPath(import.meta.resolve('quickjs-emscripten-core'))
  const at = path.lastIndexOf(`${sep}node_modules${sep}`)
  return path.slice(0, at + sep.length + 'node_modules'.length)
}

/** Whatever scripts do, the service and its deliveries come first. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, lowPriority)
  } catch {
    // It has ended already, which `exit` tells.
  }
}
