/**
 * The script of an inbox as lines of text, which are quicker to write than a form: a status, with
 * `after` for a delay and `retry-after` for seconds, or `close` for a connection that ends.
 */
import type { Schemas } from '../../api/client.ts'

type Step = Schemas['InboxScript']['steps'][number]
/** What the API takes: everything but the status may be left out. */
export interface NewStep {
  status?: number
  delay_ms?: number
  retry_after_seconds?: number
  close?: 'before' | 'mid-body'
}

export type ReadScript =
  | { readonly kind: 'steps'; readonly steps: NewStep[] }
  | { readonly kind: 'bad-line'; readonly line: number; readonly text: string }

const pattern =
  /^(?:(\d{3})|close( mid-body)?)(?: after (\d+(?:\.\d+)?)(ms|s))?(?: retry-after (\d+))?$/

export function readScript(text: string): ReadScript {
  const steps: NewStep[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim().replace(/\s+/g, ' ')
    if (line === '') continue
    const step = readStep(line)
    if (step === null) return { kind: 'bad-line', line: index + 1, text: line }
    steps.push(step)
  }
  return { kind: 'steps', steps: steps.length === 0 ? [{ status: 200 }] : steps }
}

function readStep(line: string): NewStep | null {
  const match = pattern.exec(line)
  if (match === null) return null
  const [, status, midBody, delay, unit, retryAfter] = match
  return {
    ...(status === undefined
      ? { close: midBody === undefined ? 'before' : 'mid-body' }
      : { status: Number(status) }),
    ...(delay === undefined ? {} : { delay_ms: Number(delay) * (unit === 's' ? 1_000 : 1) }),
    ...(retryAfter === undefined ? {} : { retry_after_seconds: Number(retryAfter) }),
  }
}

export function writeScript(steps: readonly Step[]): string {
  return steps
    .map((step) =>
      [
        step.close === null
          ? String(step.status)
          : step.close === 'before'
            ? 'close'
            : 'close mid-body',
        step.delay_ms === 0 ? null : `after ${step.delay_ms}ms`,
        step.retry_after_seconds === null ? null : `retry-after ${step.retry_after_seconds}`,
      ]
        .filter((part) => part !== null)
        .join(' '),
    )
    .join('\n')
}
