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
    case 'event-misfit': {
      const { tenantId: tenant, type, isRefused: refused } = fact
      log.debug({ tenant, type, refused }, 'data do not fit the schema of their event type')
      return
    }
    case 'attempt-recorded':
      writeAttempt(log, fact)
      return
    case 'attempt-uncounted':
      log.debug({ delivery: deliveryId(fact.key), reason: fact.reason }, 'attempt not counted')
      return
    case 'subscription-status':
    case 'subscription-failing':
      writeSubscription(log, fact)
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
    case 'alert-raised':
    case 'mail-tried':
    case 'mails-abandoned':
    case 'mailer-missing':
      writeMail(log, fact)
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

function writeSubscription(
  log: Logger,
  fact: Extract<Fact, { kind: 'subscription-status' | 'subscription-failing' }>,
): void {
  const { tenantId: tenant, subscriptionNumber: subscription } = fact
  if (fact.kind === 'subscription-status') {
    const { state, reason } = fact.status
    log.info({ tenant, subscription, state, reason }, 'subscription state')
    return
  }
  log.info(
    { tenant, subscription, failing: fact.isFailing },
    fact.isFailing ? 'subscription fails' : 'subscription recovered',
  )
}

type MailFact = Extract<
  Fact,
  { kind: 'alert-raised' | 'mail-tried' | 'mails-abandoned' | 'mailer-missing' }
>

/** Without addresses: whom an owner named is nobody else's business. */
function writeMail(log: Logger, fact: MailFact): void {
  switch (fact.kind) {
    case 'alert-raised': {
      const { tenantId: tenant, subscriptionNumber: subscription, news, mailCount: mails } = fact
      log.info({ tenant, subscription, news, mails }, 'alert raised')
      return
    }
    case 'mail-tried': {
      const { alertId: alert, attemptCount: attempt, detail } = fact
      if (fact.isSent) log.info({ alert, attempt }, 'mail sent')
      else log.warn({ alert, attempt, detail }, 'the mail server did not take a mail')
      return
    }
    case 'mails-abandoned':
      log.error({ mails: fact.mailCount }, 'mails became too old to be sent')
      return
    case 'mailer-missing':
      log.warn(
        'there are mails to be sent and no server for them: they wait, and are shown as alerts; set POSTHORN_SMTP_URL',
      )
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
