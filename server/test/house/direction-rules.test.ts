/**
 * The rules of direction find what they are for. A tree is planted with one violation of each,
 * beside imports that are allowed, and the cruiser has to name the first and none of the second.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { repositoryRoot } from './source-tree.ts'

interface Plant {
  readonly rule: string
  readonly from: string
  readonly to: string
}

const src = 'server/src'
const plants: readonly Plant[] = [
  { rule: 'no-circle', from: `${src}/domain/egg.ts`, to: `${src}/domain/hen.ts` },
  { rule: 'no-unresolved', from: `${src}/manage/lost.ts`, to: `${src}/manage/nowhere.ts` },
  { rule: 'domain-knows-nothing', from: `${src}/domain/disk.ts`, to: 'node:fs' },
  { rule: 'domain-knows-nothing', from: `${src}/domain/port.ts`, to: `${src}/ports/clock.ts` },
  { rule: 'ports-know-only-the-domain', from: `${src}/ports/net.ts`, to: 'node:net' },
  { rule: 'pipeline-knows-only-ports', from: `${src}/pipeline/time.ts`, to: 'node:timers' },
  { rule: 'pipeline-knows-only-ports', from: `${src}/pipeline/up.ts`, to: `${src}/manage/ok.ts` },
  {
    rule: 'the-rest-leans-on-the-pipeline',
    from: `${src}/manage/night.ts`,
    to: `${src}/maintenance/ok.ts`,
  },
  {
    rule: 'adapters-know-only-ports',
    from: `${src}/brokers/in-process/send.ts`,
    to: `${src}/dispatchers/http/ok.ts`,
  },
  {
    rule: 'adapters-know-only-ports',
    from: `${src}/stores/sqlite/stage.ts`,
    to: `${src}/pipeline/ok.ts`,
  },
  {
    rule: 'adapters-of-a-kind-do-not-meet',
    from: `${src}/dialects/tenth/sign.ts`,
    to: `${src}/dialects/first/ok.ts`,
  },
  {
    rule: 'databases-do-not-meet',
    from: `${src}/stores/postgres/rows.ts`,
    to: `${src}/stores/sqlite/ok.ts`,
  },
  {
    rule: 'databases-do-not-meet',
    from: `${src}/stores/sqlite/move.ts`,
    to: `${src}/stores/copy/ok.ts`,
  },
  {
    rule: 'only-the-command-copies',
    from: `${src}/open-service.ts`,
    to: `${src}/stores/copy/ok.ts`,
  },
  { rule: 'only-main-wires', from: `${src}/api/send.ts`, to: `${src}/dispatchers/http/ok.ts` },
  { rule: 'wiring-is-the-top', from: `${src}/api/show.ts`, to: `${src}/demo/ok.ts` },
  { rule: 'wiring-is-the-top', from: `${src}/manage/start.ts`, to: `${src}/main.ts` },
  { rule: 'settings-enter-at-the-top', from: `${src}/api/read.ts`, to: `${src}/config.ts` },
  { rule: 'settings-know-only-the-domain', from: `${src}/config.ts`, to: `${src}/ports/clock.ts` },
  {
    rule: 'api-writes-through-use-cases',
    from: `${src}/api/write.ts`,
    to: `${src}/ports/event-store.ts`,
  },
  { rule: 'use-cases-do-not-know-the-door', from: `${src}/manage/view.ts`, to: `${src}/api/ok.ts` },
  {
    rule: 'ships-without-test-tools',
    from: `${src}/stores/sqlite/check.ts`,
    to: 'node_modules/test-tool/index.js',
  },
  { rule: 'receiver-stands-alone', from: 'receiver/src/disk.ts', to: 'node:fs' },
  {
    rule: 'receiver-meets-the-server-at-files',
    from: 'receiver/test/sign.ts',
    to: `${src}/dialects/first/ok.ts`,
  },
  { rule: 'console-sees-only-the-contract', from: 'console/src/a.ts', to: `${src}/domain/ok.ts` },
  { rule: 'tests-are-leaves', from: 'scripts/report.ts', to: 'server/test/world.ts' },
]

/** What the house allows, down every floor. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  [`${src}/open-service.ts`]: ['./config.ts', './stores/sqlite/ok.ts', './pipeline/ok.ts'],
  [`${src}/sending-thread.ts`]: ['./senders/thread/ok.ts', './pipeline/ok.ts'],
  [`${src}/senders/thread/ok.ts`]: ['../../ports/clock.ts', 'node:worker_threads'],
  [`${src}/main.ts`]: [
    './open-service.ts',
    './cli/ok.ts',
    './config.ts',
    './demo/ok.ts',
    './stores/sqlite/ok.ts',
  ],
  [`${src}/cli/ok.ts`]: ['../config.ts', '../api/ok.ts', '../demo/ok.ts', '../stores/copy/ok.ts'],
  [`${src}/demo/ok.ts`]: ['../dialects/first/ok.ts', '../../../receiver/src/ok.ts'],
  [`${src}/api/ok.ts`]: ['../manage/ok.ts', '../pipeline/ok.ts', '../ports/history.ts'],
  [`${src}/manage/ok.ts`]: ['../pipeline/ok.ts', '../ports/clock.ts', '../domain/ok.ts'],
  [`${src}/maintenance/ok.ts`]: ['../pipeline/ok.ts', 'node:assert/strict'],
  [`${src}/pipeline/ok.ts`]: ['../ports/clock.ts', '../domain/ok.ts', 'node:assert/strict'],
  [`${src}/ports/clock.ts`]: ['../domain/ok.ts'],
  [`${src}/ports/event-store.ts`]: ['../domain/ok.ts'],
  [`${src}/ports/history.ts`]: ['../domain/ok.ts'],
  [`${src}/domain/ok.ts`]: ['node:assert/strict'],
  [`${src}/domain/ok.test.ts`]: ['node:test', './ok.ts', '../../test/world.ts'],
  [`${src}/stores/sqlite/ok.ts`]: ['../sql/ok.ts', '../../ports/clock.ts', 'node:sqlite'],
  [`${src}/stores/copy/ok.ts`]: ['../sqlite/ok.ts', '../postgres/ok.ts', '../sql/ok.ts'],
  [`${src}/stores/postgres/ok.ts`]: ['../sql/ok.ts', 'library'],
  [`${src}/stores/sql/ok.ts`]: ['../../domain/ok.ts', 'library'],
  [`${src}/dialects/first/ok.ts`]: ['../shared.ts', 'node:crypto'],
  [`${src}/dialects/shared.ts`]: ['../domain/ok.ts'],
  [`${src}/dispatchers/http/ok.ts`]: ['../../ports/clock.ts', 'node:net'],
  'server/test/world.ts': ['../src/main.ts', '../src/config.ts', 'test-tool'],
  'receiver/src/ok.ts': ['node:crypto', 'node:buffer'],
}

const root = mkdtempSync(join(tmpdir(), 'direction-rules-'))
after(() => {
  rmSync(root, { recursive: true })
})
writeTree()
const { violations, ruleNames } = await cruisePlanted()

for (const { rule, from, to } of plants) {
  test(`${rule}: ${from} may not import ${to}`, () => {
    const found = violations.some(
      (violation) =>
        violation.rule.name === rule && violation.from === from && asPlanted(violation.to) === to,
    )
    assert.ok(found, `not found among\n${violations.map(described).join('\n')}`)
  })
}

test('what the house allows is not reported', () => {
  const planted = new Set(plants.map(({ from }) => from))
  const wrong = violations.filter(({ from, rule }) => from in allowed && !planted.has(from) && rule)
  assert.deepEqual(wrong.map(described), [])
})

test('every rule of direction has a planted violation', () => {
  const planted = new Set(plants.map(({ rule }) => rule))
  assert.deepEqual(
    ruleNames.filter((name) => !planted.has(name)),
    [],
  )
})

/** The cruiser drops `node:`, and leaves what it cannot resolve as it was written. */
function asPlanted(target: string): string {
  return target.replace(/^(?=(fs|net|timers)$)/, 'node:').replace(/^([.][.]\/)+/, '')
}

