/**
 * The physical limit: how many exchanges (request of 1 KB, reply) wrk and the receiver alone can
 * do on this machine. A delivered event is two exchanges, one in and one out, so half of it is
 * what no delivery service could exceed even if thinking and writing cost nothing.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, type Bench } from '../harness/bench.ts'
import { hostOf, startReceiver } from '../harness/receiver.ts'

/** @returns exchanges per second. */
export async function measureLimit(bench: Bench): Promise<number> {
  const folder = newFolder(bench, 'limit')
  const receiver = await startReceiver(bench, { folder, hosts: [hostOf(0, false)] })
  try {
    const script = join(folder, 'post.lua')
    const body = readFileSync(bench.bodyFile, 'utf8')
    writeFileSync(
      script,
      `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = ${lua(body)}\n`,
    )
    const seconds = bench.isQuick ? 1 : 2
    const words = ['-t2', '-c64', `-d${seconds}s`, '-s', script, receiver.urls[0] ?? '']
    const report = execFileSync('wrk', words, { encoding: 'utf8' })
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1])
  } finally {
    await receiver.stop()
  }
}

function lua(text: string): string {
  return `[==[${text}]==]`
}
