/** The demo as its user sees it: the real command, its lines, its end. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../../bin/posthorn.mjs', import.meta.url))

test('the demo of all events delivers one of every documented type, signed, and ends when told', async (t) => {
  const demo = spawn(process.execPath, [command, 'demo', '--all-events', '--rate', '50'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => demo.kill('SIGKILL'))
  const lines: string[] = []
  for await (const line of createInterface({ input: demo.stdout })) {
    lines.push(line)
    if (line.includes('one of every documented event type')) break
  }
  demo.kill('SIGTERM')
  const [status] = (await once(demo, 'exit')) as [number | null]
  assert.equal(status, 0)
  const types = new Set(
    lines.filter((line) => / ok .* superoffice /.test(line)).map((line) => line.split(/ +/)[4]),
  )
  assert.ok(
    types.has('contact.changed') && types.has('sale.sold') && types.size > 200,
    `${types.size}`,
  )
  assert.ok(!lines.some((line) => line.includes('FORGED')))
})
