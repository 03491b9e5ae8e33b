/**
 * The rules of the house that no linter has. Each is shown to find a planted violation before it
 * judges the repository: a wall that is not there looks just like one that nobody runs into.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { allGroups } from '../../src/api/groups.ts'
import { documentRules } from './document-rules.ts'
import { layoutRules, operationsIn } from './layout-rules.ts'
import {
  isTest,
  pathsLike,
  plantedTree,
  readSourceTree,
  repositoryRoot,
  syntaxOf,
} from './source-tree.ts'
import { wordRules } from './word-rules.ts'

// The tree has more than this; a cruiser that cannot read TypeScript sees none and is content.
const modulesMin = 50
const operationsMin = 20

const repository = readSourceTree(repositoryRoot)

for (const rule of [...layoutRules, ...wordRules, ...documentRules]) {
  test(`a planted violation is found: ${rule.guarantee}`, () => {
    assert.match(rule.violations(plantedTree(rule.planted)).join('\n'), rule.finding)
  })

  test(rule.guarantee, () => {
    assert.deepEqual(rule.violations(repository), [])
  })
}

test('every operation that the router holds was judged', () => {
  const judged = pathsLike(repository, /^server\/src\/api\/.*[.]ts$/)
    .filter((path) => !isTest(path))
    .flatMap((path) => operationsIn(syntaxOf(repository, path)))
  // What partners do as tenants do it is the same operation at another path.
  const held = allGroups
    .flatMap((group) => group.operations)
    .filter(({ id }) => !/^partner[A-Z]/.test(id))
  assert.ok(held.length >= operationsMin, `the router holds ${held.length}`)
  assert.equal(judged.length, held.length)
})

test('the rules of direction were applied to the whole tree, and hold', async () => {
  const options = await extractDepcruiseOptions(`${repositoryRoot}.dependency-cruiser.mjs`)
  const tsConfig = extractTsConfig(`${repositoryRoot}tsconfig.json`)
  const { output } = await cruise(
    ['server', 'receiver', 'scripts'],
    { ...options, baseDir: repositoryRoot },
    undefined,
    { tsConfig },
  )
  const { summary } = output as ICruiseResult
  assert.ok(summary.totalCruised >= modulesMin, `saw ${summary.totalCruised} modules`)
  assert.deepEqual(
    summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    [],
  )
})
