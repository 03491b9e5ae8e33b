/**
 * House rules about words: one word a thing, foreign nouns in their own folders, nothing that
 * time or chance could hide in, and no note that something is unfinished.
 */
import { basename } from 'node:path'
import ts from 'typescript'
import {
  type HouseRule,
  isTest,
  lineOf,
  nodesBelow,
  pathsLike,
  shippedSources,
  type SourceTree,
  syntaxOf,
  textOf,
} from './source-tree.ts'

// What others call our things, see docs/glossary.md.
const unusedWords =
  /^(jobs?|tasks?|hooks?|consumers?|callbacks?|infos?|managers?|helpers?|utils?|common)$/

// The nouns of one system's documents, and where they may stand.
const foreignNouns: readonly { readonly nouns: RegExp; readonly home: RegExp }[] = [
  {
    nouns:
      /\b(ContextIdentifier|TooManyErrors|PrimaryKey|ChangedByAssociateId|AssociateId|FieldValues|SOTicket|SO-AppToken|X-SuperOffice-[A-Za-z]+)\b/i,
    home: /^(server\/src\/((api|dialects)\/(superoffice|tenant-status)|demo)\/|receiver\/src\/(testing\/)?(superoffice(-event)?|tenant-status)[.]ts$)/,
  },
  {
    nouns:
      /\b(TenantStatus|TenantStatusUpdate|CustomerStateChange|ChangeType|BackupRestored|VersionName|FileVersion|PublicEndpoint)\b/,
    home: /^(server\/src\/((api|dialects)\/tenant-status|demo)\/|receiver\/src\/(testing\/)?tenant-status[.]ts$)/,
  },
  {
    nouns:
      /\b(TenantSystemName|tenantSystemName|EventCode|MetaData|previous_attributes|previousAttributes|NewTenantStatus|X-Signing-Secret|eventsToListen|sysCode)\b/,
    home: /^(server\/src\/((api|dialects)\/rosaas|demo)\/|receiver\/src\/(testing\/)?rosaas(-events)?[.]ts$)/,
  },
]

// These folders run in the simulator, so time and chance reach them by ports alone.
const timeless = /^server\/src\/(domain|ports|pipeline|manage|maintenance|dialects|api)\//

const unfinished = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`,
)
// One line, one rule, and a reason; sizes, time, chance and `any` have no exception.
const directive = new RegExp(`(ox|es)lint-${'dis'}able|@ts-${'ign'}ore|@ts-no${'check'}`)
const reasonedDirective = new RegExp(
  `oxlint-${'dis'}able-(next-)?line ` +
    '(?!max-|no-restricted-|no-console|typescript/no-explicit-any)[a-z/-]+ -- \\S.{9,}',
)

export const wordRules: readonly HouseRule[] = [
  {
    guarantee: 'file names and exported names use the words of the glossary',
    violations: (tree) => [...badFileNames(tree), ...badExports(tree)],
    planted: { 'server/src/pipeline/wake.ts': 'export function wakeConsumer(): void {}' },
    finding: /wakeConsumer/,
  },
  {
    guarantee: 'no file is called after a shelf for everything',
    violations: badFileNames,
    planted: { 'server/src/pipeline/url-utils.ts': '' },
    finding: /url-utils/,
  },
  {
    guarantee: 'files are named in kebab-case',
    violations: (tree) =>
      pathsLike(tree, /^(server|receiver|scripts)\/.*[.](ts|sql)$/).filter(
        (path) =>
          !/^[a-z0-9]+(-[a-z0-9]+)*([.](test|generated|simulation))?[.](ts|sql)$/.test(
            basename(path),
          ),
      ),
    planted: { 'server/src/domain/EventType.ts': '' },
    finding: /EventType/,
  },
  {
    guarantee: 'the nouns of another system stay in its dialect and its API folder',
    violations: foreignNounsAbroad,
    planted: {
      'server/src/domain/tenant.ts': 'export interface Tenant { contextIdentifier: string }',
    },
    finding: /tenant[.]ts:1 contextIdentifier/,
  },
  {
    guarantee: 'no rule reads the time by making a date of nothing',
    violations: datesOfNothing,
    planted: { 'server/src/pipeline/send-delivery.ts': 'export const at = new Date()' },
    finding: /send-delivery[.]ts:1/,
  },
  {
    guarantee: 'no note says that something is unfinished',
    violations: (tree) => linesLike(tree, /[.](ts|mjs|sql|sh|c|h)$/, unfinished),
    planted: { 'server/src/main.ts': `// ${'TO' + 'DO'}: later` },
    finding: /main[.]ts:1/,
  },
  {
    guarantee: 'a comment that switches a rule off does so for one line and says why',
    violations: (tree) =>
      linesLike(tree, /^(server|receiver|scripts|bin)\/.*[.](ts|mjs)$/, directive).filter(
        (line) => !reasonedDirective.test(line),
      ),
    planted: { 'server/src/main.ts': `// oxlint-${'dis'}able-next-line no-eval` },
    finding: /main[.]ts:1/,
  },
  {
    guarantee: 'a test names what is guaranteed, and none is left out in silence',
    violations: weakTests,
    planted: { 'server/src/a.test.ts': "test('it should work', () => {})" },
    finding: /a[.]test[.]ts:1/,
  },
  {
    guarantee: 'a test that is left out says why',
    violations: weakTests,
    planted: { 'server/src/a.test.ts': "test('it works', { skip: true }, () => {})" },
    finding: /a[.]test[.]ts:1/,
  },
]

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[ ._-]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
}

