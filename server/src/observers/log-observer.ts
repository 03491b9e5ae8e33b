/**
 * Writes facts that an operator acts on to the log, one JSON line each. Successes are counted by
 * the metrics and not logged; nothing here carries a header value, a body or a secret.
 */
import type { Logger } from 'pino'
import { deliveryId } from '../domain/ids.ts'
import type { Fact, Observer } from '../ports/observer.ts'

export function createLogObserver(log: Logger): Observer {
  return { observe: (fact) => write(log, fact) }
}

function write(log: Logger, fact: Fact): void {
  switch (fact.kind) {
    case 'event-accepted':
      log.trace({ tenant: fact.tenantId, event: fact.eventId, type: fact.type }, 'event accepted')
      return
    case 'attempt-recorded':
      writeAttempt(log, fact)
      return
    case 'attempt-uncounted':
      log.debug({ delivery: deliveryId(fact.key), reason: fact.reason }, 'attempt not counted')
      return
    case 'subscription-status':
      log.info(
        {
          tenant: fact.tenantId,
          subscription: fact.subscriptionNumber,
          state: fact.status.state,
          reason: fact.status.reason,
        },
        'subscription state',
      )
      return
    case 'subscription-failing':
      log.info(
        { tenant: fact.tenantId, subscription: fact.subscriptionNumber, failing: fact.isFailing },
        fact.isFailing ? 'subscription fails' : 'subscription recovered',
      )
      return
    case 'delivery-quarantined':
      log.error(
        { delivery: deliveryId(fact.key) },
        'delivery set aside: in flight at repeated crashes',
      )
      return
    case 'egress':
      if (fact.isDown) log.error({ origins: fact.originCount }, 'no way out: failures do not count')
      else log.warn({ origins: fact.originCount }, 'the way out is back')
      return
    case 'ledger-recounted':
      if (fact.unaccountedCount === 0) return
      log.error({ unaccounted: fact.unaccountedCount }, 'the ledger does not balance')
      return
    case 'fault':
      log.error({ where: fact.where, err: fact.error }, 'fault of our own')
      return
    case 'started':
      log.info({ recovered: fact.recoveredCount }, 'pipeline started')
      return
    case 'node-fenced':
    case 'node-recovered':
      writeNode(log, fact)
      return
    case 'stopped':
      log.info('pipeline stopped')
      return
    case 'attempt-started':
    case 'delivery-ended':
      return
  }
}

function writeNode(
  log: Logger,
  fact: Extract<Fact, { kind: 'node-fenced' | 'node-recovered' }>,
): void {
  const { node } = fact
  if (fact.kind === 'node-fenced') {
    log.warn({ node }, 'a node was silent for a whole lease: another takes its place')
  } else {
    log.info(
      { node, recovered: fact.recoveredCount },
      'what a dead node had in memory has its rows',
    )
  }
}

function writeAttempt(log: Logger, fact: Extract<Fact, { kind: 'attempt-recorded' }>): void {
  const { attempt } = fact
  if (attempt.outcome.kind === 'accepted') return
  log.debug(
    {
      tenant: fact.tenantId,
      delivery: deliveryId(attempt),
      attempt: attempt.number,
      error: attempt.outcome.errorClass,
      state: fact.state,
    },
    'attempt failed',
  )
}
