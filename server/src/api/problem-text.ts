/** One error that a caller can see; its permanent code is its name in the list. */
export interface ProblemText {
  readonly status: number
  readonly title: string
  /** What happened, why, and how to mend it; an operation may say it more exactly. */
  readonly detail: string
}

/** A limit as people read it. */
export const shownCount = (count: number): string => count.toLocaleString('en')
