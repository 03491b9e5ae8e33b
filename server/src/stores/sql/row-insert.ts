/** One row on its way into a table: a statement and what is bound to it. */
export type RowValue = string | number | bigint | Uint8Array | null

export interface RowInsert {
  readonly sql: string
  readonly values: readonly RowValue[]
}