function isUnused(name: string): boolean {
  const words = wordsOf(name)
  if (words.some((word) => unusedWords.test(word))) return true
  if (words[0] === 'handle') return true
  // `openService` opens the product itself; `DeliveryService` is a shelf.
  const isProduct = words.length === 2 && /^(open|start|stop)$/.test(words[0] ?? '')
  return words.length > 1 && words.at(-1) === 'service' && !isProduct
}

function badFileNames(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^(server|receiver)\/.*[.]ts$/).filter((path) => {
    const name = basename(path, '.ts')
    return isUnused(name) || name === 'index.test' || name === 'types' || isBarrel(path)
  })
}

/** `index.ts` is the published face of the receiver, and a barrel anywhere else. */
function isBarrel(path: string): boolean {
  return basename(path) === 'index.ts' && path !== 'receiver/src/index.ts'
}

function badExports(tree: SourceTree): readonly string[] {
  return shippedSources(tree).flatMap((path) =>
    exportedNames(syntaxOf(tree, path))
      .filter(isUnused)
      .map((name) => `${path} exports ${name}`),
  )
}

function exportedNames(file: ts.SourceFile): readonly string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return []
    const isExported = ts
      .getModifiers(statement)
      ?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
    if (isExported !== true) return []
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(file))
    }
    return 'name' in statement && statement.name !== undefined
      ? [(statement.name as ts.Identifier).text]
      : []
  })
}

/** Comments may name a document's section; identifiers and literals may not use its nouns. */
function foreignNounsAbroad(tree: SourceTree): readonly string[] {
  const sources = [...shippedSources(tree), ...pathsLike(tree, /^receiver\/src\/.*[.]ts$/)]
  return sources.flatMap((path) => {
    const file = syntaxOf(tree, path)
    const abroad = foreignNouns.filter(({ home }) => !home.test(path) && !isTest(path))
    return [...nodesBelow(file)]
      .filter((node) => ts.isIdentifier(node) || ts.isStringLiteralLike(node))
      .flatMap((node) =>
        abroad.flatMap(({ nouns }) => {
          const [found] = nouns.exec(node.text) ?? []
          return found === undefined ? [] : [`${path}:${lineOf(file, node)} ${found}`]
        }),
      )
  })
}

function datesOfNothing(tree: SourceTree): readonly string[] {
  return shippedSources(tree)
    .filter((path) => timeless.test(path))
    .flatMap((path) => {
      const file = syntaxOf(tree, path)
      return [...nodesBelow(file)]
        .filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
        .filter((node) => node.expression.getText(file) === 'Date')
        .filter((node) => ts.isCallExpression(node) || (node.arguments ?? []).length === 0)
        .map((node) => `${path}:${lineOf(file, node)} reads the machine's time`)
    })
}

function linesLike(tree: SourceTree, paths: RegExp, line: RegExp): readonly string[] {
  return pathsLike(tree, paths).flatMap((path) =>
    textOf(tree, path)
      .split('\n')
      .flatMap((text, index) => (line.test(text) ? [`${path}:${index + 1} ${text.trim()}`] : [])),
  )
}

function weakTests(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^(server|receiver)\/.*[.]ts$/)
    .filter(isTest)
    .flatMap((path) => {
      const file = syntaxOf(tree, path)
      return [...nodesBelow(file)]
        .filter((node) => ts.isCallExpression(node))
        .filter((call) => isWeakTest(call, file))
        .map((call) => `${path}:${lineOf(file, call)} ${call.getText(file).slice(0, 80)}`)
    })
}

function isWeakTest(call: ts.CallExpression, file: ts.SourceFile): boolean {
  const name = call.expression.getText(file)
  if (/^(test|it|describe|suite)[.](only|skip|todo)$/.test(name)) return true
  if (!/^(test|it|describe|suite)$/.test(name)) return false
  const [title, options] = call.arguments
  if (title !== undefined && /\bshould\b/i.test(title.getText(file))) return true
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return false
  return options.properties.some((property) =>
    /^(only|skip|todo)\s*:\s*true$/.test(property.getText(file)),
  )
}
