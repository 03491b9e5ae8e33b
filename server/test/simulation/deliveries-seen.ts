/**
 * Every request that went over the wire, by delivery and by subscription, and what the product
 * said became of it. Kept from happenings alone, so that it knows no more than the world does.
 */
import type { FinalState } from '../../src/domain/delivery.ts'
import { deliveryId, type DeliveryKey } from '../../src/domain/ids.ts'
import type { Fact } from '../../src/ports/observer.ts'
import type { Happening, SeenRequest } from './happenings.ts'

export class DeliveriesSeen {
  readonly byName = new Map<string, SeenRequest[]>()
  readonly bySubscription = new Map<number, SeenRequest[]>()
  /** Under way in processes that are alive. */
  readonly inFlight = new Set<SeenRequest>()
  /** Ends that the product told. */
  readonly ended = new Map<string, FinalState>()
  readonly quarantined = new Set<string>()

  see(happening: Happening): void {
    switch (happening.kind) {
      case 'request-sent':
        this.#sent(happening.request)
        break
      case 'request-replied':
        this.inFlight.delete(happening.request)
        break
      case 'process-ended':
        this.#processEnded(happening.process)
        break
      case 'fact':
        this.#fact(happening.fact)
        break
      default:
    }
  }

  ofName(name: string): readonly SeenRequest[] {
    return this.byName.get(name) ?? []
  }

  ofSubscription(number: number): readonly SeenRequest[] {
    return this.bySubscription.get(number) ?? []
  }

  /** The newest request of an attempt. */
  find(key: DeliveryKey, number: number): SeenRequest | undefined {
    return this.ofName(deliveryId(key)).findLast((request) => request.number === number)
  }

  #sent(request: SeenRequest): void {
    append(this.byName, request.name, request)
    append(this.bySubscription, request.key.subscriptionNumber, request)
    this.inFlight.add(request)
  }

  #processEnded(process: number): void {
    for (const request of this.inFlight) {
      if (request.process === process) this.inFlight.delete(request)
    }
    for (const requests of this.byName.values()) {
      for (const request of requests) {
        if (request.process === process && request.fate === 'open') request.fate = 'lost'
      }
    }
  }

  #fact(fact: Fact): void {
    if (fact.kind === 'attempt-recorded') {
      const request = this.find(fact.attempt, fact.attempt.number)
      if (request === undefined) return
      request.fate = 'recorded'
      request.state = fact.state
    } else if (fact.kind === 'attempt-uncounted') {
      const request = this.ofName(deliveryId(fact.key)).at(-1)
      if (request?.fate === 'open') request.fate = 'uncounted'
    } else if (fact.kind === 'delivery-ended') {
      const name = deliveryId(fact.key)
      // An attempt that was under way when its delivery was closed is told of, and moves nothing.
      if (!this.ended.has(name)) this.ended.set(name, fact.state)
    } else if (fact.kind === 'delivery-quarantined') {
      this.quarantined.add(deliveryId(fact.key))
    }
  }
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
