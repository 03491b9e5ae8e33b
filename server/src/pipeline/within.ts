/** A wait that ends: what is awaited goes on, and nobody waits for it any longer. */
import type { Clock } from '../ports/clock.ts'

/** Resolves when it is done, or after the grace. */
export async function within(
  clock: Pick<Clock, 'after'>,
  graceMs: number,
  done: Promise<unknown>,
): Promise<void> {
  let cancel = (): void => {}
  const grace = new Promise<void>((resolve) => {
    cancel = clock.after(Math.max(0, graceMs), resolve)
  })
  await Promise.race([done, grace])
  cancel()
}
