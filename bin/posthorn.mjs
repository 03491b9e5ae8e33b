#!/usr/bin/env node
/**
 * The `posthorn` command of a clone: finds a Node that runs TypeScript from source and starts
 * `server/src/main.ts` with the caller's arguments.
 *
 * It is plain JavaScript, because an older system Node may be the one that opens it; the Node
 * that npm installed beside it then runs as a child. Signals go on to that child, and its exit
 * code or signal becomes ours. A Node that is new enough becomes the service itself.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const nodeMajorMin = 24
const repository = dirname(dirname(fileURLToPath(import.meta.url)))
const main = join(repository, 'server', 'src', 'main.ts')

// Most of what an event allocates is dead within milliseconds: room for it before the collector
// looks (MiB, a thread; by default 16) costs some memory and saves a tenth of the processor time.
const nodeFlags = ['--max-semi-space-size=24', ...process.execArgv]

const parameters = [...nodeFlags, main, ...process.argv.slice(2)]
const runsTypeScript = Number.parseInt(process.versions.node, 10) >= nodeMajorMin

if (runsTypeScript && process.execve !== undefined && process.platform !== 'win32') {
  process.execve(process.execPath, [process.execPath, ...parameters], process.env)
}
const node = runsTypeScript ? process.execPath : installedNode()
if (node === undefined) {
  process.stderr.write(
    `posthorn: Node ${process.versions.node} cannot run this program, it needs ${nodeMajorMin} or newer.\n` +
      `Run "npm ci" in ${repository}: it installs the right one beside the program.\n`,
  )
  process.exit(1)
}

// A group of its own, so that a signal to our whole group (Ctrl-C, a supervisor) reaches the
// service once, through us: a second one would end it before it has finished what is in flight.
const child = spawn(node, parameters, { stdio: 'inherit', detached: true })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal))
}
child.on('error', (error) => {
  process.stderr.write(`posthorn: ${node} did not start: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})

/** The Node that npm's platform package put beside the program, or none. */
function installedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(repository, 'node_modules', '.bin', name)
  return existsSync(path) ? path : undefined
}
