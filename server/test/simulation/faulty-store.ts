/**
 * A store that has bad spells, around the real one: it refuses before it does anything, does it and
 * then fails to say so, dawdles, is full, or takes the process with it. Writes keep their order, as
 * they do in a group commit. What the ports promise holds: `append` that rejects has stored nothing.
 */
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/ports.ts'
import type { Faults } from './faults.ts'
import { intercept } from './intercept.ts'

export interface FaultyStoreParts {
  readonly clock: Clock
  readonly life: { readonly isOver: boolean }
  readonly faults: Faults
  readonly crash: () => void
  readonly noteTrouble: (what: string) => void
}

/** Everything may be repeated with the same keys after these, so their result may stay unknown. */
const mayBeRepeated = new Set([
  'recordOutcomes',
  'keepWaiting',
  'markSending',
  'closeWaiting',
  'fold',
  'tidy',
  'dropBefore',
  'endRelease',
])
const reads = new Set([
  'findRepeat',
  'claimDue',
  'claimAlong',
  'claimFirst',
  'heads',
  'load',
  'configVersions',
  'find',
  'versionAt',
  'findVersion',
  'openReplays',
  'candidates',
])
/** Answers by value why nothing was stored, in place of an error. */
const refusesByValue = new Set(['append'])

export function faultyStore(store: Store, parts: FaultyStoreParts): Store {
  const gate = new WriteGate(parts)
  const around = (name: string, perform: () => unknown): unknown =>
    reads.has(name) ? read(name, perform, parts) : gate.write(name, perform)
  return {
    ...store,
    events: intercept(store.events, around),
    deliveries: intercept(store.deliveries, around),
    orderKeys: intercept(store.orderKeys, around),
    subscriptions: intercept(store.subscriptions, around),
    replays: intercept(store.replays, around),
    upkeep: intercept(store.upkeep, (name, perform) =>
      name === 'state' ? perform() : around(name, perform),
    ),
    close: () => store.close(),
  }
}

/** A fresh one each time, since whoever waits for it is kept alive by it. */
const never = (): Promise<never> => new Promise(() => {})

async function read(
  name: string,
  perform: () => unknown,
  parts: FaultyStoreParts,
): Promise<unknown> {
  const { faults, clock, life } = parts
  if (life.isOver) return never()
  if (faults.spell('refusing', clock.monotonicMs()) !== undefined && faults.chance(0.3)) {
    parts.noteTrouble(`${name} refused`)
    throw new Error(`simulated: ${name} refused`)
  }
  const result = await perform()
  const isSlow = faults.spell('slow', clock.monotonicMs()) !== undefined
  if (isSlow && name === 'claimDue') await wait(clock, faults.between(1, 80))
  return life.isOver ? never() : result
}

class WriteGate {
  readonly #parts: FaultyStoreParts
  /** Writes that wait for a bad spell to end, in their order; and the answers on their way back. */
  #going: Promise<unknown> = Promise.resolve()
  #goingCount = 0
  #answering: Promise<unknown> = Promise.resolve()
  #answeringCount = 0

  constructor(parts: FaultyStoreParts) {
    this.#parts = parts
  }

  async write(name: string, perform: () => unknown): Promise<unknown> {
    const { life, faults, clock } = this.#parts
    if (life.isOver) return never()
    const nowMs = clock.monotonicMs()
    if (refusesByValue.has(name)) {
      const kind = this.#refusalByValue(nowMs)
      if (kind !== null) return { kind }
    }
    if (faults.spell('refusing', nowMs) !== undefined && faults.chance(0.4)) {
      this.#parts.noteTrouble(`${name} refused`)
      throw new Error(`simulated: ${name} refused`)
    }
    if (faults.isCrash()) return this.#die(`before ${name}`)
    const done = await this.#inOrder(perform)
    if (life.isOver) return never()
    if (faults.isCrash()) return this.#die(`after ${name}`)
    await this.#answerInOrder()
    if (life.isOver) return never()
    if ('error' in done) throw done.error
    if (mayBeRepeated.has(name) && this.#isUnknown()) {
      this.#parts.noteTrouble(`${name} done, result unknown`)
      throw new Error(`simulated: the result of ${name} is unknown`)
    }
    return done.result
  }

  #refusalByValue(nowMs: number): 'disk-full' | 'overloaded' | null {
    const { faults } = this.#parts
    if (faults.spell('full', nowMs) !== undefined) return 'disk-full'
    const isOverloaded = faults.spell('overloaded', nowMs) !== undefined && faults.chance(0.5)
    return isOverloaded ? 'overloaded' : null
  }

  #isUnknown(): boolean {
    const { faults, clock } = this.#parts
    return faults.spell('unknown', clock.monotonicMs()) !== undefined && faults.chance(0.3)
  }

  #die(where: string): Promise<never> {
    this.#parts.noteTrouble(`dies ${where}`)
    this.#parts.crash()
    return never()
  }

  /** At once where nothing waits, so that what is written together commits together. */
  #inOrder(perform: () => unknown): Promise<{ result: unknown } | { error: unknown }> {
    const spell = this.#waitSpell()
    if (this.#goingCount === 0 && spell === undefined) return settled(perform)
    this.#goingCount += 1
    const before = this.#going
    const going = (async () => {
      await before
      await this.#spellOver()
      this.#goingCount -= 1
      return this.#parts.life.isOver ? never() : settled(perform)
    })()
    // The next one may start as soon as this one was handed in.
    this.#going = before.then(() => this.#spellOver())
    return going
  }

  #waitSpell() {
    const nowMs = this.#parts.clock.monotonicMs()
    return this.#parts.faults.spell('full', nowMs)
  }

  async #spellOver(): Promise<void> {
    while (this.#waitSpell() !== undefined) await wait(this.#parts.clock, 250)
  }

  async #answerInOrder(): Promise<void> {
    const { faults, clock } = this.#parts
    const isSlow = faults.spell('slow', clock.monotonicMs()) !== undefined
    if (this.#answeringCount === 0 && !isSlow) return
    this.#answeringCount += 1
    const waitMs = isSlow ? faults.between(1, 400) : 0
    const before = this.#answering
    const answering = (async () => {
      if (waitMs > 0) await wait(clock, waitMs)
      await before
    })()
    this.#answering = answering
    await answering
    this.#answeringCount -= 1
  }
}

async function settled(perform: () => unknown): Promise<{ result: unknown } | { error: unknown }> {
  try {
    return { result: await perform() }
  } catch (error) {
    return { error }
  }
}

function wait(clock: Clock, waitMs: number): Promise<void> {
  return new Promise((resolve) => clock.after(waitMs, resolve))
}
