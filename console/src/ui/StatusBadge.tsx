/** A state as a word with a sign and a colour: never by colour alone. */
import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'busy'

const signs: Readonly<Record<Tone, string>> = {
  good: '✓',
  warn: '!',
  bad: '✕',
  quiet: '–',
  busy: '↻',
}

export function StatusBadge(props: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className="badge" data-tone={props.tone} data-sign={signs[props.tone]}>
      {props.children}
    </span>
  )
}
