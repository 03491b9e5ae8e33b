/**
 * The latest requests of every inbox, in memory: so many and so many bytes an inbox, and so many
 * bytes in all. What goes first is what has lain longest.
 */
import type { InboxId, InboxRequest } from '../../domain/inbox.ts'
import { inboxBytesInAllMax, inboxBytesMax, inboxRequestsMax } from '../../domain/limits.ts'

interface Kept {
  readonly inboxId: InboxId
  readonly request: InboxRequest
  readonly bytes: number
}

interface Shelf {
  /** Oldest first. */
  readonly kept: Kept[]
  bytes: number
}

/** Of a request beside its body and headers. */
const ownBytes = 256

export class RequestShelf {
  readonly #shelves = new Map<InboxId, Shelf>()
  /** Over all inboxes, oldest first. */
  readonly #all = new Set<Kept>()
  #bytes = 0

  put(inboxId: InboxId, request: InboxRequest): void {
    const shelf = this.#shelves.get(inboxId) ?? { kept: [], bytes: 0 }
    this.#shelves.set(inboxId, shelf)
    const kept = { inboxId, request, bytes: bytesOf(request) }
    shelf.kept.push(kept)
    shelf.bytes += kept.bytes
    this.#all.add(kept)
    this.#bytes += kept.bytes
    while (shelf.kept.length > inboxRequestsMax || shelf.bytes > inboxBytesMax) {
      this.#dropOldest(inboxId, shelf)
    }
    while (this.#bytes > inboxBytesInAllMax) this.#dropOldestOfAll()
  }

  /** The latest first. */
  list(
    inboxId: InboxId,
    page: { readonly beforeNumber: number | null; readonly limit: number },
  ): readonly InboxRequest[] {
    const { beforeNumber, limit } = page
    return (this.#shelves.get(inboxId)?.kept ?? [])
      .map(({ request }) => request)
      .filter(({ number }) => beforeNumber === null || number < beforeNumber)
      .toReversed()
      .slice(0, limit)
  }

  count(inboxId: InboxId): number {
    return this.#shelves.get(inboxId)?.kept.length ?? 0
  }

  empty(inboxId: InboxId): void {
    const shelf = this.#shelves.get(inboxId)
    while (shelf !== undefined && shelf.kept.length > 0) this.#dropOldest(inboxId, shelf)
  }

  #dropOldestOfAll(): void {
    for (const { inboxId } of this.#all) {
      const shelf = this.#shelves.get(inboxId)
      if (shelf !== undefined) this.#dropOldest(inboxId, shelf)
      return
    }
  }

  #dropOldest(inboxId: InboxId, shelf: Shelf): void {
    const oldest = shelf.kept.shift()
    if (oldest === undefined) return
    shelf.bytes -= oldest.bytes
    this.#bytes -= oldest.bytes
    this.#all.delete(oldest)
    if (shelf.kept.length === 0) this.#shelves.delete(inboxId)
  }
}

function bytesOf({ body, headers }: InboxRequest): number {
  return headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    ownBytes + body.length,
  )
}
