/**
 * Installs the packages of Python that receivers use and our tests judge by, each at an exact
 * version with the hash of its file, into a folder of their own that git does not know. Where they
 * are there already, nothing is asked of the network.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'node_modules', '.cache', 'posthorn-python')
const python = join(folder, 'bin', 'python')
const requirements = join(root, 'scripts', 'python-packages.txt')

const installTimeoutMs = 4 * 60 * 1_000
const probeTimeoutMs = 20_000

export function ensurePythonPackages(): void {
  if (areThere()) return
  process.stdout.write('Installing for the tests: packages of Python\n')
  rmSync(folder, { recursive: true, force: true })
  run('python3', '-m', 'venv', folder)
  // A name in the list without a hash, or whose file has another, ends the installation.
  run(python, '-m', 'pip', 'install', '--quiet', '--no-deps', '--require-hashes', ...listed())
  if (!areThere()) fail('They are still missing after the installation.')
}

const listed = (): readonly string[] => ['--only-binary', ':all:', '--requirement', requirements]

/** Every package of the list is there at its version. */
function areThere(): boolean {
  const pins = [...readFileSync(requirements, 'utf8').matchAll(/^([\w.-]+)==([\w.]+)/gm)]
  const checks = pins.map(([, name, version]) => `assert v("${name}") == "${version}"`)
  const script = ['from importlib.metadata import version as v', ...checks].join('\n')
  const probe = spawnSync(python, ['-c', script], { stdio: 'ignore', timeout: probeTimeoutMs })
  return probe.status === 0
}

function run(command: string, ...parameters: readonly string[]): void {
  const result = spawnSync(command, parameters, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: installTimeoutMs,
  })
  if (result.status !== 0) fail(`${[command, ...parameters].join(' ')} failed.`)
}

function fail(reason: string): never {
  process.stderr.write(
    `The tests need packages of Python that are missing here:\n  ${requirements}\n${reason}\n`,
  )
  process.exit(1)
}
