/**
 * The repository's own texts, as the house rules read them: every text file by its path from the
 * root, without what git ignores. A planted violation is a tree of two or three files.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export interface SourceTree {
  readonly files: ReadonlyMap<string, string>
}

/** A rule that no linter has, with a tree that breaks it: a rule that cannot fail is none. */
export interface HouseRule {
  readonly guarantee: string
  /** One line a finding, with the path first. */
  readonly violations: (tree: SourceTree) => readonly string[]
  readonly planted: Readonly<Record<string, string>>
  /** What the planted tree must be reported for. */
  readonly finding: RegExp
}

export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url))

// In a second working tree of the repository `.git` is a file.
const unread = new Set(['.git', 'node_modules', 'coverage', 'data', 'dist'])
const textEndings = /[.](ts|tsx|mjs|js|json|md|sql|sh|c|h|cs|yml|yaml|txt|html|css|pem|toml)$/

export function readSourceTree(root: string): SourceTree {
  const files = new Map<string, string>()
  const read = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (unread.has(entry.name)) continue
      const path = posix.join(folder, entry.name)
      if (entry.isDirectory()) read(path)
      if (entry.isFile() && isText(entry.name)) {
        files.set(path, readFileSync(join(root, path), 'utf8'))
      }
      // Documents lead to pictures; what is in them is no rule's.
      if (entry.isFile() && entry.name.endsWith('.png')) files.set(path, '')
    }
  }
  read('.')
  return { files }
}

/** Names without an ending (`LICENSE`, `run`) and the dot files of the root are text here. */
function isText(name: string): boolean {
  return textEndings.test(name) || /^[.]?[^.]+$/.test(name)
}

export function plantedTree(files: Readonly<Record<string, string>>): SourceTree {
  return { files: new Map(Object.entries(files)) }
}

/** The paths that match, in order of their names. */
export function pathsLike(tree: SourceTree, pattern: RegExp): readonly string[] {
  return [...tree.files.keys()].filter((path) => pattern.test(path)).toSorted(byText)
}

export function textOf(tree: SourceTree, path: string): string {
  return tree.files.get(path) ?? ''
}

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /(^|\/)test\//.test(path)
}

/** Code that ships, without its tests. */
export function shippedSources(tree: SourceTree): readonly string[] {
  return pathsLike(tree, /^server\/src\/.*[.]ts$/).filter((path) => !isTest(path))
}

const parsed = new Map<string, ts.SourceFile>()

/** The syntax of a file; parsed once for each text. */
export function syntaxOf(tree: SourceTree, path: string): ts.SourceFile {
  const text = textOf(tree, path)
  const known = parsed.get(path)
  if (known?.text === text) return known
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  parsed.set(path, file)
  return file
}

/** Every node below, in the order of the text. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  for (const child of node.getChildren()) {
    yield child
    yield* nodesBelow(child)
  }
}

/** The paths of the tree that a file imports, types too. */
export function importsOf(tree: SourceTree, path: string): readonly string[] {
  const found: string[] = []
  for (const statement of syntaxOf(tree, path).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue
    const source = statement.moduleSpecifier
    if (source === undefined || !ts.isStringLiteral(source)) continue
    if (source.text.startsWith('.')) found.push(posix.join(dirname(path), source.text))
  }
  return found.filter((target) => tree.files.has(target))
}

/** Everything a file reaches by imports, itself included. */
export function reachedFrom(tree: SourceTree, path: string): ReadonlySet<string> {
  const reached = new Set<string>([path])
  for (const at of reached) for (const next of importsOf(tree, at)) reached.add(next)
  return reached
}

export function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

function byText(a: string, b: string): number {
  return a.localeCompare(b, 'en')
}
