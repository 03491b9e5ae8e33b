/**
 * The route of operations that share an address: an envelope in the body names the one that is
 * meant. A caller who shows a key in the header Authorization is admitted before the body, like
 * everywhere; one whose key is in the envelope is admitted after it, and what arrives of bodies of
 * such callers is bounded in bytes and in time.
 */
import type { RouteOptions } from 'fastify'
import type { Admission } from './access.ts'
import type { EnvelopeRule, Operation, OperationGroup, Role } from './operation.ts'
import { isProblem, problem, type Problem } from './problems.ts'
import { contentTypeOf, isTaken, rawBodyOf } from './read-request.ts'
import {
  admitByHeader,
  atOwnHost,
  admittedInTime,
  answer,
  type Exchange,
  paramsOf,
  sendAnswer,
  sendProblem,
  type Surroundings,
} from './route.ts'
import { type Unfit, UnprovenBodies } from './unproven-bodies.ts'

interface Address {
  readonly operations: readonly Operation[]
  /** What they have in common. */
  readonly rule: EnvelopeRule
  readonly group: OperationGroup
}

export function envelopeRouteOf(address: Address, surroundings: Surroundings): RouteOptions {
  const [first] = address.operations
  if (first === undefined) throw new Error('an address without operations')
  const { bodyBytesMax } = surroundings.context.config
  const bytesMax = Math.min(bodyBytesMax, address.rule.bytesMax)
  const unproven = new UnprovenBodies(surroundings.context.ports.clock)
  const anyOfThem = { ...first, allow: allRoles(address.operations) }
  return {
    method: first.method,
    url: first.path,
    bodyLimit: bytesMax,
    onRequest(request, reply, done) {
      const exchange = { request, reply, surroundings }
      const admitOrWatch = (): void => {
        if (request.headers.authorization !== undefined) {
          admitByHeader({ operation: anyOfThem, group: address.group }, exchange, done)
          return
        }
        unproven.watch(request.raw, reply.raw, (why) => sendProblem(unfitProblem(why), exchange))
        done()
      }
      atOwnHost(address.group, exchange, admitOrWatch, done)
    },
    handler(request, reply) {
      callByEnvelope(address, { request, reply, surroundings }).catch((error: unknown) =>
        // The server's error handler tells our fault and answers it.
        reply.send(error),
      )
    },
  }
}

/** What still comes of the body is nobody's, so the connection ends with the answer. */
function unfitProblem(why: Unfit): Problem {
  const close = { connection: 'close' }
  if (why === 'too-slow') return problem('request-too-slow', { headers: close })
  const detail =
    'Too much arrives at once of calls without an Authorization header. Nothing was done; try again.'
  return problem('overloaded', { detail, headers: { ...close, 'retry-after': '1' } })
}

/** The door is open to whoever may call one of them; which one is meant is seen behind it. */
function allRoles(operations: readonly Operation[]): readonly Role[] {
  const roles = operations.flatMap(({ allow }) => (allow === 'anyone' ? [] : allow))
  return [...new Set(roles)]
}

async function callByEnvelope(address: Address, exchange: Exchange): Promise<void> {
  const { request } = exchange
  const bytes = rawBodyOf(request)
  if (bytes.length === 0) return sendProblem(problem('body-missing'), exchange)
  const { contentTypes } = address.rule
  if (!isTaken(contentTypeOf(request), contentTypes)) {
    const detail = `This address takes ${contentTypes.join(' or ')}; say so in the header Content-Type.`
    return sendProblem(problem('content-type-unsupported', { detail }), exchange)
  }
  const envelope = address.rule.read(bytes, request.headers)
  if (!('kind' in envelope) || envelope.kind !== 'envelope') return sendAnswer(envelope, exchange)
  const operation = address.operations.find(({ id }) => id === envelope.operationId)
  if (operation === undefined) throw new Error(`no operation is called ${envelope.operationId}`)
  const admitting = admit({ operation, group: address.group }, envelope.key, exchange)
  const admission = await admittedInTime(admitting, exchange.surroundings)
  if (isProblem(admission)) return sendProblem(admission, exchange)
  request.admission = admission
  return answer({ operation, query: undefined, body: envelope.value }, exchange)
}

/** Who was let in by a header is asked for this operation's own scopes; others show their key now. */
function admit(
  rule: { readonly operation: Operation; readonly group: OperationGroup },
  key: string | null,
  { request, surroundings }: Exchange,
): Admission | Promise<Admission> {
  const { access } = surroundings
  const tenantId = paramsOf(request)['tenantId']
  if (request.admission !== null) {
    return access.authorize(rule.operation, request.admission.caller, tenantId)
  }
  const remoteAddress = request.socket.remoteAddress ?? ''
  return access.admit(rule, { authorization: undefined, key, remoteAddress }, tenantId)
}
