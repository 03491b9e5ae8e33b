/**
 * Where a commit of the store meets bad luck: the process dies beside it, or it fails before or
 * after it took effect. And what a payload looks like that kills the process.
 */
import type { Clock } from '../../src/ports/clock.ts'
import type { CommitProbe } from '../../src/stores/store-options.ts'
import type { Faults } from './faults.ts'

export interface ProbeParts {
  readonly life: { readonly isOver: boolean }
  readonly faults: Pick<Faults, 'isCommitCrash' | 'commitError'>
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly noteTrouble: (what: string) => void
  readonly crash: () => void
}

export function commitProbe(parts: ProbeParts): CommitProbe {
  const meet = (where: 'before' | 'after'): void => {
    if (parts.life.isOver) return
    if (parts.faults.isCommitCrash()) {
      parts.noteTrouble(`dies ${where} a commit`)
      parts.crash()
      return
    }
    const error = parts.faults.commitError(where, parts.clock.monotonicMs())
    if (error === null) return
    parts.noteTrouble(`${error.message} ${where} a commit`)
    throw error
  }
  return { beforeCommit: () => meet('before'), afterCommit: () => meet('after') }
}

/** A number of its own in the padding-free part of the body, the same in both dialects. */
export function bearsToken(body: Uint8Array, token: number): boolean {
  const text = Buffer.from(body).toString('latin1')
  return text.includes(`"token":${token},`) || text.includes(`"PrimaryKey":${token},`)
}
