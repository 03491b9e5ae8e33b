/**
 * House rules about where things are: the map of the pipeline, ports and their contract suites,
 * operations and who may call them.
 */
import { basename } from 'node:path'
import ts from 'typescript'
import {
  type HouseRule,
  isTest,
  lineOf,
  nodesBelow,
  pathsLike,
  reachedFrom,
  type SourceTree,
  syntaxOf,
  textOf,
} from './source-tree.ts'

const mapPath = 'server/src/pipeline/README.md'
const portMethodsMax = 8

// Clock and random have one implementation beside the simulated one, and the observer promises
// nothing but to be told; `ports.ts` is the bag.
const portsWithoutContract = new Set(['ports', 'clock', 'random', 'observer'])

const portsOfAdapters: Readonly<Record<string, RegExp>> = {
  brokers: /^broker$/,
  dialects: /^dialect$/,
  dispatchers: /^dispatcher$/,
  inboxes: /^inbox-listener$/,
  mailers: /^mailer$/,
  senders: /^sender$/,
  // A store that one process has to itself has no nodes.
  stores: /(?<!^node)-store$/,
}

export const layoutRules: readonly HouseRule[] = [
  {
    guarantee: 'pipeline/README.md names each file of pipeline/, and no other',
    violations: (tree) => [...unnamedStages(tree), ...stagesWithoutFile(tree)],
    planted: {
      [mapPath]: '| sent | `pipeline/send-delivery.ts` |',
      'server/src/pipeline/accept-event.ts': '',
    },
    finding: /accept-event[.]ts.*is not named/,
  },
  {
    guarantee: 'a stage that pipeline/README.md names exists',
    violations: stagesWithoutFile,
    planted: { [mapPath]: '| sent | `pipeline/send-delivery.ts` |' },
    finding: /send-delivery[.]ts/,
  },
  {
    guarantee: `a port has at most ${portMethodsMax} methods`,
    violations: tooLargePorts,
    planted: {
      'server/src/ports/store.ts': `export interface Store {\n${'  go(): void\n'.repeat(9)}}`,
    },
    finding: /Store has 9 methods/,
  },
  {
    guarantee: 'each port has a contract suite that a test runs',
    violations: portsWithoutSuite,
    planted: {
      'server/src/ports/broker.ts': 'export interface Broker {}',
      'server/test/contract/broker-contract.ts': '',
    },
    finding: /broker-contract[.]ts is run by no test/,
  },
  {
    guarantee: 'each adapter runs the contract suite of its port',
    violations: adaptersWithoutSuite,
    planted: {
      'server/src/ports/broker.ts': '',
      'server/src/brokers/in-process/in-process-broker.ts': '',
      'server/src/brokers/postgres-notify/postgres-notify-broker.ts': '',
      'server/test/contract/broker-contract.ts': '',
      'server/test/contract/broker.test.ts':
        "import './broker-contract.ts'\n" +
        "import '../../src/brokers/in-process/in-process-broker.ts'",
    },
    finding: /brokers\/postgres-notify/,
  },
  {
    guarantee: 'each operation states who may call it',
    violations: openOperations,
    planted: {
      'server/src/api/v1/operations/list-events.ts':
        "export const listEvents = operation({ id: 'listEvents' })",
    },
    finding: /list-events[.]ts:1 .*allow/,
  },
]

function pipelineFiles(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^server\/src\/pipeline\/.*[.]ts$/).filter((path) => !isTest(path))
}

function unnamedStages(tree: SourceTree): readonly string[] {
  const map = textOf(tree, mapPath)
  return pipelineFiles(tree)
    .filter((path) => !map.includes(path.slice('server/src/pipeline/'.length)))
    .map((path) => `${path} is not named in ${mapPath}`)
}

