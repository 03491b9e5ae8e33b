/**
 * Power cuts: the writes and syncs of a real run are recorded by a preloaded library, and the
 * files are rebuilt as they may lie on disk when the power goes at any moment: what was synced is
 * there, what was not may be there, in part, or not at all. Each image is opened by the real store
 * and must hold everything that had been promised by then.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { EventId } from '../../src/domain/ids.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { systemClock } from '../../src/system/system-clock.ts'
import { encryptionKey } from './service-process.ts'

export interface PowerReport {
  readonly images: number
  readonly recordedWrites: number
  readonly recordedSyncs: number
  readonly promisesChecked: number
  /** Images that did not open, did not balance, or lacked something promised. */
  readonly failures: number
  readonly firstFailure: string | null
}

export interface PowerOptions {
  readonly images: number
  readonly events: number
  /** The control: syncs are ignored, as if `synchronous` were OFF. It must fail. */
  readonly dropsSyncs: boolean
  readonly chance: () => number
  readonly onImage?: (done: number) => void
}

interface Operation {
  readonly kind: 'w' | 's' | 't' | 'u'
  readonly file: string
  readonly offset: number
  readonly data: Buffer
}

const dataDirectory = 'data'
/** What a store is made of; lock and ballast hold nothing. */
const storeFile = /^posthorn\.db(-wal|-journal)?$/

/** A disk writes whole sectors; a write may be torn between two. */
const sectorBytes = 512
/** Promises checked in an image beside the newest: all of the newest, some of the rest. */
const newestChecked = 40
const olderChecked = 20

export async function runPowerImages(options: PowerOptions): Promise<PowerReport> {
  const directory = mkdtempSync(join(tmpdir(), 'posthorn-power-'))
  try {
    const operations = recordRun(directory, options)
    return await judgeImages(directory, operations, options)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function recordRun(directory: string, options: PowerOptions): Operation[] {
  const library = join(directory, 'power-record.so')
  const source = join(import.meta.dirname, 'power-record.c')
  run('gcc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'], {})
  const data = join(directory, dataDirectory)
  mkdirSync(data)
  const workload = join(import.meta.dirname, 'power-workload.ts')
  run(process.execPath, [workload, data, String(options.events)], {
    LD_PRELOAD: library,
    POWER_DIR: data,
    POWER_TRACE: join(directory, 'trace'),
    ...(options.dropsSyncs ? { POWER_DROP_SYNC: '1' } : {}),
  })
  return readTrace(readFileSync(join(directory, 'trace')))
}

function run(command: string, args: string[], environment: Record<string, string>): void {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 120_000,
    env: { PATH: process.env['PATH'], ...environment },
  })
  if (result.status !== 0) {
    throw new Error(`${command}: ${result.error?.message ?? result.stderr ?? result.signal}`)
  }
}

function readTrace(trace: Buffer): Operation[] {
  const operations: Operation[] = []
  for (let at = 0; at < trace.length;) {
    const kind = String.fromCharCode(trace[at]!) as Operation['kind']
    const pathLength = trace.readUInt16LE(at + 1)
    const path = trace.toString('utf8', at + 3, at + 3 + pathLength)
    const numbersAt = at + 3 + pathLength
    const offset = Number(trace.readBigInt64LE(numbersAt))
    const length = kind === 'w' ? Number(trace.readBigInt64LE(numbersAt + 8)) : 0
    const dataAt = numbersAt + 16
    const data = trace.subarray(dataAt, dataAt + length)
    // The index of the log is rebuilt at open, and a lock holds nothing.
    if (!path.endsWith('-shm')) operations.push({ kind, file: basename(path), offset, data })
    at = dataAt + length
  }
  return operations
}

async function judgeImages(
  directory: string,
  operations: readonly Operation[],
  options: PowerOptions,
): Promise<PowerReport> {
  const first = operations.findIndex(({ file, data }) => file === 'acks' && data.includes('begin'))
  const disk = new Disk()
  for (const operation of operations.slice(0, first + 1)) disk.apply(operation)
  const span = operations.length - first - 1
  const cuts = Array.from({ length: options.images }, () => Math.floor(options.chance() * span))
  cuts.sort((a, b) => a - b)
  let failures = 0
  let promisesChecked = 0
  let firstFailure: string | null = null
  let applied = 0
  for (const [index, cut] of cuts.entries()) {
    for (; applied < cut; applied += 1) disk.apply(operations[first + 1 + applied]!)
    const image = join(directory, 'image')
    disk.writeTo(image, options.chance)
    try {
      promisesChecked += await judge(image, disk.acks(), options.chance)
    } catch (error) {
      failures += 1
      firstFailure ??= `cut ${cut} of ${span}: ${error instanceof Error ? error.message : String(error)}`
    }
    rmSync(image, { recursive: true, force: true })
    options.onImage?.(index + 1)
  }
  const count = (kind: string): number => operations.filter((op) => op.kind === kind).length
  return {
    images: options.images,
    recordedWrites: count('w'),
    recordedSyncs: count('s'),
    promisesChecked,
    failures,
    firstFailure,
  }
}

