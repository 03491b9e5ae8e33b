/**
 * Group commit for the rivals: what arrives while earlier groups are being written goes into the
 * next group. At rest a lone item is written at once; under load groups grow by themselves.
 */
interface Waiting<T> {
  readonly items: readonly T[]
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

interface Bounds {
  readonly itemsMax: number
  /** How many groups may be on their way at once. */
  readonly groupsMax: number
}

/** @returns a function that resolves when all its items are written. */
export function makeGrouped<T>(
  write: (items: T[]) => Promise<unknown>,
  bounds: Bounds,
): (items: readonly T[]) => Promise<void> {
  let waiting: Waiting<T>[] = []
  let groupCount = 0
  let isDue = false

  const flush = () => {
    isDue = false
    while (waiting.length > 0 && groupCount < bounds.groupsMax) {
      let itemCount = 0
      let end = 0
      for (; end < waiting.length && itemCount < bounds.itemsMax; end += 1) {
        itemCount += waiting[end]?.items.length ?? 0
      }
      const group = waiting.slice(0, end)
      waiting = waiting.slice(end)
      groupCount += 1
      void writeGroup(group)
    }
  }
  const writeGroup = async (group: Waiting<T>[]) => {
    try {
      await write(group.flatMap(({ items }) => items))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    groupCount -= 1
    flush()
  }
  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject })
      if (isDue) return
      isDue = true
      setImmediate(flush)
    })
}
