/**
 * The files of `examples/scale-out`, read as the programs read them that they are written for, as
 * far as a test needs it: compose's and Kubernetes' YAML, an env file, the steps of a Dockerfile.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

export const repository = join(import.meta.dirname, '..', '..', '..')
export const examples = join(repository, 'examples', 'scale-out')
const manifests = join(examples, 'kubernetes')

/** YAML without a description: tests look into it, and fail where something is not there. */
export type Yaml = ReturnType<typeof JSON.parse>

export function readCompose(): Yaml {
  return parse(readExample('compose.yaml'), { merge: true })
}

export function readKustomization(): Yaml {
  return parse(readExample('kubernetes/kustomization.yaml'))
}

/** Everything that is applied, from all files beside the kustomization. */
export function readManifests(): readonly Yaml[] {
  return manifestFiles().flatMap((name) =>
    parseAllDocuments(readFileSync(join(manifests, name), 'utf8')).map((document) =>
      document.toJS(),
    ),
  )
}

export function manifestFiles(): readonly string[] {
  return readdirSync(manifests).filter(
    (name) => name.endsWith('.yaml') && name !== 'kustomization.yaml',
  )
}

export function readExample(name: string): string {
  return readFileSync(join(examples, name), 'utf8')
}

/** `NAME=value` a line; comments and empty lines aside. */
export function readAssignments(lines: readonly string[]): Record<string, string> {
  const assignments = lines
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  return Object.fromEntries(assignments)
}

export interface DockerStep {
  readonly name: string
  readonly words: string
}

/** The steps of each stage, in order; lines that go on are joined. */
export function readDockerStages(): readonly (readonly DockerStep[])[] {
  const lines = readExample('Dockerfile')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const stages: DockerStep[][] = []
  for (const line of lines) {
    const [, name = '', words = ''] = /^([A-Z]+) +(.*)$/.exec(line.trim()) ?? []
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, words })
  }
  return stages
}
