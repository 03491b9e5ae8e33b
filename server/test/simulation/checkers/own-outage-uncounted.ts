/**
 * Our own outage counts against nobody: once half of at least ten healthy origins that were tried
 * within 30 s have failed before any reply byte, failures of that kind are not counted, and the
 * alarm is raised for nothing less, or for all of at least three.
 */
import type { Happening, SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'own-outage-uncounted'
const originCountMin = 10
const allOfMin = 3
const windowMs = 30_000
const recentlyMs = 60 * 60_000
/** How long the product may take to see it. */
const noticeMs = 200

interface SeenOrigin {
  readonly okAtMs: number
  triedAtMs: number
  isFailing: boolean
}

type Origins = Map<string, SeenOrigin>

export function ownOutageUncounted(stage: Stage): Checker {
  const watch = new OutageWatch(stage)
  return { guarantee, see: (happening) => watch.see(happening) }
}

class OutageWatch {
  readonly #stage: Stage
  /** That the present process has seen answer: of these it knows that they were healthy. */
  readonly #learned: Origins = new Map()
  /** All that it has tried; some of them it may take for healthy from before its start. */
  readonly #tried: Origins = new Map()
  #outageSinceMs: number | null = null
  #lastReply: SeenRequest | null = null

  constructor(stage: Stage) {
    this.#stage = stage
  }

  see(happening: Happening): void {
    if (happening.kind === 'process-began') {
      // What it had learned was memory only.
      this.#learned.clear()
      this.#tried.clear()
      this.#outageSinceMs = null
      this.#lastReply = null
    } else if (happening.kind === 'request-replied') {
      this.#replied(happening.request)
    } else if (happening.kind === 'fact' && happening.fact.kind === 'egress') {
      if (happening.fact.isDown && !this.#mayBeOutage()) {
        broken(guarantee, 'the alarm is raised, though too few origins fail')
      }
    } else if (happening.kind === 'outcome-written') {
      this.#counted(happening.request)
    }
  }

  #replied(request: SeenRequest): void {
    const nowMs = this.#stage.world.clock.monotonicMs()
    this.#lastReply = request
    if (request.hadReplyBytes) {
      for (const origins of [this.#learned, this.#tried]) {
        origins.set(request.origin, { okAtMs: nowMs, triedAtMs: nowMs, isFailing: false })
      }
      this.#outageSinceMs = null
      return
    }
    this.#tried.set(request.origin, { okAtMs: -Infinity, triedAtMs: nowMs, isFailing: true })
    const seen = this.#learned.get(request.origin)
    if (seen !== undefined) Object.assign(seen, { triedAtMs: nowMs, isFailing: true })
    if (this.#isOutage()) this.#outageSinceMs ??= nowMs
    else this.#outageSinceMs = null
  }

  /** By the origins that are known for certain to have been healthy. */
  #isOutage(): boolean {
    const nowMs = this.#stage.world.clock.monotonicMs()
    const tried = this.#triedOf(this.#learned).filter((one) => nowMs - one.okAtMs <= recentlyMs)
    const failing = tried.filter(({ isFailing }) => isFailing)
    return tried.length >= originCountMin && failing.length * 2 >= tried.length
  }

  /** Whether there are origins enough for it, whichever of them count as healthy. */
  #mayBeOutage(): boolean {
    const tried = this.#triedOf(this.#tried)
    const failing = tried.filter(({ isFailing }) => isFailing)
    if (tried.length >= allOfMin && failing.length === tried.length) return true
    return tried.length >= originCountMin && failing.length * 2 >= originCountMin
  }

  #triedOf(origins: Origins): readonly SeenOrigin[] {
    const nowMs = this.#stage.world.clock.monotonicMs()
    return [...origins.values()].filter((one) => nowMs - one.triedAtMs <= windowMs)
  }

  #counted(request: SeenRequest): void {
    const { repliedAtMs, hadReplyBytes, isEgressDown } = request
    if (hadReplyBytes || repliedAtMs === null || !isEgressDown) return
    if (this.#outageSinceMs === null || repliedAtMs <= this.#outageSinceMs + noticeMs) return
    if (request.process !== this.#lastReply?.process) return
    broken(guarantee, `request #${request.id} failed for want of a way out and is counted`)
  }
}