function stagesWithoutFile(tree: SourceTree): readonly string[] {
  const named = textOf(tree, mapPath).matchAll(/pipeline\/[a-z0-9/-]+[.]ts/g)
  return [...named]
    .map(([name]) => `server/src/${name}`)
    .filter((path) => !tree.files.has(path))
    .map((path) => `${mapPath} names ${path}, which is not there`)
}

function tooLargePorts(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^server\/src\/ports\/[^/]+[.]ts$/).flatMap((path) =>
    syntaxOf(tree, path)
      .statements.filter((statement) => ts.isInterfaceDeclaration(statement))
      .map((port) => ({ name: port.name.text, methods: port.members.filter(isMethod).length }))
      .filter(({ methods }) => methods > portMethodsMax)
      .map(({ name, methods }) => `${path}: ${name} has ${methods} methods`),
  )
}

function isMethod(member: ts.TypeElement): boolean {
  if (ts.isMethodSignature(member)) return true
  if (!ts.isPropertySignature(member) || member.type === undefined) return false
  return ts.isFunctionTypeNode(member.type)
}

function portNames(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^server\/src\/ports\/[^/]+[.]ts$/)
    .filter((path) => !isTest(path))
    .map((path) => basename(path, '.ts'))
    .filter((name) => !portsWithoutContract.has(name))
}

function contractOf(port: string): string {
  return `server/test/contract/${port}-contract.ts`
}

function testsReaching(tree: SourceTree): readonly ReadonlySet<string>[] {
  return pathsLike(tree, /^server\/.*[.]test[.]ts$/).map((path) => reachedFrom(tree, path))
}

function portsWithoutSuite(tree: SourceTree): readonly string[] {
  const tests = testsReaching(tree)
  return portNames(tree)
    .map(contractOf)
    .flatMap((suite) => {
      if (!tree.files.has(suite)) return [`${suite} is missing`]
      return tests.some((reached) => reached.has(suite)) ? [] : [`${suite} is run by no test`]
    })
}

function adaptersWithoutSuite(tree: SourceTree): readonly string[] {
  const tests = testsReaching(tree)
  return Object.entries(portsOfAdapters).flatMap(([kind, ports]) => {
    const suites = portNames(tree)
      .filter((name) => ports.test(name))
      .map(contractOf)
    return adapterFolders(tree, kind).flatMap((folder) =>
      suites
        .filter(
          (suite) => !tests.some((reached) => reached.has(suite) && entersAny(reached, folder)),
        )
        .map((suite) => `${folder} does not run ${suite}`),
    )
  })
}

/** What two databases share, and what copies one into the other, keep no promise of a port. */
const noStores = new Set(['server/src/stores/sql/', 'server/src/stores/copy/'])

/** The folders of a kind of adapter. */
function adapterFolders(tree: SourceTree, kind: string): readonly string[] {
  const inKind = new RegExp(`^server/src/${kind}/[^/]+/`)
  const folders = [...tree.files.keys()].flatMap((path) => inKind.exec(path) ?? [])
  return [...new Set(folders)].filter((folder) => !noStores.has(folder))
}

function entersAny(reached: ReadonlySet<string>, folder: string): boolean {
  return [...reached].some((path) => path.startsWith(folder))
}

function openOperations(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^server\/src\/api\/.*[.]ts$/)
    .filter((path) => !isTest(path))
    .flatMap((path) => {
      const file = syntaxOf(tree, path)
      return operationsIn(file)
        .filter((call) => !statesAllow(call))
        .map((call) => `${path}:${lineOf(file, call)} an operation states no \`allow\``)
    })
}

export function operationsIn(file: ts.SourceFile): readonly ts.CallExpression[] {
  return [...nodesBelow(file)].filter(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      /^(operation|tenantOperation|partnerOperation|productOperation)$/.test(
        node.expression.getText(file),
      ),
  )
}

function statesAllow(call: ts.CallExpression): boolean {
  const [facts] = call.arguments
  if (facts === undefined || !ts.isObjectLiteralExpression(facts)) return false
  return facts.properties.some((property) => property.name?.getText() === 'allow')
}
