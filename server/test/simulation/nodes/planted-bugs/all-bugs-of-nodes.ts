/** Every mistake that the simulation of several nodes has to find. */
import type { NodesBug } from '../planted-bug-of-nodes.ts'
import { followBugs } from './follow-bugs.ts'
import { membershipBugs } from './membership-bugs.ts'
import { storeBugs } from './store-bugs.ts'

export const allBugsOfNodes: readonly NodesBug[] = [...storeBugs, ...membershipBugs, ...followBugs]
