/** What a setting is: its name, what it takes, and how it is read and shown. */
import type { Read } from './setting-values.ts'

export interface Setting<Value> {
  readonly name: `POSTHORN_${string}`
  /** As it would stand in the environment; null: unset, and `read` is not called. */
  readonly defaultText: string | null
  /** What may stand there, for people. */
  readonly bound: string
  readonly help: string
  readonly isSecret: boolean
  /** How it is shown to people; by default as it stands. */
  readonly show?: (text: string) => string
  readonly read: (text: string) => Read<Value>
}

type Given<Value> = Omit<Setting<Value>, 'isSecret' | 'defaultText'> & { readonly isSecret?: true }

export const withDefault = <Value>(
  setting: Given<Value> & { readonly defaultText: string },
): Setting<Value> => ({ isSecret: false, ...setting })

export const optional = <Value>(setting: Given<Value>): Setting<Value | null> => ({
  isSecret: false,
  defaultText: null,
  ...setting,
})
