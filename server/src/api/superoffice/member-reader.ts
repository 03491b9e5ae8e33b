/**
 * Reads members of a JSON object that a caller sent: by name in any case, each of the right kind
 * or told as a fault in a sentence. A request and the webhook in it are read by this alone.
 */
import { faultsToldMax } from './webhook-limits.ts'

/** `undefined`: the caller did not name the member. `null`: it named it and gave no value. */
export type Given<Value> = Value | null | undefined

export const stateHint = 'Unknown, Active, Stopped or TooManyErrors'

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads members of one object by name in any case and gathers what is wrong with them, each
 * sentence once. How many a list or an object has is looked at before what they are.
 */
export class MemberReader {
  readonly faults = new Set<string>()
  readonly #members: ReadonlyMap<string, unknown>
  readonly #owner: string

  constructor(value: Readonly<Record<string, unknown>>, owner: string) {
    // Of two members that differ in case alone the last one wins.
    const entries = Object.entries(value)
    this.#members = new Map(entries.map(([name, member]) => [name.toLowerCase(), member]))
    this.#owner = owner
  }

  tell(fault: string): void {
    if (this.faults.size < faultsToldMax) this.faults.add(fault)
  }

  /** Whatever the member is. */
  any(name: string): unknown {
    return this.#members.get(name.toLowerCase())
  }

  text(name: string): Given<string> {
    return this.#checked(name, isText, 'has to be a text, and without NUL or half characters')
  }

  integer(name: string): Given<number> {
    return this.#checked(name, isInt32, 'has to be a whole number of 32 bits')
  }

  flag(name: string): Given<boolean> {
    return this.#checked(name, (value) => typeof value === 'boolean', 'has to be true or false')
  }

  texts(name: string, max: number): Given<readonly string[]> {
    return this.#few(name, max, () =>
      this.#checked(name, isListOf(isText), 'has to be a list of texts'),
    )
  }

  object(name: string, max: number): Given<Readonly<Record<string, unknown>>> {
    return this.#few(name, max, () => this.#checked(name, isObject, 'has to be an object'))
  }

  objects(name: string, max: number): Given<readonly Readonly<Record<string, unknown>>[]> {
    return this.#few(name, max, () =>
      this.#checked(name, isListOf(isObject), 'has to be a list of objects'),
    )
  }

  textsByName(name: string, max: number): Given<Readonly<Record<string, string>>> {
    return this.#few(name, max, () =>
      this.#checked(name, isObjectOfTexts, 'has to be an object of texts'),
    )
  }

  /** A value out of a closed list, which `read` knows; an empty text is no value. */
  choice<Value>(name: string, read: (value: unknown) => Value | null, hint: string): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    if (value === undefined) return undefined
    if (value === null || value === '') return null
    const found = read(value)
    if (found === null) this.tell(`${this.#owner} ${name} has to be ${hint}.`)
    return found
  }

  #few<Value>(name: string, max: number, read: () => Given<Value>): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    const members = Array.isArray(value) ? value : isObject(value) ? Object.keys(value) : []
    const count = members.length
    if (count <= max) return read()
    this.tell(`${this.#owner} ${name} has at most ${max} entries, this has ${count}.`)
    return undefined
  }

  #checked<Value>(
    name: string,
    isRight: (value: unknown) => value is Value,
    demand: string,
  ): Given<Value> {
    const value = this.#members.get(name.toLowerCase())
    if (value === undefined || value === null || isRight(value)) return value
    this.tell(`${this.#owner} ${name} ${demand}.`)
    return undefined
  }
}

/** A lone surrogate has no UTF-8 form, and a NUL no place in a database. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647
}

function isListOf<Item>(isRight: (value: unknown) => value is Item) {
  return (value: unknown): value is readonly Item[] => Array.isArray(value) && value.every(isRight)
}

function isObjectOfTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every(isText)
}
