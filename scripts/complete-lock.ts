/**
 * Completes the lock files, the bench's too, after `npm install` against a registry that carries
 * only some platforms: `npm run lock`.
 *
 * npm leaves optional platform packages that it cannot fetch out of the lock file, and `npm ci`
 * then refuses that file on every machine. Their name and their parent give all that npm needs
 * to skip them here and to fetch them where they fit. Entries that npm wrote are never touched.
 */
import { readFileSync, writeFileSync } from 'node:fs'

interface LockEntry {
  readonly version?: string
  readonly cpu?: readonly string[]
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type LockEntries = Readonly<Record<string, LockEntry>>

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

for (const path of ['package-lock.json', 'bench/package-lock.json']) completeLock(path)

function completeLock(path: string): void {
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { readonly packages: LockEntries }
  const missing = missingEntries(lock.packages)
  const entries = Object.entries({ ...lock.packages, ...missing })
  const packages = Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
  process.stdout.write(`${path}: ${Object.keys(missing).length} platform package(s) added\n`)
}

/** An entry for every optional platform package that has none. */
function missingEntries(known: LockEntries): LockEntries {
  const found: Record<string, LockEntry> = {}
  for (const [parent, facts] of Object.entries(known)) {
    for (const [name, version] of Object.entries(facts.optionalDependencies ?? {})) {
      const places = [`node_modules/${name}`, `${parent}/node_modules/${name}`]
      if (places.some((place) => place in known)) continue
      found[`node_modules/${name}`] = platformEntry(name, version, facts.dev === true)
    }
  }
  return found
}

function platformEntry(name: string, version: string, isDev: boolean): LockEntry {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  if (!/^\d+\.\d+\.\d+$/.test(version) || cpu.length !== 1 || os.length > 1) {
    throw new Error(`cannot tell the platform of ${name}@${version}: add its entry by hand`)
  }
  return {
    version,
    cpu,
    ...(isDev ? { dev: true } : {}),
    optional: true,
    ...(os.length === 1 ? { os } : {}),
  }
}
