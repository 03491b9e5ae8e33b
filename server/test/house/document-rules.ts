/**
 * House rules about documents and packages: links lead somewhere, the glossary knows the domain,
 * every dependency is pinned and has its sentence.
 */
import { basename, dirname, posix } from 'node:path'
import { type HouseRule, isTest, pathsLike, type SourceTree, textOf } from './source-tree.ts'

const glossaryPath = 'docs/glossary.md'
const dependenciesPath = 'docs/decisions/0004-dependencies.md'
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

// Values and functions of the domain that are no nouns of the product.
const unnamedInTheGlossary = new Set(['ids', 'json-members', 'limits', 'nearest-name'])

// A path of the machine where something was written helps nobody elsewhere.
const foreignPlaces = new RegExp(`/${'wo' + 'rk'}/|/home/[a-z]|/Users/[a-z]`)

export const documentRules: readonly HouseRule[] = [
  {
    guarantee: 'a link in a document leads to a file and a heading that exist',
    violations: brokenLinks,
    planted: { 'README.md': 'See [the guide](docs/guide.md#set-up).', 'docs/guide.md': '# Guide' },
    finding: /README[.]md links to docs\/guide[.]md#set-up/,
  },
  {
    guarantee: 'every dependency has its sentence, and every sentence its dependency',
    violations: dependenciesWithoutReason,
    planted: {
      'package.json': '{"dependencies": {"undici": "8.0.0"}}',
      [dependenciesPath]: '| Package | Why |\n| --- | --- |\n| `pino` | logs |',
    },
    finding: /undici has no sentence/,
  },
  {
    guarantee: 'a sentence about a dependency that is gone goes too',
    violations: dependenciesWithoutReason,
    planted: {
      'package.json': '{}',
      [dependenciesPath]: '| Package | Why |\n| --- | --- |\n| `pino` | logs |',
    },
    finding: /pino is in no package[.]json/,
  },
  {
    guarantee: 'every version is exact',
    violations: looseVersions,
    planted: { 'server/package.json': '{"devDependencies": {"undici": "^8.0.0"}}' },
    finding: /undici@\^8[.]0[.]0/,
  },
  {
    guarantee: 'the lock file fetches from whatever registry npm is told to use',
    violations: lockedAddresses,
    planted: {
      'package-lock.json': '{"packages": {"node_modules/a": {"resolved": "https://a.test/a.tgz"}}}',
    },
    finding: /a[.]test/,
  },
  {
    guarantee: 'a script of package.json starts a file that is there',
    violations: scriptsWithoutFile,
    planted: { 'package.json': '{"scripts": {"demo": "node server/src/main.ts demo"}}' },
    finding: /server\/src\/main[.]ts/,
  },
  {
    guarantee: 'no file names a place on the machine where it was written',
    violations: placesOfOneMachine,
    planted: { 'docs/guide.md': `see /${'wo' + 'rk'}/main` },
    finding: /guide[.]md:1/,
  },
  {
    guarantee: 'the glossary has a row for every noun of the domain',
    violations: nounsWithoutRow,
    planted: {
      [glossaryPath]: '| Word | What it is |\n| --- | --- |\n| **event** | a thing |',
      'server/src/domain/event.ts': '',
      'server/src/domain/retry-rule.ts': '',
    },
    finding: /retry rule/,
  },
]

function brokenLinks(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /[.]md$/).flatMap((path) => {
    const text = textOf(tree, path).replaceAll(/```[\s\S]*?```/g, '')
    return [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(tree, path, link))
      .map((link) => `${path} links to ${link}`)
  })
}

function leadsSomewhere(tree: SourceTree, from: string, link: string): boolean {
  const [target = '', heading] = link.split('#')
  const path = target === '' ? from : posix.join(dirname(from), target)
  const isFolder = [...tree.files.keys()].some((file) => file.startsWith(path.replace(/\/?$/, '/')))
  if (!tree.files.has(path) && !isFolder) return false
  return heading === undefined || headingsOf(textOf(tree, path)).has(heading)
}

/** Anchors as GitHub makes them. */
function headingsOf(text: string): ReadonlySet<string> {
  const headings = text.matchAll(/^#+\s+(.+)$/gm)
  return new Set([...headings].map(([, heading = '']) => anchorOf(heading)))
}

function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

interface Dependency {
  readonly manifest: string
  readonly name: string
  readonly version: string
}

function dependenciesOf(tree: SourceTree): readonly Dependency[] {
  return pathsLike(tree, /(^|\/)package[.]json$/).flatMap((manifest) => {
    const facts = JSON.parse(textOf(tree, manifest)) as Record<string, Record<string, string>>
    return kinds.flatMap((kind) =>
      Object.entries(facts[kind] ?? {}).map(([name, version]) => ({ manifest, name, version })),
    )
  })
}

/** A row's first cell names one package, or several that come as one. */
function dependenciesWithoutReason(tree: SourceTree): readonly string[] {
  const used = new Set(dependenciesOf(tree).map(({ name }) => name))
  const rows = textOf(tree, dependenciesPath).matchAll(/^\|([^|]*)\|([^|]+)\|/gm)
  const explained = new Set(
    [...rows].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    ),
  )
  return [
    ...[...used].filter((name) => !explained.has(name)).map((name) => `${name} has no sentence`),
    ...[...explained]
      .filter((name) => !used.has(name))
      .map((name) => `${name} is in no package.json`),
  ]
}

function looseVersions(tree: SourceTree): readonly string[] {
  return dependenciesOf(tree)
    .filter(({ version }) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
    .map(({ manifest, name, version }) => `${manifest}: ${name}@${version}`)
}

function lockedAddresses(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /(^|\/)package-lock[.]json$/).flatMap((path) =>
    [...textOf(tree, path).matchAll(/"resolved": "(https?:[^"]+)"/g)].map(
      ([, address]) => `${path}: ${address}`,
    ),
  )
}

function scriptsWithoutFile(tree: SourceTree): readonly string[] {
  const { scripts = {} } = JSON.parse(textOf(tree, 'package.json')) as {
    readonly scripts?: Readonly<Record<string, string>>
  }
  return Object.entries(scripts).flatMap(([name, text]) =>
    [...text.matchAll(/\bnode (?:--\S+ )*([a-z0-9/-]+[.](?:ts|mjs))/g)]
      .map(([, path = '']) => path)
      .filter((path) => !tree.files.has(path))
      .map((path) => `package.json: ${name} starts ${path}, which is not there`),
  )
}

function placesOfOneMachine(tree: SourceTree): readonly string[] {
  return [...tree.files].flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) => (foreignPlaces.test(line) ? [`${path}:${index + 1} ${line}`] : [])),
  )
}

function nounsWithoutRow(tree: SourceTree): readonly string[] {
  const rows = textOf(tree, glossaryPath).matchAll(/^\|([^|]*)\|/gm)
  const words = [...rows].map(([, cell = '']) => cell.toLowerCase()).join('\n')
  return pathsLike(tree, /^server\/src\/domain\/[^/]+[.]ts$/)
    .filter((path) => !isTest(path) && !unnamedInTheGlossary.has(basename(path, '.ts')))
    .map((path) => ({ path, noun: basename(path, '.ts').replaceAll('-', ' ') }))
    .filter(({ noun }) => !words.includes(noun.replace(/s$/, '')))
    .map(({ path, noun }) => `${path}: ${glossaryPath} has no row for "${noun}"`)
}
