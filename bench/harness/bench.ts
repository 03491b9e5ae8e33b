/**
 * What every scenario gets: the folder of this run, the compiled programs, how long and how often
 * to measure, and an event's body. A scenario starts everything else itself and stops it again.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface Bench {
  /** On a real disk: the contenders' stores live here. */
  readonly folder: string
  readonly native: { readonly generator: string; readonly receiver: string }
  readonly isQuick: boolean
  /** How many times each contender is measured, in turns. */
  readonly rounds: number
  readonly warmMs: number
  readonly measureMs: number
  /** Deliveries that wait in the backlog scenario. */
  readonly backlogCount: number
  /** File with the event that is sent again and again, about 1 KB. */
  readonly bodyFile: string
  /** Only these are measured; empty: all. Gates against the others are then missed. */
  readonly contenderNames: readonly string[]
  /** Events per second of Posthorn in the first scenario, once it is known. */
  closedRate: number | undefined
  log(line: string): void
}

/** Endpoint numbers have two digits in event types: `contact.e07`. */
export function eventType(endpoint: number): string {
  return `contact.e${String(endpoint).padStart(2, '0')}`
}

/** @returns a new folder of this run. */
export function newFolder(bench: Bench, name: string): string {
  const folder = join(bench.folder, `${name}-${String(performance.now()).replace('.', '')}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** @returns loopback ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(0, '127.0.0.1', resolve)
      })
      return server
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** An event of 1 KB with the three places that the generator fills in. */
export function makeEvent(endpoint: number, bytes = 1024): { type: string; data: object } {
  const data = {
    bench_ns: '0'.repeat(20),
    bench_seq: '0'.repeat(20),
    ContactId: 4711,
    Name: 'Fjordlaks Eksport AS',
    Department: 'Bergen',
    Country: { CountryId: 578, Name: 'Norway', CurrencyId: 1 },
    Changes: ['name', 'department', 'country_id', 'orgnr'],
    ChangedByAssociateId: 42,
    Description: '',
  }
  const type = eventType(endpoint)
  const missing = bytes - JSON.stringify({ type, data }).length
  const words = 'the quick brown fox jumps over the lazy dog and '
  data.Description = words
    .repeat(Math.max(0, Math.ceil(missing / words.length)))
    .slice(0, Math.max(0, missing))
  return { type, data }
}

export function writeBody(path: string): void {
  writeFileSync(path, JSON.stringify(makeEvent(0)))
}
