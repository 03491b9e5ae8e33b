/**
 * Runs the agents that keep house, each on its interval and never twice at once. An agent that
 * fails is told to the observer and runs again at its next turn; nothing here is on the way of an
 * event, and a crash in the middle of any agent leaves work for its next turn. Of several nodes the
 * one whose it is keeps house; the others let the turns go by.
 */
import type { Ports } from '../ports/ports.ts'

export interface Agent {
  readonly name: string
  readonly everyMs: number
  /** It may take long and writes nothing, so a stop does not wait for it. */
  readonly onlyReads?: true
  run(): Promise<void>
}

export interface Maintainer {
  /** No agent starts any more; resolves when those that run, and may write, have ended. */
  stop(): Promise<void>
}

export function startMaintainer(
  agents: readonly Agent[],
  ports: Pick<Ports, 'clock' | 'observer'>,
  isOurs: () => boolean = () => true,
): Maintainer {
  const running = new Set<Promise<void>>()
  const cancels = new Map<string, () => void>()
  let isStopped = false

  const schedule = (agent: Agent): void => {
    const cancel = ports.clock.after(agent.everyMs, () => {
      const turn = (isOurs() ? takeTurn(agent, ports) : Promise.resolve()).finally(() => {
        running.delete(turn)
        if (!isStopped) schedule(agent)
      })
      if (agent.onlyReads !== true) running.add(turn)
    })
    cancels.set(agent.name, cancel)
  }
  for (const agent of agents) schedule(agent)

  return {
    async stop() {
      isStopped = true
      for (const cancel of cancels.values()) cancel()
      await Promise.all(running)
    },
  }
}

async function takeTurn(agent: Agent, ports: Pick<Ports, 'observer'>): Promise<void> {
  try {
    await agent.run()
  } catch (error) {
    ports.observer.observe({ kind: 'fault', where: agent.name, error })
  }
}
