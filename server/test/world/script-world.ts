/** A dispatcher of scripts over a few sources, closed when the test ends. */
import type { TestContext } from 'node:test'
import {
  createScriptDispatcher,
  type ScriptDispatcherOptions,
} from '../../src/dispatchers/script/script-dispatcher.ts'
import type { Reply } from '../../src/domain/message.ts'
import type { Script } from '../../src/domain/script.ts'
import type { Dispatcher, SendOptions } from '../../src/ports/dispatcher.ts'

const timeoutMs = 15_000
export const tenantKey = 7

export function scriptOf(tenant: number, name: string, source: string): Script {
  return { tenantKey: tenant, name, source, createdAtMs: 0, updatedAtMs: 0 }
}

/** `a` is there for one tenant alone, all others for everybody. */
export function openScripts(
  context: TestContext,
  sources: Readonly<Record<string, string>>,
  options: Partial<ScriptDispatcherOptions> = {},
) {
  const dispatcher: Dispatcher = createScriptDispatcher({
    scripts: {
      find(tenant, name) {
        const source = sources[name]
        const isThere = source !== undefined && (tenant === tenantKey || name !== 'a')
        return Promise.resolve(isThere ? scriptOf(tenant, name, source) : null)
      },
    },
    ...options,
  })
  context.after(() => dispatcher.close())
  const send = (name: string, given: Partial<SendOptions>, variables: object = {}) => {
    const body = Buffer.from(JSON.stringify(variables))
    const message = { method: 'POST', url: name, headers: [], body } as const
    return dispatcher.send(message, { timeoutMs, isolation: tenantKey, ...given })
  }
  return {
    dispatcher,
    send,
    run: (name: string, variables: object = {}, isolation = tenantKey) =>
      send(name, { isolation }, variables),
  }
}

export function textOf(reply: Reply): string {
  return reply.kind === 'answered' ? reply.bodyText : `${reply.errorClass}: ${reply.detail}`
}
