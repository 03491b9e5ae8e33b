/**
 * Installs what the tests need beyond npm, and fails when it cannot: nothing is skipped for want
 * of a program. `npm test` runs it first.
 *
 * A need is met when its probe ends with 0, so a machine that has everything is not touched and
 * no package list is asked.
 */
import { spawnSync } from 'node:child_process'
import { ensurePythonPackages } from './ensure-python-packages.ts'

interface Need {
  readonly name: string
  /** Why the tests cannot do without it. */
  readonly why: string
  readonly probe: readonly [command: string, ...parameters: string[]]
  readonly debianPackages: readonly string[]
}

const needs: readonly Need[] = [
  {
    name: 'a C compiler with the C library headers',
    why: 'builds the recorder of writes and syncs for the power-cut images',
    probe: ['gcc', '-E', '-include', 'dlfcn.h', '-x', 'c', '/dev/null'],
    debianPackages: ['gcc', 'libc6-dev'],
  },
  {
    name: 'openssl',
    why: 'makes the certificate authorities and certificates of the TLS cases',
    probe: ['openssl', 'version'],
    debianPackages: ['openssl'],
  },
  {
    name: 'the PostgreSQL server, 15 or newer',
    why: 'keeps the store of half the tests; each test process starts one of its own',
    probe: [
      'sh',
      '-c',
      'ls /usr/lib/postgresql/1[5-9]/bin/postgres || ls /usr/lib/postgresql/[2-9]?/bin/postgres',
    ],
    debianPackages: ['postgresql'],
  },
  {
    name: 'PgBouncer',
    why: 'stands between the service and PostgreSQL in the tests of its modes',
    probe: ['/usr/sbin/pgbouncer', '--version'],
    debianPackages: ['pgbouncer'],
  },
  {
    name: 'nginx',
    why: 'stands in front of two nodes, with the configuration of examples/scale-out',
    probe: ['sh', '-c', 'PATH="$PATH:/usr/sbin" nginx -v'],
    debianPackages: ['nginx'],
  },
  {
    name: 'Chromium, with letters for Latin and Arabic',
    why: 'shows the console in its tests',
    probe: ['sh', '-c', 'chromium --version && fc-list :lang=ar | grep -q .'],
    debianPackages: ['chromium', 'fontconfig', 'fonts-dejavu-core'],
  },
  {
    name: 'ps',
    why: 'tells which processes a service has left behind',
    probe: ['ps', '-A', '-o', 'pid=,ppid=,stat='],
    debianPackages: ['procps'],
  },
  {
    name: 'Python 3 with venv',
    why: "runs the reference library of Standard Webhooks for Python as a receiver's code does",
    probe: ['python3', '-c', 'import venv, ensurepip'],
    debianPackages: ['python3', 'python3-venv'],
  },
]

const installTimeoutMs = 8 * 60 * 1_000
const probeTimeoutMs = 20_000

const missing = needs.filter((need) => !isMet(need))
if (missing.length > 0) {
  installOrExplain(missing)
  const stillMissing = missing.filter((need) => !isMet(need))
  if (stillMissing.length > 0) fail(stillMissing, 'They are still missing after the installation.')
}
ensurePythonPackages()

function isMet({ probe: [command, ...parameters] }: Need): boolean {
  const result = spawnSync(command, parameters, { stdio: 'ignore', timeout: probeTimeoutMs })
  return result.status === 0
}

function installOrExplain(absent: readonly Need[]): void {
  if (process.getuid?.() !== 0) fail(absent, 'Only root may install them.')
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) {
    fail(absent, 'This system has no apt-get: install what provides them here.')
  }
  const packages = absent.flatMap((need) => need.debianPackages)
  process.stdout.write(`Installing for the tests: ${packages.join(' ')}\n`)
  apt(absent, 'update')
  apt(absent, 'install', '--yes', '--no-install-recommends', ...packages)
}

function apt(absent: readonly Need[], ...parameters: string[]): void {
  const result = spawnSync('apt-get', ['--quiet', ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: installTimeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (result.status !== 0) fail(absent, `apt-get ${parameters.join(' ')} failed.`)
}

function fail(absent: readonly Need[], reason: string): never {
  const packages = absent.flatMap((need) => need.debianPackages)
  const lines = absent.map((need) => `  ${need.name}: ${need.why}`)
  process.stderr.write(
    `The tests need programs that are missing here:\n${lines.join('\n')}\n${reason}\n` +
      `As root: apt-get update && apt-get install --yes ${packages.join(' ')}\n`,
  )
  process.exit(1)
}
