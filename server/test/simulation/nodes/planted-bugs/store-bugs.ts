/** Mistakes of the store that nodes share: what it lets them do. */
import type { NodesBug } from '../planted-bug-of-nodes.ts'

export const storeBugs: readonly NodesBug[] = [
  {
    name: 'commit-ignores-its-fence',
    foundBy: 8,
    breaks: ['fenced-records-nothing'],
    flaws: { ignoresFence: true },
  },
  {
    name: 'takeover-without-a-fence',
    foundBy: 2,
    breaks: ['fenced-records-nothing', 'one-claim'],
    flaws: { freesWithoutFence: true },
  },
  {
    name: 'start-under-the-old-fence',
    foundBy: 2,
    breaks: ['fenced-records-nothing'],
    flaws: { restartsUnderOldFence: true },
  },
  {
    name: 'commit-made-twice-after-a-lost-answer',
    foundBy: 11,
    breaks: [
      'ledger-balanced',
      'nothing-lost',
      'no-phantom',
      'states-never-regress',
      'attempts-bounded',
    ],
    flaws: { ignoresCommitNumber: true },
  },
  {
    name: 'work-of-the-dead-not-recovered',
    foundBy: 270,
    breaks: ['nothing-lost', 'ledger-balanced'],
    flaws: { recoversNothing: true },
  },
  {
    name: 'shard-taken-from-its-owner',
    foundBy: 2,
    breaks: ['one-claim', 'repeats-counted', 'nothing-lost'],
    flaws: { givesOwnedShards: true },
  },
]
