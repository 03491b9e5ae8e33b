/** A process that may have few files open says so, keeps some for itself, and bears a flood. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const key = 'operator-key-of-a-test-0123456789abcdef'

/** The service under a limit of open files: its port, and what it said. */
async function startWith(t: TestContext, files: number) {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-few-'))
  const child = spawn(
    '/bin/sh',
    ['-c', `ulimit -n ${files}; exec "$0" "$@"`, process.execPath, main, 'start'],
    {
      env: {
        PATH: process.env['PATH'],
        POSTHORN_LISTEN: '127.0.0.1:0',
        POSTHORN_STORE: `sqlite:${join(folder, 'posthorn.db')}`,
        POSTHORN_OPERATOR_KEY: key,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true })
  })
  let said = ''
  const listening = new Promise<number>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, port] = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(said) ?? []
      if (port !== undefined) resolve(Number(port))
    })
  })
  return { listening, ended, said: () => said }
}

function open(t: TestContext, port: number): Promise<{ socket: Socket; isKept: boolean }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')
    })
    t.after(() => socket.destroy())
    socket.on('error', () => {})
    socket.once('data', () => resolve({ socket, isKept: true }))
    socket.once('close', () => resolve({ socket, isKept: false }))
  })
}

const skip = process.platform === 'win32' ? 'no such limit' : false

test(
  'a flood of connections is told once, and leaves what is open and the store their files',
  { skip },
  async (t) => {
    const service = await startWith(t, 200)
    const port = await service.listening
    assert.match(service.said(), /"files":200,"connectionsMax":52,.*few files may be open/)
    const opened = []
    for (let count = 0; count < 120; count += 1) opened.push(await open(t, port))
    assert.equal(opened.filter(({ isKept }) => isKept).length, 52)
    assert.equal(
      service.said().match(/"accepting connections".*52 connections are open/g)?.length,
      1,
    )

    const [first] = opened
    const body = '{"id":"Cust1","name":"x"}'
    first?.socket.write(
      `POST /v1/tenants HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    const answer = await new Promise<string>((resolve) =>
      first?.socket.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    )
    assert.match(answer, /^HTTP\/1\.1 201 /)
  },
)

test('too few files for a service end its start with a sentence', { skip }, async (t) => {
  const service = await startWith(t, 64)
  assert.equal(await service.ended, 78)
  assert.match(service.said(), /^posthorn: this process may have 64 files open.*\n$/)
})
