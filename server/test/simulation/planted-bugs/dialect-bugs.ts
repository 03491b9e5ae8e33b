/** Mistakes in what a dialect brings: how it renders, what it takes for success, its retry rule. */
import type { Outcome } from '../../../src/domain/attempt.ts'
import type { RetryRule } from '../../../src/domain/retry-rule.ts'
import type { DialectName } from '../../../src/domain/subscription.ts'
import type { Dialect } from '../../../src/ports/dialect.ts'
import type { Ports } from '../../../src/ports/ports.ts'
import { replaceMethods } from '../intercept.ts'
import type { PlantedBug } from './planted-bug.ts'

export const dialectBugs: readonly PlantedBug[] = [
  {
    name: 'event-id-drawn-anew-each-attempt',
    foundBy: 1,
    breaks: ['stable-ids'],
    plant: (ports) =>
      withDialects(ports, (dialect) => ({
        render: (request) => dialect.render({ ...request, cycle: request.attemptNumber }),
      })),
  },
  {
    name: 'event-id-kept-in-the-next-cycle',
    foundBy: 2,
    breaks: ['stable-ids'],
    plant: (ports) =>
      withDialects(ports, (dialect) => ({
        render: (request) => dialect.render({ ...request, cycle: 1 }),
      })),
  },
  {
    name: 'server-error-taken-for-success',
    foundBy: 6,
    breaks: ['nothing-lost', 'ledger-balanced', 'line-held', 'no-early-retry'],
    plant: (ports) =>
      withDialects(ports, (dialect) => ({
        judge: (reply, atMs) =>
          reply.kind === 'answered' && reply.status === 500
            ? { kind: 'accepted' }
            : dialect.judge(reply, atMs),
      })),
  },
  {
    name: 'gone-ignored',
    foundBy: 6,
    breaks: ['no-false-disable'],
    plant: (ports) =>
      withDialects(ports, (dialect) => ({
        judge: (reply, atMs) => notGone(dialect.judge(reply, atMs)),
      })),
  },
  {
    name: 'retry-after-ignored',
    foundBy: 1,
    breaks: ['no-early-retry'],
    plant: (ports) => withRule(ports, { retryAfterMsMax: 0, slowDownMs: 0 }),
  },
  {
    name: 'line-served-side-by-side',
    foundBy: 2,
    breaks: ['line-held', 'no-early-retry'],
    plant: (ports) =>
      withRule(ports, {
        sickness: {
          kind: 'probe',
          failureCount: 1_000,
          overMs: 0,
          probeEveryMsFirst: 1_000,
          probeEveryMsMax: 1_000,
        },
      }),
  },
  {
    name: 'line-does-not-rest',
    foundBy: 2,
    breaks: ['no-early-retry'],
    plant: (ports) => withSuperOfficeRule(ports, { sickness: { kind: 'line', restsMs: [0, 0] } }),
  },
  {
    name: 'disabled-after-three-failures',
    foundBy: 2,
    breaks: ['no-false-disable'],
    plant: (ports) => withSuperOfficeRule(ports, { disableAfterFailureCount: 3 }),
  },
  {
    name: 'never-disabled',
    foundBy: 108,
    breaks: ['no-false-disable'],
    plant: (ports) => withSuperOfficeRule(ports, { disableAfterFailureCount: null }),
  },
  {
    name: 'stopped-events-parked',
    foundBy: 1,
    breaks: ['stopped-skips'],
    plant: (ports) => withSuperOfficeRule(ports, { whilePaused: 'park' }),
  },
  {
    name: 'release-too-fast',
    foundBy: 6,
    breaks: ['release-rate'],
    plant: (ports) => withRule(ports, { releasePerSecondFirst: 1_000, releasePerSecondMax: 1_000 }),
  },
  {
    name: 'given-up-after-two-cycles',
    foundBy: 3,
    breaks: ['nothing-lost'],
    plant: (ports) =>
      withSuperOfficeRule(ports, { delaysMs: [1_000, 4_000, 30_000, 1_000, 4_000] }),
  },
  {
    name: 'own-outage-always-counted',
    foundBy: 63,
    breaks: ['own-outage-uncounted', 'no-false-disable'],
    plant: (ports) => {
      const dispatcher = ports.dispatchers('http')
      const planted = replaceMethods(dispatcher, {
        send: async (message, options) => {
          const reply = await dispatcher.send(message, options)
          return reply.kind === 'unreached' ? { ...reply, hadReplyBytes: true } : reply
        },
      })
      return { ...ports, dispatchers: () => planted }
    },
  },
]

function withDialects(ports: Ports, replace: (dialect: Dialect) => Partial<Dialect>): Ports {
  const planted = new Map<DialectName, Dialect>()
  const dialects: Ports['dialects'] = (name) => {
    let dialect = planted.get(name)
    if (dialect === undefined) {
      const real = ports.dialects(name)
      dialect = replaceMethods(real, replace(real))
      planted.set(name, dialect)
    }
    return dialect
  }
  return { ...ports, dialects }
}

function withRule(ports: Ports, rule: Partial<RetryRule>): Ports {
  return withDialects(ports, (dialect) => ({ retryRule: { ...dialect.retryRule, ...rule } }))
}

function withSuperOfficeRule(ports: Ports, rule: Partial<RetryRule>): Ports {
  return withDialects(ports, ({ name, retryRule }) =>
    name === 'superoffice' ? { retryRule: { ...retryRule, ...rule } } : {},
  )
}

function notGone(outcome: Outcome): Outcome {
  return outcome.kind === 'refused' ? { ...outcome, isGone: false } : outcome
}
