/** The load of the rigs: many clients, one tenant, and a note of every event that was answered 202. */
import { Pool, request } from 'undici'
import { operatorKey } from './service-process.ts'

const clientCount = 16
const usualSubscriptionCount = 3
export const tenantId = 'rig'

/** Makes a tenant with subscriptions in two dialects; answers their paths, in order of their numbers. */
export async function register(
  url: string,
  receiverUrl: string,
  subscriptionCount = usualSubscriptionCount,
): Promise<string[]> {
  await call(url, '/v1/tenants', { id: tenantId, name: 'rig' })
  const paths: string[] = []
  for (let number = 0; number < subscriptionCount; number += 1) {
    const path = `/s/${number}`
    paths.push(path)
    if (number === 0) {
      await call(url, `/${tenantId}/api/v1/Webhook`, {
        Name: 'rig',
        Events: ['contact.changed'],
        TargetUrl: receiverUrl + path,
        Secret: 'rig-secret-for-superoffice',
        State: 'Active',
        Type: 'webhook',
      })
    } else {
      const body = { url: receiverUrl + path, event_types: ['contact.*'] }
      await call(url, `/v1/tenants/${tenantId}/subscriptions`, body)
    }
  }
  return paths
}

const headers = {
  authorization: `Bearer ${operatorKey}`,
  'content-type': 'application/json',
}

async function call(url: string, path: string, body: unknown): Promise<void> {
  await askService(url, 'POST', path, body)
}

/** What the operator is answered, as JSON. Rejects where that is a refusal. */
export async function askService(
  url: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
) {
  const sent = body === undefined ? null : JSON.stringify(body)
  const answer = await request(url + path, { method, headers, body: sent })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  return JSON.parse(text)
}

/** Clients that hand in events, one after the other, until they are stopped or cut off. */
export function startLoad(
  url: string,
  accepted: Set<string>,
  onAnswer: (status: number) => void = () => undefined,
): { stop: () => Promise<void> } {
  const pool = new Pool(url, { connections: clientCount })
  let isOver = false
  const client = async (): Promise<void> => {
    while (!isOver) {
      try {
        const answer = await pool.request({
          method: 'POST',
          path: `/v1/tenants/${tenantId}/events`,
          headers,
          body: JSON.stringify({
            type: 'contact.changed',
            data: { PrimaryKey: 1, Changes: ['name'] },
          }),
        })
        const body = (await answer.body.json()) as { id: string }
        if (answer.statusCode === 202) accepted.add(body.id)
        onAnswer(answer.statusCode)
      } catch {
        // Killed in the middle: not answered, so nothing was promised.
        return
      }
    }
  }
  const clients = Array.from({ length: clientCount }, client)
  return {
    async stop() {
      isOver = true
      await Promise.all(clients)
      await pool.destroy()
    },
  }
}

/** One more event, which has to be accepted. */
export async function postEvent(url: string, accepted: Set<string>, name: string): Promise<void> {
  const answer = await request(`${url}/v1/tenants/${tenantId}/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ type: 'contact.changed', data: { PrimaryKey: 2, name } }),
  })
  const body = (await answer.body.json()) as { id: string }
  if (answer.statusCode !== 202) throw new Error(`not accepted after restart: ${answer.statusCode}`)
  accepted.add(body.id)
}

const drainedWithinMs = 60_000
const lookEveryMs = 100

/** Resolves once the service's own ledger has nothing open; rejects after the bound. */
export async function untilDrained(url: string): Promise<void> {
  for (const startedAtMs = performance.now(); ;) {
    const answer = await request(`${url}/metrics`, { headers })
    const open = /^posthorn_ledger\{entry="open"\} (\d+)$/m.exec(await answer.body.text())
    if (open?.[1] === '0') return
    if (performance.now() - startedAtMs > drainedWithinMs) {
      throw new Error(`still open: ${open?.[1] ?? 'unknown'}`)
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
