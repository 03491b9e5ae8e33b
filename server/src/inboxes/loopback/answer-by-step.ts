/** Does with one request what a step of the inbox's script says: answers it, late or not, or hangs up. */
import type { ServerResponse } from 'node:http'
import type { InboxStep } from '../../domain/inbox.ts'

export function answerByStep(response: ServerResponse, step: InboxStep): void {
  const { socket } = response
  if (step.close === 'before') {
    socket?.destroy()
    return
  }
  const body = Buffer.from(step.body)
  const isCut = step.close === 'mid-body'
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  for (const [name, value] of Object.entries(step.headers)) response.setHeader(name, value)
  if (step.retryAfterSeconds !== null) {
    response.setHeader('retry-after', String(step.retryAfterSeconds))
  }
  // One byte more than ever comes: where there is no body to cut, it is cut before its first.
  if (isCut) response.setHeader('content-length', body.length + 1)
  response.writeHead(step.status)
  if (!isCut) {
    response.end(body)
    return
  }
  response.flushHeaders()
  response.write(body, () => socket?.end())
}
