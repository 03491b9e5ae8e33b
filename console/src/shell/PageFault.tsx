/** A page that broke, or could not be loaded: says so and offers to try again; the rest goes on. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failed } from '../ui/states.tsx'

export function PageFault({ error, reset }: ErrorComponentProps) {
  return (
    <Failed error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  )
}
