/** Waits for what nothing announces: looks again and again, and fails once that takes too long. */
import assert from 'node:assert/strict'

const lookEveryMs = 20
/** Bounds what hangs; nothing that is waited for should take nearly as long. */
const boundMs = 60_000

export async function until(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number = boundMs,
): Promise<void> {
  const startedAtMs = performance.now()
  while (!(await isSo())) {
    assert.ok(performance.now() - startedAtMs < withinMs, 'in vain')
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
