/**
 * `npx posthorn` in a clone: the command finds a Node that runs TypeScript, hands its arguments
 * on, and a signal reaches the service once. A stand-in main.ts tells what it was given; the older
 * Node is this one, made to say an older version.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { repositoryRoot } from './source-tree.ts'

const lifetimeMs = 30_000

// Counts signals, and stays a moment after the first so that a second would be seen.
const standIn = `
let count = 0
process.on('SIGTERM', () => {
  count += 1
  if (count === 1) setTimeout(() => { console.log('signals', count); process.exit(7) }, 300)
})
if (process.argv[2] === 'start') setTimeout(() => process.exit(1), ${lifetimeMs})
console.log('arguments', process.argv.slice(2).join(' '))
`

const asOlderNode = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.20.2"}})',
]

const clone = mkdtempSync(join(tmpdir(), 'posthorn-command-'))
after(() => {
  rmSync(clone, { recursive: true })
})
const command = join(clone, 'bin', 'posthorn.mjs')
const binaries = join(clone, 'node_modules', '.bin')
mkdirSync(join(clone, 'bin'))
mkdirSync(join(clone, 'server', 'src'), { recursive: true })
copyFileSync(join(repositoryRoot, 'bin', 'posthorn.mjs'), command)
writeFileSync(join(clone, 'package.json'), '{"type":"module"}')
writeFileSync(join(clone, 'server', 'src', 'main.ts'), standIn)

test('without a Node that is new enough, the command says what to do', () => {
  const { status, stderr } = run([...asOlderNode, command, 'config'])
  assert.equal(status, 1)
  assert.match(stderr, /Node 20[.]20[.]2 cannot run this program/)
  assert.match(stderr, /npm ci/)
})

test('an older Node hands over to the one that npm installed, with all arguments', () => {
  mkdirSync(binaries, { recursive: true })
  symlinkSync(process.execPath, join(binaries, 'node'))
  const { status, stdout } = run([...asOlderNode, command, 'demo', '--seconds', '3'])
  assert.equal(stdout, 'arguments demo --seconds 3\n')
  assert.equal(status, 0)
})

test('a Node that is new enough runs the program itself', () => {
  const { status, stdout } = run([command, 'config', '--json'])
  assert.equal(stdout, 'arguments config --json\n')
  assert.equal(status, 0)
})

for (const [name, parameters] of [
  ['through an older Node', asOlderNode],
  ['directly', []],
] as const) {
  test(`a signal to the whole group reaches the service once, ${name}`, async () => {
    const child = spawn(process.execPath, [...parameters, command, 'start'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
      timeout: lifetimeMs,
    })
    const { text, code } = await signalledOnce(child)
    assert.equal(text, 'arguments start\nsignals 1\n')
    assert.equal(code, 7, 'the exit code is the service’s own')
  })
}

function run(parameters: readonly string[]): { status: number; stdout: string; stderr: string } {
  const options = { encoding: 'utf8', timeout: lifetimeMs } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, options)
  return { status: status ?? -1, stdout, stderr }
}

function signalledOnce(child: ChildProcess): Promise<{ text: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      const isFirst = text === ''
      text += chunk.toString()
      if (isFirst && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    })
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ text, code })
    })
  })
}
