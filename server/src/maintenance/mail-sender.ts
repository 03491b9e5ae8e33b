/**
 * Hands the mails of alerts to the mail server, one after the other and one tenant after the other,
 * until it takes them or they are too old. A mail is claimed in the store before it is sent, so a
 * crash repeats at most the one under way, and another node that takes the housekeeping over repeats
 * none that was sent.
 */
import type { ClaimedMail } from '../ports/alert-store.ts'
import type { Mailer, MailReply } from '../ports/mailer.ts'
import type { Ports } from '../ports/ports.ts'
import type { Agent } from './maintainer.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
/** After the n-th attempt; the last one repeats. Whatever the server says: what it refuses for good
 * is most often its own setting, and gets mended. */
const waitsMs = [10 * secondMs, minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs] as const
/** Older news of trouble help nobody. */
const ageMsMax = 2 * 24 * 60 * minuteMs
/** A turn ends with the mail that is under way then, so that a stop need not wait for many. */
const turnMsMax = 5 * secondMs

type SenderPorts = Pick<Ports, 'store' | 'clock' | 'observer' | 'mailer'>

export function createMailSender(ports: SenderPorts): Agent {
  const { clock, store, mailer } = ports
  let abandonedAtMs = -Infinity
  let afterTenantKey = 0
  return {
    name: 'mail-sender',
    everyMs: 2 * secondMs,
    async run() {
      const startedAtMs = clock.monotonicMs()
      if (startedAtMs - abandonedAtMs >= minuteMs) {
        await abandonOld(ports)
        abandonedAtMs = startedAtMs
      }
      while (mailer !== undefined && clock.monotonicMs() - startedAtMs < turnMsMax) {
        const claimed = await store.alerts.claimMail({
          nowMs: clock.nowMs(),
          waitsMs,
          afterTenantKey,
        })
        if (claimed === null) return
        afterTenantKey = claimed.alert.tenantKey
        await sendMail(claimed, mailer, ports)
      }
    },
  }
}

async function sendMail(claimed: ClaimedMail, mailer: Mailer, ports: SenderPorts): Promise<void> {
  const { alertId, number, alert, recipient, attemptCount } = claimed
  const { subject, text } = alert
  const reply = await handOver({ id: `${alertId}.${number}`, recipient, subject, text }, mailer)
  const result =
    reply.kind === 'sent'
      ? ({ state: 'sent', atMs: ports.clock.nowMs() } as const)
      : ({ state: 'failed', detail: reply.detail } as const)
  await ports.store.alerts.recordMail({ alertId, number, result })
  const detail = reply.kind === 'sent' ? null : reply.detail
  ports.observer.observe({
    kind: 'mail-tried',
    alertId,
    isSent: detail === null,
    attemptCount,
    detail,
  })
}

/** A fault of ours is one of this mail alone: the others have their turn. */
async function handOver(mail: Parameters<Mailer['send']>[0], mailer: Mailer): Promise<MailReply> {
  try {
    return await mailer.send(mail)
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) }
  }
}

async function abandonOld({ store, clock, observer }: SenderPorts): Promise<void> {
  const nowMs = clock.nowMs()
  const mailCount = await store.alerts.abandonMails({ beforeMs: nowMs - ageMsMax, nowMs })
  if (mailCount > 0) observer.observe({ kind: 'mails-abandoned', mailCount })
}
