/**
 * The linter really judges, with types: in a planted file it finds what the house forbids, and in
 * an adapter it leaves alone what only an adapter may do.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { repositoryRoot } from './source-tree.ts'

interface Finding {
  readonly code: string
  readonly filename: string
}

const pipelineFile = 'server/src/pipeline/planted.ts'
const adapterFile = 'server/src/stores/sqlite/planted.ts'
const lintTimeoutMs = 60_000

/** One statement a rule; each is wrong in the pipeline. */
const plants: Readonly<Record<string, string>> = {
  'typescript(no-floating-promises)': 'work()',
  'typescript(switch-exhaustiveness-check)': "switch (state) { case 'due': break }",
  'typescript(no-explicit-any)': 'export const loose: any = 1',
  'typescript(no-unsafe-assignment)': "export const parsed = JSON.parse('{}')",
  'typescript(only-throw-error)': "export const fail = () => { throw 'text' }",
  'eslint(no-restricted-properties)': 'export const now = Date.now()',
  'eslint(no-restricted-globals)': 'setTimeout(() => {}, 1)',
  'eslint(no-restricted-imports)': "export { randomUUID } from 'node:crypto'",
  'eslint(no-console)': 'console.log(state)',
  'eslint(max-params)': 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e]',
  'eslint(max-lines-per-function)': `export function long() {\n${'  state.at(0)\n'.repeat(61)}}`,
  'eslint(max-lines)': 'state.at(0)\n'.repeat(301),
  'import(no-default-export)': 'export default work',
  'oxc(no-barrel-file)': "export * from './other.ts'",
}

const opening = `
declare const state: 'due' | 'final'
async function work(): Promise<void> {
  await Promise.resolve()
}
`

const root = mkdtempSync(join(tmpdir(), 'lint-rules-'))
after(() => {
  rmSync(root, { recursive: true })
})
write(pipelineFile, opening + Object.values(plants).join('\n'))
write('server/src/pipeline/other.ts', 'export const other = 1\n')
write(adapterFile, 'export const now = (): number => Date.now()\n')
for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
  copyFileSync(join(repositoryRoot, name), join(root, name))
}
symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'))
const findings = lint()

for (const code of Object.keys(plants)) {
  test(`${code} is found where it is planted`, () => {
    const codes = findings.filter(({ filename }) => filename === pipelineFile)
    assert.ok(
      codes.some((finding) => finding.code === code),
      codes.map((finding) => finding.code).join(' '),
    )
  })
}

test('an adapter may read the clock of the machine', () => {
  assert.deepEqual(
    findings.filter(({ filename }) => filename === adapterFile),
    [],
  )
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function lint(): readonly Finding[] {
  const program = join(repositoryRoot, 'node_modules', '.bin', 'oxlint')
  const { stdout, stderr } = spawnSync(program, ['--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: lintTimeoutMs,
    maxBuffer: 16 * 1024 * 1024,
  })
  assert.notEqual(stdout, '', stderr)
  const report = JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] }
  return report.diagnostics
}