/** Files as synced, and what has been written to each since. */
class Disk {
  readonly #synced = new Map<string, Buffer>()
  readonly #pending = new Map<string, Operation[]>()

  apply(operation: Operation): void {
    const pending = this.#pending.get(operation.file) ?? []
    if (operation.kind === 's') {
      // A synced directory keeps a removed file removed.
      const files = operation.file === dataDirectory ? this.#removed() : [operation.file]
      for (const file of files) {
        this.#synced.set(
          file,
          this.#now(file, () => 'all'),
        )
        this.#pending.set(file, [])
      }
      return
    }
    pending.push(operation)
    this.#pending.set(operation.file, pending)
  }

  #removed(): string[] {
    const isRemoved = (operations: Operation[]): boolean => operations.at(-1)?.kind === 'u'
    return [...this.#pending]
      .filter(([, operations]) => isRemoved(operations))
      .map(([file]) => file)
  }

  acks(): string[] {
    return this.#now('acks', () => 'all')
      .toString()
      .split('\n')
      .filter(Boolean)
  }

  writeTo(directory: string, chance: () => number): void {
    mkdirSync(directory, { recursive: true })
    for (const file of new Set([...this.#synced.keys(), ...this.#pending.keys()])) {
      if (!storeFile.test(file)) continue
      const bytes = this.#now(
        file,
        () => {
          const draw = chance()
          return draw < 0.4 ? 'all' : draw < 0.7 ? 'none' : 'part'
        },
        chance,
      )
      if (bytes.length > 0) writeFileSync(join(directory, file), bytes)
    }
  }

  #now(file: string, fate: () => 'all' | 'none' | 'part', chance = (): number => 0): Buffer {
    let bytes: Buffer = Buffer.from(this.#synced.get(file) ?? Buffer.alloc(0))
    for (const operation of this.#pending.get(file) ?? []) {
      const share = fate()
      if (share === 'none') continue
      if (operation.kind === 'u') bytes = Buffer.alloc(0)
      else if (operation.kind === 't') bytes = resized(bytes, operation.offset)
      else bytes = written(bytes, operation, share === 'all' ? 1 : chance())
    }
    return bytes
  }
}

function resized(bytes: Buffer, length: number): Buffer {
  if (length <= bytes.length) return Buffer.from(bytes.subarray(0, length))
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)])
}

function written(bytes: Buffer, operation: Operation, share: number): Buffer {
  const sectors = Math.ceil(operation.data.length / sectorBytes)
  const length = Math.min(operation.data.length, Math.ceil(sectors * share) * sectorBytes)
  const end = operation.offset + length
  const target = end > bytes.length ? resized(bytes, end) : bytes
  operation.data.copy(target, operation.offset, 0, length)
  return target
}

async function judge(
  image: string,
  acks: readonly string[],
  chance: () => number,
): Promise<number> {
  const store = await openStore(`sqlite:${join(image, 'posthorn.db')}`, {
    clock: systemClock,
    random: createSystemRandom(),
    encryptionKey,
    limits: { ballastBytes: 0 },
    // A broken image is a finding: the call that met it rejects, and the rig goes on.
    onFatal: () => {},
  })
  try {
    await store.deliveries.recover()
    const ledger = await store.history.ledger({ recount: true })
    const ended = ledger.delivered + ledger.exhausted + ledger.cancelled + ledger.expired
    if (ledger.accepted !== ended + ledger.open) throw new Error('the ledger does not balance')
    const [, tenantKey = '', subscriptionNumber = ''] = acks[0]?.split(' ') ?? []
    const older = acks.slice(1, -newestChecked).filter(() => chance() < olderChecked / acks.length)
    const promises = [...older, ...acks.slice(1).slice(-newestChecked)]
    for (const promise of promises) {
      const [kind, id = ''] = promise.split(' ')
      const key = { eventId: id as EventId, subscriptionNumber: Number(subscriptionNumber), run: 0 }
      const delivery = await store.history.findDelivery(Number(tenantKey), key)
      if (delivery === null) throw new Error(`${id} was accepted and is gone`)
      if (kind === 'delivered' && delivery.state !== 'delivered') {
        throw new Error(`${id} was recorded as delivered and is ${delivery.state}`)
      }
    }
    return promises.length
  } finally {
    await store.close()
  }
}
