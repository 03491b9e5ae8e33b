/**
 * `npm run rig:power [-- --images 10000]`: power-cut images of the store's files, with a report in
 * docs/proof. The control, which ignores syncs, must fail, or the rig would prove nothing.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runPowerImages } from './power-images.ts'

const { values } = parseArgs({
  options: { images: { type: 'string', default: '10000' }, report: { type: 'string' } },
})
const startedAt = Date.now()
const images = Number(values.images)
const onImage = (done: number): void => {
  if (done % 100 === 0) process.stderr.write(`\rimage ${done}`)
}
const options = { events: 400, chance: Math.random, onImage }
const report = await runPowerImages({ ...options, images, dropsSyncs: false })
const control = await runPowerImages({
  ...options,
  images: Math.min(200, images),
  dropsSyncs: true,
})
const seconds = Math.round((Date.now() - startedAt) / 1_000)
const all = { rig: 'power', node: process.version, seconds, ...report, control }
const text = `${JSON.stringify(all, null, 2)}\n`
process.stderr.write('\n')
process.stdout.write(text)
writeFileSync(
  values.report ?? join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'power.json'),
  text,
)
process.exitCode = report.failures > 0 || control.failures === 0 ? 1 : 0
