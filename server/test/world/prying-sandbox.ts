/**
 * A sandbox process that was taken over by a script: it tries what a program could try and tells
 * which of it was refused. The script is the port of a server that it tries to reach.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { Worker } from 'node:worker_threads'

process.on('disconnect', () => process.exit())
process.on('message', ({ source }: { readonly source: string }) => {
  process.send?.('begun')
  void pry(Number(source)).then((told) => {
    process.send?.({ kind: 'returned', log: JSON.stringify(told), fault: '', processorMs: 1 })
  })
})
process.send?.('serving')

async function pry(port: number): Promise<Record<string, unknown>> {
  return {
    environment: Object.keys(process.env),
    file: refusalOf(() => readFileSync('/etc/hostname')),
    write: refusalOf(() => writeFileSync(`${tmpdir()}/posthorn-pried`, '')),
    network: await networkRefusal(port),
    program: refusalOf(() => execFileSync('true')),
    thread: refusalOf(() => new Worker('0', { eval: true })),
  }
}

function refusalOf(act: () => unknown): unknown {
  try {
    act()
    return 'allowed'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}

async function networkRefusal(port: number): Promise<unknown> {
  try {
    return await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve('allowed'))
      socket.on('error', (error) => resolve('code' in error ? error.code : error.message))
    })
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}
