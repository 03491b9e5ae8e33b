/**
 * The door of all rivals: Fastify with a compiled schema on the route that Posthorn also
 * offers, the same key check and the same matching in memory. What a rival does with the
 * matched deliveries is its own affair, but the answer waits until they are durable.
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'

export interface RivalSettings {
  /** What this process does: take events in, send deliveries, or both. */
  readonly role: 'door' | 'worker' | 'both'
  /** Where it listens, on loopback. */
  readonly port: number
  /** The whole value of the Authorization header. */
  readonly authorization: string
  readonly subscriptions: readonly Subscription[]
  /** Unix socket of Redis, or the folder of PostgreSQL's socket. */
  readonly socket: string
  /** PEM file of an additional authority, for endpoints that speak TLS. */
  readonly authorityFile?: string
  /** How many deliveries may be under way at once. */
  readonly concurrency: number
  readonly timeoutMs: number
}

export interface Subscription {
  readonly url: string
  /** Exact names, or `prefix.*`. */
  readonly eventTypes: readonly string[]
  readonly secret: string
}

/** One event on its way to one subscription, as the rivals' queues keep it. */
export interface QueuedDelivery {
  /** Index into the subscriptions. */
  readonly to: number
  readonly id: string
  /** The message's body, rendered once at the door. */
  readonly body: string
}

interface Rival {
  /** Resolves when all of them are durable. */
  accept(deliveries: readonly QueuedDelivery[]): Promise<void>
  /** Deliveries that were seen through to their record, by this process or by its database. */
  recordedCount(): number | Promise<number>
}

const eventSchema = {
  params: {
    type: 'object',
    properties: { tenantId: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' } },
    required: ['tenantId'],
  },
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['type', 'data'],
    properties: {
      type: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9_.-]+$' },
      data: { type: 'object' },
    },
  },
  response: {
    202: {
      type: 'object',
      properties: { id: { type: 'string' }, matched: { type: 'integer' } },
    },
  },
}

/** Listens until the process ends. */
export async function openIngest(settings: RivalSettings, rival: Rival): Promise<void> {
  const app = Fastify({ logger: false, keepAliveTimeout: 75_000, bodyLimit: 1024 * 1024 })
  const wanted = sha256(settings.authorization)
  const match = makeMatch(settings.subscriptions)

  app.addHook('onRequest', async (request, reply) => {
    const given = sha256(request.headers.authorization ?? '')
    if (!timingSafeEqual(given, wanted)) await reply.code(401).send()
  })
  app.post<{ Body: { type: string; data: object } }>(
    '/v1/tenants/:tenantId/events',
    { schema: eventSchema },
    async (request, reply) => {
      const { type, data } = request.body
      const id = `evt_${randomUUID()}`
      const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data })
      const matched = match(type)
      await rival.accept(matched.map((to) => ({ to, id, body })))
      return reply.code(202).send({ id, matched: matched.length })
    },
  )
  app.get('/recorded', async () => ({ recorded: await rival.recordedCount() }))
  process.once('SIGTERM', () => process.exit(0))
  await app.listen({ host: '127.0.0.1', port: settings.port })
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Event type → indexes of the subscriptions that want it, remembered per type. */
function makeMatch(subscriptions: readonly Subscription[]): (type: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (type) => {
    let matched = known.get(type)
    if (matched === undefined) {
      matched = subscriptions.flatMap(({ eventTypes }, index) =>
        eventTypes.some((pattern) => fits(pattern, type)) ? [index] : [],
      )
      known.set(type, matched)
    }
    return matched
  }
}

function fits(pattern: string, type: string): boolean {
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type
}
