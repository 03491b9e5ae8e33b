/** The demo of RoSaaS as its user sees it: the real command, its lines, its end. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../../bin/posthorn.mjs', import.meta.url))

test('the demo of RoSaaS delivers all 19 events, signed, and ends when told', async (t) => {
  const demo = spawn(process.execPath, [command, 'demo', '--rosaas', '--rate', '50'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => demo.kill('SIGKILL'))
  const lines: string[] = []
  for await (const line of createInterface({ input: demo.stdout })) {
    lines.push(line)
    if (line.includes('all 19 events of RoSaaS have arrived')) break
  }
  demo.kill('SIGTERM')
  const [status] = (await once(demo, 'exit')) as [number | null]
  assert.equal(status, 0)
  const delivered = lines.filter((line) => / ok .* rosaas /.test(line))
  assert.equal(new Set(delivered.map((line) => line.split(/ +/)[4])).size, 19)
  assert.ok(!lines.some((line) => line.includes('FORGED') || line.includes('not accepted')))
})
