/** Every mistake that the simulation has to find. */
import { acceptBugs } from './accept-bugs.ts'
import { dialectBugs } from './dialect-bugs.ts'
import { limitBugs } from './limit-bugs.ts'
import { queueBugs } from './queue-bugs.ts'
import { recordBugs } from './record-bugs.ts'
import type { PlantedBug } from './planted-bug.ts'

export const allBugs: readonly PlantedBug[] = [
  ...acceptBugs,
  ...queueBugs,
  ...recordBugs,
  ...limitBugs,
  ...dialectBugs,
]
