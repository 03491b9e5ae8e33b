/** Instants as people write them: `2h` ago, a day, or with all digits; null: it is none of them. */
const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const backMsMax = 3_650 * unitMs.d

export function instantOf(text: string, nowMs = Date.now()): string | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (count !== undefined) {
    const backMs = Number(count) * unitMs[unit as keyof typeof unitMs]
    return backMs > backMsMax ? null : new Date(nowMs - backMs).toISOString()
  }
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text))
    return null
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) || atMs < 0 ? null : new Date(atMs).toISOString()
}
