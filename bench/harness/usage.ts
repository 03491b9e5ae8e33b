/**
 * What a contender costs the machine, read from /proc: processor time, bytes sent to the disk
 * and memory, of the processes it consists of and all their children (so PostgreSQL's backends
 * and Redis's log rewriter count too).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second for every user of /proc. */
const tickMs = 10

export interface Usage {
  readonly atMs: number
  /** User and system time of all living processes of the trees. */
  readonly cpuMs: number
  /** `write_bytes`: what the processes caused to be written to the storage layer. */
  readonly writtenBytes: number
}

export function readUsage(roots: readonly number[]): Usage {
  let cpuMs = 0
  let writtenBytes = 0
  for (const pid of withChildren(roots)) {
    cpuMs += processorMs(pid)
    writtenBytes += Number(/^write_bytes: (\d+)/m.exec(readProc(`${pid}/io`))?.[1] ?? 0)
  }
  return { atMs: performance.now(), cpuMs, writtenBytes }
}

/**
 * Processor time that the whole machine has spent, what a hypervisor took from it included. What
 * remains after the contender's and the bench's own was somebody else's and spoils a measurement.
 */
export function machineCpuMs(): number {
  const [, user, nice, system, , , irq, softIrq, steal] = readProc('stat').split(/\s+/).map(Number)
  const ticks = [user, nice, system, irq, softIrq, steal]
  return ticks.reduce<number>((sum, tick) => sum + (tick ?? 0), 0) * tickMs
}

/**
 * Bytes written so far to the disk that holds a folder, by everyone; NaN when no one disk does.
 * `write_bytes` of /proc counts whole folios of the page cache and so overstates small appends.
 */
export function diskWrittenBytes(folder: string): number {
  const device = statSync(folder).dev
  // Linux packs a device number as 12 bits of major between two parts of minor.
  const major = (device >> 8) & 0xfff
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00)
  try {
    const fields = readFileSync(`/sys/dev/block/${major}:${minor}/stat`, 'utf8').trim().split(/\s+/)
    return Number(fields[6]) * 512
  } catch {
    return Number.NaN
  }
}

/** Memory now, shared pages counted once (Pss), in bytes. */
export function memoryBytes(roots: readonly number[]): number {
  return withChildren(roots).reduce(
    (sum, pid) => sum + kilobytes(readProc(`${pid}/smaps_rollup`), 'Pss') * 1024,
    0,
  )
}

/** The kernel's own high-water mark of resident memory, summed over the trees, in bytes. */
export function peakResidentBytes(roots: readonly number[]): number {
  return withChildren(roots).reduce(
    (sum, pid) => sum + kilobytes(readProc(`${pid}/status`), 'VmHWM') * 1024,
    0,
  )
}

function processorMs(pid: number): number {
  const stat = readProc(`${pid}/stat`)
  // The name in parentheses may hold anything; fields count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs
}

function withChildren(roots: readonly number[]): number[] {
  const childrenOf = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (!Number.isInteger(pid)) continue
    const stat = readProc(`${pid}/stat`)
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid])
  }
  const found: number[] = []
  const open = [...roots]
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    found.push(pid)
    open.push(...(childrenOf.get(pid) ?? []))
  }
  return found
}

/** A process may end between being listed and being read: then it has nothing to say. */
function readProc(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function kilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
}
