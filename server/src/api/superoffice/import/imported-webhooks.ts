/**
 * The webhooks of a tenant that earlier imports made, by their number in SuperOffice: read once for
 * a whole list, because a list may name a hundred thousand of them.
 */
import type { Subscription } from '../../../domain/subscription.ts'
import type { SaveDoor } from '../save-webhook.ts'
import type { ImportRow } from './read-rows.ts'

const keyPattern = /^superoffice:(\d+)$/

export const externalKeyOf = (id: number): string => `superoffice:${id}`

export class ImportedWebhooks {
  readonly #door: SaveDoor
  /** Number here by number there. */
  #numbers = new Map<number, number>()

  constructor(door: SaveDoor) {
    this.#door = door
    this.readAgain()
  }

  /** To be told when somebody else may have made one. */
  readAgain(): void {
    const { tenant, context } = this.#door
    for (const { externalKey, number } of context.pipeline.subscriptions.list(tenant.key)) {
      const [, id] = keyPattern.exec(externalKey ?? '') ?? []
      if (id !== undefined) this.#numbers.set(Number(id), number)
    }
  }

  add(id: number, number: number): void {
    this.#numbers.set(id, number)
  }

  numberOf(id: number): number | undefined {
    return this.#numbers.get(id)
  }

  /** The webhook that an earlier import made of the row. */
  find({ draft }: ImportRow): Subscription | null {
    const number = draft.webhookId === 0 ? undefined : this.#numbers.get(draft.webhookId)
    return number === undefined ? null : this.#door.context.pipeline.subscriptions.find(number)
  }
}
