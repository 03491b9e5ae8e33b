/**
 * Drops old signing secrets whose grace is over. The dialect signs with none of them from that
 * instant on; this makes the store forget them too.
 */
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

export function createSecretRetirer(
  ports: Pick<Ports, 'store' | 'clock'>,
  pipeline: Pick<Pipeline, 'subscriptions' | 'change'>,
): Agent {
  return {
    name: 'secret-retirer',
    everyMs: 60_000,
    async run() {
      const nowMs = ports.clock.nowMs()
      for (const subscription of [...pipeline.subscriptions.all()]) {
        const { secrets } = subscription.config
        const old = secrets.old.filter(({ endsAtMs }) => endsAtMs > nowMs)
        if (old.length === secrets.old.length) continue
        await pipeline.change(subscription.number, () =>
          ports.store.subscriptions.change({
            tenantKey: subscription.tenantKey,
            number: subscription.number,
            // Somebody else's change in between wins; the next turn looks again.
            expectedVersion: subscription.version,
            config: { ...subscription.config, secrets: { ...secrets, old } },
            nowMs,
          }),
        )
      }
    },
  }
}
