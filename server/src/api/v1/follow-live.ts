/** The answer of the operations that follow the live feed. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ApiContext } from '../context.ts'
import { type LiveAudience, seesOf } from '../live/live-audience.ts'
import { liveStream } from '../live/live-stream.ts'
import type { Answer } from '../operation.ts'
import { isProblem, type ProblemCode } from '../problems.ts'
import { liveExample } from './live-schemas.ts'

const problems: readonly ProblemCode[] = ['too-many-readers', 'live-full']

export const liveReply = {
  problems,
  requestHeaders: { 'Last-Event-ID': 'id of the last event that the caller has' },
  responses: {
    200: {
      description: 'What happens, as it happens',
      contentType: 'text/event-stream',
      example: liveExample,
    },
  },
}

export function followLive(
  audience: LiveAudience,
  request: {
    readonly headers: IncomingHttpHeaders
    readonly lastEventId: string | undefined
    readonly context: ApiContext
  },
): Answer {
  const { context, headers } = request
  const freePlace = context.liveReaders.take(audience.caller)
  if (isProblem(freePlace)) return freePlace
  const given = headers['last-event-id'] ?? request.lastEventId
  const stream = liveStream({
    source: context.live,
    clock: context.ports.clock,
    sees: seesOf(audience, context),
    lastEventId: typeof given === 'string' ? given : null,
    otherNodeCount: () => context.pipeline.nodes().filter(({ isSelf }) => !isSelf).length,
    onEnd: freePlace,
  })
  return { status: 200, stream }
}