function described({ rule, from, to }: IViolation): string {
  return `${rule.name}: ${from} → ${to}`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Types are imported too: a circle of types is a circle. */
function writeTree(): void {
  const imports = new Map(Object.entries(allowed).map(([path, targets]) => [path, [...targets]]))
  for (const { from, to } of plants) {
    imports.set(from, [...(imports.get(from) ?? []), specifier(from, to)])
    if (to.endsWith('.ts') && !to.endsWith('nowhere.ts') && !imports.has(to)) imports.set(to, [])
  }
  imports.set(`${src}/domain/hen.ts`, ['./egg.ts'])
  for (const [path, targets] of imports) {
    const lines = targets.map((target) =>
      target === 'test-tool' ? `import '${target}'` : `import type { Thing } from '${target}'`,
    )
    write(path, `${lines.join('\n')}\nexport interface Thing {}\n`)
  }
  for (const name of ['library', 'test-tool']) {
    write(`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`)
    write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }
  write('package.json', '{"name":"root"}')
  write('receiver/package.json', '{"name":"receiver"}')
  write(
    'server/package.json',
    '{"dependencies":{"library":"1.0.0"},"devDependencies":{"test-tool":"1.0.0"}}',
  )
  write('tsconfig.json', `{"extends":"${repositoryRoot}tsconfig.json"}`)
  symlinkSync(join(root, 'node_modules'), join(root, 'server', 'node_modules'))
}

function specifier(from: string, to: string): string {
  if (to.startsWith('node:')) return to
  if (to.startsWith('node_modules/')) return to.split('/')[1] ?? ''
  return `${'../'.repeat(from.split('/').length - 1)}${to}`
}

async function cruisePlanted(): Promise<{ violations: IViolation[]; ruleNames: string[] }> {
  const options = await extractDepcruiseOptions(`${repositoryRoot}.dependency-cruiser.mjs`)
  const tsConfig = extractTsConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(
    ['server', 'receiver', 'console', 'scripts'],
    { ...options, baseDir: root },
    undefined,
    { tsConfig },
  )
  const { summary } = output as ICruiseResult
  const names = (options.ruleSet?.forbidden ?? []).map(({ name }) => name ?? '')
  return { violations: summary.violations, ruleNames: names }
}
