/**
 * The operator's own names: `/etc/hosts`, read again when it changes. Serves the name resolver,
 * which asks the file before any name server. A missing or unreadable file has no names.
 */
import { readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'

/** A look at the file's stamp costs microseconds, and an edit may wait this long. */
const lookEveryMs = 1_000

export class HostsFile {
  readonly #path: string
  #names: ReadonlyMap<string, readonly string[]> = new Map()
  #stamp = ''
  #lookedAtMs = -Infinity

  constructor(path: string) {
    this.#path = path
  }

  /** The addresses of a name in lower case, in the order of the file; null when it has none. */
  addressesOf(name: string): readonly string[] | null {
    const nowMs = performance.now()
    if (nowMs - this.#lookedAtMs >= lookEveryMs) {
      this.#lookedAtMs = nowMs
      this.#refresh()
    }
    return this.#names.get(name) ?? null
  }

  #refresh(): void {
    try {
      const { mtimeMs, size, ino } = statSync(this.#path)
      const stamp = `${mtimeMs} ${size} ${ino}`
      if (stamp === this.#stamp) return
      this.#names = parseHosts(readFileSync(this.#path, 'utf8'))
      this.#stamp = stamp
    } catch {
      this.#names = new Map()
      this.#stamp = ''
    }
  }
}

function parseHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const [address = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/)
    if (isIP(address) === 0) continue
    for (const alias of aliases) {
      const name = alias.toLowerCase()
      names.set(name, [...(names.get(name) ?? []), address])
    }
  }
  return names
}
