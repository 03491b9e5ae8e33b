/**
 * The revocation lists that the operator names, kept as their files are: looked at once a minute
 * and read again when one has changed. A file that cannot be read any more leaves the lists in
 * force, since forgetting a revocation would open a door again, and is told once.
 */
import { readFileSync, type Stats, statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { type Crl, crlsIn } from './crl.ts'

export interface CrlFilesOptions {
  readonly paths: readonly string[]
  /** What `readCrlFiles` gave: in force until the first look, and for as long as none succeeds. */
  readonly atStart: readonly Uint8Array[]
  /** Told of a file that is not what it was at start. */
  readonly onFault?: (error: Error) => void
  readonly lookEveryMs?: number
}

export interface CrlLists {
  /** Another one whenever the lists are others. */
  readonly generation: number
  readonly isEmpty: boolean
  /** Those of an issuer's name (DER as hex). */
  of(issuer: string): readonly Crl[]
}

const lookEveryMsDefault = 60_000
/** The largest public lists have some ten megabytes. */
const fileBytesMax = 64 * 1024 * 1024

/** The files' bytes, each proven to be revocation lists. Throws a sentence about the path. */
export function readCrlFiles(
  paths: readonly string[],
  sentence: (path: string, error: unknown) => Error,
): readonly Uint8Array[] {
  return paths.map((path) => {
    try {
      checkSize(statSync(path))
      const bytes = readFileSync(path)
      crlsIn(bytes)
      return bytes
    } catch (error) {
      throw sentence(path, error)
    }
  })
}

/** Before it is read: what is too large never comes into memory. */
function checkSize(stats: Stats): void {
  // What is not a file, such as a pipe, has no size to go by and may never end.
  if (!stats.isFile()) throw new Error('it is no file')
  if (stats.size > fileBytesMax) throw new Error(`it is larger than ${fileBytesMax} bytes`)
}

export class CrlFiles implements CrlLists {
  generation = 0
  readonly #options: CrlFilesOptions
  readonly #timer: NodeJS.Timeout | undefined
  #byIssuer: ReadonlyMap<string, readonly Crl[]>
  /** What the files looked like when they were read last. */
  #stamp = ''
  #faultTold = ''
  #looking: Promise<void> | null = null

  constructor(options: CrlFilesOptions) {
    this.#options = options
    this.#byIssuer = grouped(options.atStart.flatMap(crlsIn))
    if (options.paths.length === 0) return
    const everyMs = options.lookEveryMs ?? lookEveryMsDefault
    this.#timer = setInterval(() => void this.look(), everyMs).unref()
    void this.look()
  }

  get isEmpty(): boolean {
    return this.#byIssuer.size === 0
  }

  of(issuer: string): readonly Crl[] {
    return this.#byIssuer.get(issuer) ?? []
  }

  /** Reads what has changed; what goes wrong is told to `onFault`. One look at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    let path = ''
    try {
      const { paths } = this.#options
      const all = await Promise.all(paths.map((one) => stat(one)))
      const stamp = all.map(stampOf).join('\n')
      if (stamp === this.#stamp) return
      const lists: Crl[] = []
      for (const [index, stats] of all.entries()) {
        path = paths[index]!
        checkSize(stats)
        lists.push(...crlsIn(await readFile(path)))
      }
      this.#byIssuer = grouped(lists)
      this.#stamp = stamp
      this.#faultTold = ''
      this.generation += 1
    } catch (error) {
      this.#tell(path, error)
    }
  }

  #tell(path: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    const what = path === '' ? why : `${path}: ${why}`
    if (what === this.#faultTold) return
    this.#faultTold = what
    this.#options.onFault?.(
      new Error(`revocation lists cannot be read again, the former stay in force (${what})`, {
        cause: error,
      }),
    )
  }
}

const stampOf = ({ mtimeMs, size, ino }: Stats): string => `${mtimeMs} ${size} ${ino}`

function grouped(lists: readonly Crl[]): ReadonlyMap<string, readonly Crl[]> {
  return Map.groupBy(lists, ({ issuer }) => issuer)
}
