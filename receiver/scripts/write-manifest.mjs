/**
 * Writes the manifest of the built package, so that `npm publish receiver/dist` ships JavaScript:
 * nothing under `node_modules` is stripped of its types. In the repository the package is run from
 * source, and its own manifest says so. The folder may be another one than `dist`.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../', import.meta.url))
const [built = join(folder, 'dist')] = process.argv.slice(2)
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const { scripts: _scripts, devDependencies: _devDependencies, ...kept } = manifest
const exported = Object.entries(kept.exports).map(([name, source]) => [name, builtFiles(source)])
const text = JSON.stringify({ ...kept, exports: Object.fromEntries(exported) }, null, 2)
writeFileSync(join(built, 'package.json'), `${text}\n`)
copyFileSync(join(folder, 'README.md'), join(built, 'README.md'))

/** What a source file becomes: types first, as TypeScript asks. */
function builtFiles(source) {
  const name = source.replace('./src/', './').replace(/[.]ts$/, '')
  return { types: `${name}.d.ts`, default: `${name}.js` }
}
