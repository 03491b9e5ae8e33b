/**
 * `npm run generate`: writes every `*.generated.*` from the data that it documents. The files are
 * committed and never edited; `npm run check` fails when one is stale.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { ProblemText } from '../server/src/api/problem-text.ts'
import { problemTexts } from '../server/src/api/problems.ts'
import { publishedDocument } from '../server/src/api/v1/native-group.ts'
import { describeConfig } from '../server/src/config.ts'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))
const reference = join(repository, 'docs', 'reference')

mkdirSync(reference, { recursive: true })
write('openapi.generated.json', `${JSON.stringify(publishedDocument(), null, 2)}\n`)
write('config.generated.md', configPage())
write('problems.generated.md', problemsPage())
writeFileSync(join(repository, 'console', 'src', 'api', 'schema.generated.ts'), await clientTypes())

function write(name: string, text: string): void {
  writeFileSync(join(reference, name), text)
}

/** The types of the console's client: all that it knows of the service. */
async function clientTypes(): Promise<string> {
  // The document is OpenAPI 3.1 by its tests; our type of it is a wider one.
  const types = await openapiTypes(publishedDocument() as unknown as OpenAPI3, {
    alphabetize: true,
  })
  const head = '/** Generated from docs/reference/openapi.generated.json by `npm run generate`. */'
  return `${head}\n\n${astToString(types)}`
}

function configPage(): string {
  const rows = describeConfig({}).map(
    ({ name, defaultText, bound, help }) =>
      `| \`${name}\` | ${defaultText === null ? 'unset' : shown(defaultText)} | ${bound} | ${help} |`,
  )
  return `# Settings

Generated from \`server/src/config.ts\` by \`npm run generate\`.

Every setting is an environment variable. An unknown or malformed \`POSTHORN_*\` variable stops the start with a message that names it and the fix; \`POSTHORN_PORT\`, \`POSTHORN_PORT_*\` and \`POSTHORN_SERVICE_*\`, which Kubernetes makes for a service of that name, and the same of services called \`posthorn-…\` are ignored. \`posthorn config\` prints what holds, secrets only as set or unset.

| Setting | Default | Takes | What it does |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

function shown(text: string): string {
  return text === '' ? 'empty' : `\`${text}\``
}

function problemsPage(): string {
  const texts: readonly (readonly [string, ProblemText])[] = Object.entries(problemTexts)
  const rows = texts.map(
    ([code, { status, title, detail }]) => `| \`${code}\` | ${status} | ${title}. ${detail} |`,
  )
  return `# Problems

Generated from \`server/src/api/problems.ts\` by \`npm run generate\`.

Every refused call of the native API answers \`application/problem+json\` (RFC 9457). The code is permanent: programs may rely on it. \`type\` is the path \`/v1/problems/{code}\`, which the service itself answers; \`detail\` may say more than the text here, \`errors\` points to each field that is wrong, and \`instance\` names the request in the log.

| Code | Status | What happened, and what to do |
| --- | --- | --- |
${rows.join('\n')}
`
}
