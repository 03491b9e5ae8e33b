/** A list that is read page after page, as the parts that show it need it. */
export interface Listed<Item> {
  readonly rows: readonly Item[]
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
  /** All there is has been read. */
  readonly isComplete: boolean
  readonly error: Error | null
  readonly loadMore: () => void
  readonly reload: () => void
}
