/**
 * Our own outage counts against nobody: once half of at least ten recently healthy origins have
 * failed before any reply byte within 30 s, failures of that kind are not counted, and the alarm is
 * raised for nothing less.
 */
import type { Happening, SeenRequest } from '../happenings.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'own-outage-uncounted'
const originCountMin = 10
const windowMs = 30_000
const recentlyMs = 10 * 60_000
/** How long the product may take to see it. */
const noticeMs = 200

interface SeenOrigin {
  okAtMs: number
  failedAtMs: number
}

export function ownOutageUncounted(stage: Stage): Checker {
  const watch = new OutageWatch(stage)
  return { guarantee, see: (happening) => watch.see(happening) }
}

class OutageWatch {
  readonly #stage: Stage
  readonly #origins = new Map<string, SeenOrigin>()
  #outageSinceMs: number | null = null
  #lastReply: SeenRequest | null = null

  constructor(stage: Stage) {
    this.#stage = stage
  }

  see(happening: Happening): void {
    if (happening.kind === 'process-began') {
      // What it had learned was memory only.
      this.#origins.clear()
      this.#outageSinceMs = null
      this.#lastReply = null
    } else if (happening.kind === 'request-replied') {
      this.#replied(happening.request)
    } else if (happening.kind === 'fact' && happening.fact.kind === 'egress') {
      if (happening.fact.isDown && !this.#isOutage()) {
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
      this.#origins.set(request.origin, { okAtMs: nowMs, failedAtMs: -Infinity })
      this.#outageSinceMs = null
      return
    }
    const seen = this.#origins.get(request.origin)
    if (seen !== undefined) seen.failedAtMs = nowMs
    if (this.#isOutage()) this.#outageSinceMs ??= nowMs
    else this.#outageSinceMs = null
  }

  #isOutage(): boolean {
    const nowMs = this.#stage.world.clock.monotonicMs()
    const healthy = [...this.#origins.values()].filter((one) => nowMs - one.okAtMs <= recentlyMs)
    const failing = healthy.filter((one) => nowMs - one.failedAtMs <= windowMs)
    return healthy.length >= originCountMin && failing.length * 2 >= healthy.length
  }

  #counted(request: SeenRequest): void {
    const { repliedAtMs, hadReplyBytes, isEgressDown } = request
    if (hadReplyBytes || repliedAtMs === null || !isEgressDown) return
    if (this.#outageSinceMs === null || repliedAtMs <= this.#outageSinceMs + noticeMs) return
    if (request.process !== this.#lastReply?.process) return
    broken(guarantee, `request #${request.id} failed for want of a way out and is counted`)
  }
}
