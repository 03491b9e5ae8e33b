/** The server of a test process goes with it, however it ends. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { test } from 'node:test'

const module = new URL('postgres-server.ts', import.meta.url).href
const script = `
  import { postgresServer } from ${JSON.stringify(module)}
  const server = await postgresServer()
  console.log(server.directory)
  setInterval(() => {}, 1_000)`

for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
  test(`a server ends, and its directory goes, with a process that got ${signal}`, async () => {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const directory = line.toString().trim()
    assert.ok(existsSync(directory))
    child.kill(signal)
    await once(child, 'exit')
    while (existsSync(directory)) await new Promise((resolve) => setImmediate(resolve))
  })
}

test('a process that has nothing more to do is not kept up by its server', async () => {
  const source = script.replace(/setInterval.*/, '')
  const parameters = ['--input-type=module-typescript', '--eval', source]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number]
  assert.equal(code, 0)
})
