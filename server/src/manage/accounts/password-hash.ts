/**
 * Hashes passwords with Argon2id. A hash takes a core and memory on purpose, so few run at a time
 * and few wait: sign-ins cannot starve the deliveries beside them. What a hash was made with stands
 * in it, so that the parameters may grow without anybody's password becoming wrong.
 */
import { argon2, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../ports/random.ts'

/** Of OWASP's recommendations: 19 MiB and two passes, on one core. */
const memoryKibibytes = 19_456
const passes = 2
const nonceBytes = 16
const tagBytes = 32
/** Of the four threads that files and names need too. */
const atOnceMax = 2
/** Some seconds' worth. */
const waitingMax = 32

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly nonce: Buffer
}

export class PasswordsBusy extends Error {}

export class PasswordHasher {
  readonly #random: Random
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(random: Random) {
    this.#random = random
  }

  async hash(password: string): Promise<string> {
    const nonce = Buffer.from(this.#random.bytes(nonceBytes))
    const tag = await this.#inTurn(password, { memory: memoryKibibytes, passes, nonce })
    return `$argon2id$v=19$m=${memoryKibibytes},t=${passes},p=1$${base64(nonce)}$${base64(tag)}`
  }

  /** Whether the hash is of this password. Null, as of nobody, takes as long and is of none. */
  async fits(password: string, hash: string | null): Promise<boolean> {
    const known = hash === null ? null : readHash(hash)
    const tag = known?.tag ?? Buffer.alloc(tagBytes)
    const parameters = known ?? { memory: memoryKibibytes, passes, nonce: Buffer.alloc(nonceBytes) }
    const found = await this.#inTurn(password, parameters)
    return timingSafeEqual(found, tag) && known !== null
  }

  async #inTurn(password: string, parameters: Parameters): Promise<Buffer> {
    if (this.#waiting.length >= waitingMax) throw new PasswordsBusy('too many sign-ins at once')
    if (this.#running >= atOnceMax) {
      // Whoever ends hands its place on, so nobody who comes in between takes it.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
    try {
      return await argon2id(password, parameters)
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }
}

function argon2id(password: string, { memory, passes: count, nonce }: Parameters): Promise<Buffer> {
  // One text may be written in more than one way; keyboards differ in which they choose.
  const message = Buffer.from(password.normalize('NFC'))
  const given = { message, nonce, memory, passes: count, parallelism: 1, tagLength: tagBytes }
  return new Promise((resolve, reject) => {
    argon2('argon2id', given, (error, tag) => (error === null ? resolve(tag) : reject(error)))
  })
}

const hashPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/

function readHash(hash: string): Parameters & { readonly tag: Buffer } {
  const [, memory, count, nonce, tag] = hashPattern.exec(hash) ?? []
  if (nonce === undefined || tag === undefined) throw new Error('a hash that is none of ours')
  return {
    memory: Number(memory),
    passes: Number(count),
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
