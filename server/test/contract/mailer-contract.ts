/** What every mailer promises: one mail to one recipient, as it was given, or why not. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Mail, Mailer } from '../../src/ports/mailer.ts'

export interface SeenMail {
  readonly to: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

export interface MailStand {
  readonly mailer: Mailer
  readonly received: readonly SeenMail[]
  /** The server refuses everything from now on, or takes it again. */
  refuse(isRefusing: boolean): void
  /** The server is gone. */
  end(): Promise<void>
}

export const sampleMail: Mail = {
  id: 'alr_0123456789abcdef0123456789abcdef.0',
  recipient: 'ops@example.org',
  subject: 'Webhook "Kundebesøk – æøå" (17) is disabled: too many errors',
  text: 'Kundebesøk – æøå\n.\n\nLast error:\nHTTP 500\n.hidden = 1\n',
}

export function mailerContract(name: string, open: (t: TestContext) => Promise<MailStand>): void {
  const promise = (guarantee: string): string => `${name}: ${guarantee}`

  test(
    promise('a mail that was sent is at the server, with its words, its dots and letters'),
    async (t) => {
      const { mailer, received } = await open(t)
      assert.deepEqual(await mailer.send(sampleMail), { kind: 'sent' })
      assert.equal(received.length, 1)
      const { to, headers, text } = received[0]!
      assert.deepEqual(to, [sampleMail.recipient])
      assert.equal(headers.get('to'), sampleMail.recipient)
      assert.equal(headers.get('subject'), sampleMail.subject)
      assert.equal(text.trimEnd(), sampleMail.text.trimEnd())
    },
  )

  test(promise('one that is sent again bears the same id, another one another'), async (t) => {
    const { mailer, received } = await open(t)
    await mailer.send(sampleMail)
    await mailer.send(sampleMail)
    await mailer.send({ ...sampleMail, id: 'alr_0123456789abcdef0123456789abcdef.1' })
    const ids = received.map(({ headers }) => headers.get('message-id'))
    assert.equal(ids[0], ids[1])
    assert.notEqual(ids[0], ids[2])
  })

  test(promise('no text becomes a header, a second recipient or a second mail'), async (t) => {
    const { mailer, received } = await open(t)
    const subject = 'a\r\nBcc: victim@example.org\r\n\r\nbody\n\u2028X-Evil: 1'
    const text = 'line\r\n.\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<victim@example.org>\r\n'
    assert.deepEqual(await mailer.send({ ...sampleMail, subject, text }), { kind: 'sent' })
    assert.equal(received.length, 1)
    const { to, headers } = received[0]!
    assert.deepEqual(to, [sampleMail.recipient])
    assert.equal(headers.has('bcc'), false)
    assert.equal(headers.has('x-evil'), false)
    assert.match(headers.get('subject') ?? '', /^a Bcc: victim@example\.org body X-Evil: 1$/)
  })

  test(promise('what is no address is told and not sent'), async (t) => {
    const { mailer, received } = await open(t)
    for (const recipient of [
      'a@example.org, b@example.org',
      'a@example.org\r\nRCPT TO:<b@example.org>',
      'A <a@example.org>',
      '',
    ]) {
      const reply = await mailer.send({ ...sampleMail, recipient })
      assert.equal(reply.kind, 'failed')
    }
    assert.equal(received.length, 0)
  })

  test(
    promise('a server that refuses, and one that is gone, are values, in one line'),
    async (t) => {
      const stand = await open(t)
      const { mailer, received } = stand
      stand.refuse(true)
      const refused = await mailer.send(sampleMail)
      assert.ok(refused.kind === 'failed' && refused.detail !== '')
      // It goes into logs, and addresses are not for them.
      assert.ok(!refused.detail.includes('\n') && !refused.detail.includes(sampleMail.recipient))
      stand.refuse(false)
      assert.equal((await mailer.send(sampleMail)).kind, 'sent')
      await stand.end()
      assert.equal((await mailer.send(sampleMail)).kind, 'failed')
      assert.equal(received.length, 1)
      await mailer.close()
    },
  )
}
