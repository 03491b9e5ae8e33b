/**
 * A list that is read page after page while the live feed tells of new and changed rows. Rows are
 * kept by id, so that what is both read and told stands there once. New rows come on top, or wait
 * while the reader looks at others; a changed row changes where it stands. What is told while a page
 * is on its way is kept until the page is there: whichever of the two is older must not win.
 */
import type { ListPage } from './pages.ts'
import type { Listed } from '../ui/listed.ts'

export interface LiveListOptions<Row> {
  readonly read: (cursor: string | undefined) => Promise<ListPage<Row>>
  readonly keyOf: (row: Row) => string
  /** Whether a row that was told belongs into the list, should it not be there. */
  readonly isWanted: (row: Row) => boolean
  /** The later one of two states of the same row. */
  readonly laterOf: (kept: Row, told: Row) => Row
}

export interface LiveListView<Row> extends Listed<Row> {
  /** New rows that wait until the reader looks. */
  readonly waitingCount: number
  readonly freshKeys: ReadonlySet<string>
}

/** Told rows that are kept; beyond that the list is read again from its top. */
const toldRowsMax = 20_000
/** Rows that are held in all; more are not asked for. */
const rowsMax = 200_000
/** Pages without a wanted row that are asked for by themselves; then the reader asks. */
const emptyPagesMax = 20
const none: ReadonlySet<string> = new Set()

export class LiveList<Row> {
  readonly #options: LiveListOptions<Row>
  readonly #listeners = new Set<() => void>()
  #rows = new Map<string, Row>()
  #shown: readonly string[] = []
  #waiting: readonly string[] = []
  #fresh = none
  #toldCount = 0
  #cursor: string | null = null
  /** Told while a page is on its way. */
  #toldMeanwhile = new Map<string, Row>()
  #reading: 'none' | 'first' | 'more' = 'none'
  /** Of the latest reading from the top: what an earlier one brings is of no use. */
  #round = 0
  #isLoaded = false
  #emptyPages = 0
  #error: Error | null = null
  #view: LiveListView<Row>

  constructor(options: LiveListOptions<Row>) {
    this.#options = options
    this.#view = this.#makeView()
  }

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  readonly view = (): LiveListView<Row> => this.#view

  /** Reads the list from its top; what is shown stays until it is there. */
  readonly reload = (): void => void this.#reload()

  readonly loadMore = (): void => void this.#loadMore()

  /** Shows the rows that wait. */
  readonly release = (): void => {
    if (this.#waiting.length === 0) return
    this.#shown = [...this.#waiting, ...this.#shown]
    this.#fresh = new Set(this.#waiting)
    this.#waiting = []
    this.#changed()
  }

  /** Rows of the live feed, the oldest first. Answers those that are new. */
  tell(rows: readonly Row[], { isReading }: { readonly isReading: boolean }): readonly Row[] {
    const { keyOf, isWanted, laterOf } = this.#options
    const added = new Map<string, Row>()
    for (const row of rows) {
      const key = keyOf(row)
      if (this.#reading !== 'none') this.#toldMeanwhile.set(key, row)
      const kept = this.#rows.get(key)
      if (kept !== undefined) this.#rows.set(key, laterOf(kept, row))
      else if (isWanted(row)) {
        this.#rows.set(key, row)
        added.set(key, row)
      }
    }
    const keys = [...added.keys()].toReversed()
    if (isReading) this.#waiting = [...keys, ...this.#waiting]
    else {
      this.#shown = [...keys, ...this.#waiting, ...this.#shown]
      this.#fresh = new Set([...keys, ...this.#waiting])
      this.#waiting = []
    }
    this.#toldCount += keys.length
    if (this.#toldCount > toldRowsMax && !isReading) this.reload()
    this.#changed()
    return [...added.keys()].map((key) => this.#rows.get(key)!)
  }

  async #reload(): Promise<void> {
    this.#round += 1
    const round = this.#round
    this.#reading = 'first'
    this.#toldMeanwhile = new Map()
    this.#changed()
    try {
      const page = await this.#options.read(undefined)
      if (round !== this.#round) return
      this.#rows = new Map()
      this.#shown = []
      this.#waiting = []
      this.#fresh = none
      this.#toldCount = 0
      this.#isLoaded = true
      this.#take(page)
    } catch (error) {
      if (round !== this.#round) return
      this.#fail(error)
    }
    this.#changed()
  }

  async #loadMore(): Promise<void> {
    if (this.#reading !== 'none' || this.#cursor === null || this.#rows.size >= rowsMax) return
    const round = this.#round
    this.#reading = 'more'
    this.#toldMeanwhile = new Map()
    this.#changed()
    try {
      const page = await this.#options.read(this.#cursor)
      if (round !== this.#round) return
      this.#take(page)
    } catch (error) {
      if (round !== this.#round) return
      this.#fail(error)
    }
    this.#changed()
  }

  #take({ data, next_cursor: cursor }: ListPage<Row>): void {
    const { keyOf, isWanted, laterOf } = this.#options
    const isFirst = this.#reading === 'first'
    const added: string[] = []
    for (const row of data) {
      const key = keyOf(row)
      const kept = this.#rows.get(key) ?? this.#toldMeanwhile.get(key)
      if (!this.#rows.has(key)) added.push(key)
      this.#rows.set(key, kept === undefined ? row : laterOf(row, kept))
    }
    this.#shown = [...this.#shown, ...added]
    if (isFirst) {
      const told = [...this.#toldMeanwhile].filter(
        ([key, row]) => !this.#rows.has(key) && isWanted(row),
      )
      for (const [key, row] of told) this.#rows.set(key, row)
      this.#shown = [...told.map(([key]) => key).toReversed(), ...this.#shown]
    }
    this.#toldMeanwhile = new Map()
    this.#cursor = cursor
    this.#reading = 'none'
    this.#error = null
    // A call looks at a bounded number of rows: it may have found none of the wanted ones yet.
    this.#emptyPages = added.length === 0 ? this.#emptyPages + 1 : 0
    if (this.#emptyPages > emptyPagesMax) this.#emptyPages = 0
    else if (added.length === 0 && cursor !== null) this.loadMore()
  }

  #fail(error: unknown): void {
    this.#reading = 'none'
    this.#error = error instanceof Error ? error : new Error(String(error))
  }

  #changed(): void {
    this.#view = this.#makeView()
    for (const tell of this.#listeners) tell()
  }

  #makeView(): LiveListView<Row> {
    return {
      rows: this.#shown.map((key) => this.#rows.get(key)!),
      isLoading: !this.#isLoaded && this.#error === null,
      isLoadingMore: this.#reading === 'more',
      isComplete: this.#isLoaded && (this.#cursor === null || this.#rows.size >= rowsMax),
      error: this.#error,
      loadMore: this.loadMore,
      reload: this.reload,
      waitingCount: this.#waiting.length,
      freshKeys: this.#fresh,
    }
  }
}
