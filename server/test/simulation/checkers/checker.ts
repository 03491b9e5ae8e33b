/**
 * A checker knows one guarantee. It sees everything that happens, in order, may look into the store
 * when a process has come up, and judges once the product has nothing left to do. It throws
 * `GuaranteeBroken`, by `broken`, the moment that it knows.
 */
import type { SimulatedProcess } from '../../world/simulated-world.ts'
import { GuaranteeBroken } from '../guarantee-broken.ts'
import type { Happening } from '../happenings.ts'

export interface Checker {
  readonly guarantee: string
  see?(happening: Happening, line: string): void
  /** A process has come up; it is running on meanwhile. */
  afterStart?(process: SimulatedProcess): Promise<void>
  /** Nothing is left to do. */
  atEnd?(process: SimulatedProcess): Promise<void>
}

export function broken(guarantee: string, detail: string): never {
  throw new GuaranteeBroken(guarantee, detail)
}
