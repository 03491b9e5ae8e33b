/**
 * `npm run build:console`: builds the console into `console/dist`, which the server serves; `npm
 * start` does so only when something that the build is made from has changed since. Where the
 * console's packages are not installed (`npm ci --omit=dev`) a build that is there is kept.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const repository = join(import.meta.dirname, '..')
const folder = join(repository, 'console')
const dist = join(folder, 'dist')
const markPath = join(dist, 'built-from.txt')
const sources = ['console/src/**/*.*', 'console/*.*', 'package-lock.json']

if (import.meta.main && !buildConsole({ isOnlyIfStale: false })) process.exitCode = 1

/** Whether the console is there as this tree has it, afterwards. */
export function buildConsole({ isOnlyIfStale }: { readonly isOnlyIfStale: boolean }): boolean {
  const wanted = fingerprint()
  const isFresh = existsSync(markPath) && readFileSync(markPath, 'utf8') === wanted
  return (isOnlyIfStale && isFresh) || build(wanted)
}

function build(wanted: string): boolean {
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!existsSync(vite)) {
    const word = existsSync(dist) ? 'kept as it was built' : 'not there'
    say(`the console is ${word}: its packages are not installed ("npm ci" installs them)`)
    return false
  }
  say('building the console …')
  // Built beside the old one, so that a service that runs is never without.
  const next = join(folder, `dist-${process.pid}.tmp`)
  const parameters = [vite, 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', next]
  const { status } = spawnSync(process.execPath, parameters, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    rmSync(next, { recursive: true, force: true })
    say('the console could not be built; see above')
    return false
  }
  compress(next)
  writeFileSync(join(next, 'built-from.txt'), wanted)
  rmSync(dist, { recursive: true, force: true })
  renameSync(next, dist)
  return true
}

/** Once here, instead of at every request. */
function compress(built: string): void {
  for (const path of globSync('assets/*.{js,css,svg}', { cwd: built })) {
    const bytes = readFileSync(join(built, path))
    writeFileSync(join(built, `${path}.br`), brotliCompressSync(bytes))
    writeFileSync(join(built, `${path}.gz`), gzipSync(bytes, { level: 9 }))
  }
}

/** Of every file that the build reads, and of the versions of all packages. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of globSync(sources, { cwd: repository }).toSorted()) {
    hash.update(`${path}\n`).update(readFileSync(join(repository, path)))
  }
  return hash.digest('hex')
}

function say(text: string): void {
  process.stderr.write(`posthorn: ${text}\n`)
}
