/**
 * Writes the manifest of the built package, so that `npm publish receiver/dist` ships JavaScript:
 * nothing under `node_modules` is stripped of its types. In the repository the package is run from
 * source, and its own manifest says so.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
const { scripts: _scripts, ...kept } = manifest
const built = { ...kept, exports: { types: './index.d.ts', default: './index.js' } }
writeFileSync(new URL('dist/package.json', folder), `${JSON.stringify(built, null, 2)}\n`)
copyFileSync(new URL('README.md', folder), new URL('dist/README.md', folder))
