/**
 * Brings what the bench needs beyond Node: its own npm packages, a few Debian packages, and the
 * two native programs, compiled afresh. What cannot be brought is named, and the bench ends.
 */
import { execFileSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export const benchFolder = join(import.meta.dirname, '..')
export const repositoryFolder = join(benchFolder, '..')

interface Need {
  readonly debianPackage: string
  isThere(): boolean
}

const needs: readonly Need[] = [
  { debianPackage: 'gcc', isThere: () => onPath('gcc') !== undefined },
  { debianPackage: 'libc6-dev', isThere: () => existsSync('/usr/include/stdio.h') },
  { debianPackage: 'libssl-dev', isThere: () => existsSync('/usr/include/openssl/ssl.h') },
  { debianPackage: 'util-linux', isThere: () => onPath('setpriv') !== undefined },
  { debianPackage: 'openssl', isThere: () => onPath('openssl') !== undefined },
  { debianPackage: 'wrk', isThere: () => onPath('wrk') !== undefined },
  { debianPackage: 'redis-server', isThere: () => onPath('redis-server') !== undefined },
  { debianPackage: 'postgresql', isThere: () => postgresFolder() !== undefined },
]

/** Installs what is missing. @throws naming what is missing and cannot be installed. */
export function bringTools(): void {
  const missing = needs.filter((need) => !need.isThere()).map((need) => need.debianPackage)
  if (missing.length > 0) installDebianPackages(missing)
  const lacking = needs.filter((need) => !need.isThere()).map((need) => need.debianPackage)
  if (lacking.length > 0) throw new Error(`these Debian packages are missing: ${lacking.join(' ')}`)
  if (!hasRivals()) {
    process.stdout.write('installing the rivals: npm ci in bench/\n')
    execFileSync('npm', ['ci', '--ignore-scripts', '--workspaces=false'], {
      cwd: benchFolder,
      stdio: 'inherit',
    })
  }
}

/** An installation from before a rival was added lacks it. */
function hasRivals(): boolean {
  const manifest = readFileSync(join(benchFolder, 'package.json'), 'utf8')
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> }
  return Object.keys(dependencies).every((name) =>
    existsSync(join(benchFolder, 'node_modules', name)),
  )
}

/** @returns the paths of the compiled programs. */
export function compileNative(folder: string): { generator: string; receiver: string } {
  const generator = join(folder, 'generator')
  const receiver = join(folder, 'receiver')
  const compile = (target: string, source: string, libraries: readonly string[]) =>
    execFileSync(
      'gcc',
      ['-O2', '-Wall', '-o', target, join(benchFolder, 'native', source), ...libraries],
      { stdio: 'inherit' },
    )
  compile(generator, 'generator.c', [])
  compile(receiver, 'receiver.c', ['-lssl', '-lcrypto'])
  return { generator, receiver }
}

/** The folder of the newest PostgreSQL's own programs, which Debian keeps off the path. */
export function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const versions = readdirSync(root).filter((version) =>
    existsSync(join(root, version, 'bin/initdb')),
  )
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? undefined : join(root, newest, 'bin')
}

function onPath(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, program)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installDebianPackages(names: readonly string[]): void {
  const command = `apt-get install ${names.join(' ')}`
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) {
    throw new Error(`missing Debian packages; run as root: ${command}`)
  }
  process.stdout.write(`${command}\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (words: readonly string[]) =>
    execFileSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  withoutServices(() => {
    run(['update', '-qq'])
    run(['install', '-y', '-qq', '--no-install-recommends', ...names])
  })
}

/** Debian starts a server when it installs one; the bench starts its own and wants none. */
function withoutServices(install: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return install()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n')
  chmodSync(policy, 0o755)
  try {
    install()
  } finally {
    rmSync(policy)
  }
}
