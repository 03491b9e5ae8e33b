/** The SMTP mailer keeps what its port promises, against a real server, with TLS and a password. */
import assert from 'node:assert/strict'
import { createSecureContext } from 'node:tls'
import { test, type TestContext } from 'node:test'
import { mailerContract, sampleMail } from '../../../test/contract/mailer-contract.ts'
import { makeLocalCa } from '../../../test/world/local-ca.ts'
import {
  type MailServer,
  type MailServerOptions,
  openMailServer,
} from '../../../test/world/mail-server.ts'
import type { Mailer } from '../../ports/mailer.ts'
import { createSmtpMailer, type SmtpSettings } from './smtp-mailer.ts'

const ca = makeLocalCa()
const credentials = { user: 'posthorn', password: 'p4ss&w%rd' }

async function open(
  t: TestContext,
  server: MailServerOptions,
  settings: Partial<SmtpSettings> = {},
): Promise<{ readonly mailer: Mailer; readonly server: MailServer }> {
  const opened = await openMailServer(t, server)
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: opened.port,
    isTls: false,
    isTlsRequired: false,
    credentials: null,
    from: 'posthorn@hooks.example.org',
    secureContext: createSecureContext({ ca: ca.caPem }),
    ...settings,
  })
  return { mailer, server: opened }
}

mailerContract('SMTP', async (t) => {
  const { mailer, server } = await open(t, {})
  return {
    mailer,
    received: server.received,
    refuse: (isRefusing) => server.refuse(isRefusing ? 451 : null),
    end: () => server.close(),
  }
})

test('STARTTLS is taken where it is offered, and TLS from the start where it is asked for', async (t) => {
  for (const isTls of [false, true]) {
    const { mailer, server } = await open(t, { leaf: ca.issue(), isTls }, { isTls })
    assert.deepEqual(await mailer.send(sampleMail), { kind: 'sent' })
    assert.equal(server.received[0]?.isTls, true)
  }
})

test('a certificate of an unknown authority, or of another name, is refused, and nothing sent', async (t) => {
  const others = { leaf: ca.issue({ names: ['other.test'], addresses: ['192.0.2.1'] }) }
  for (const server of [{ leaf: makeLocalCa().issue() }, others]) {
    for (const isTls of [false, true]) {
      const opened = await open(t, { ...server, isTls }, { isTls })
      assert.equal((await opened.mailer.send(sampleMail)).kind, 'failed')
      assert.equal(opened.server.received.length, 0)
    }
  }
})

test('the server is shown user and password, and a wrong one is told without it', async (t) => {
  const asked = { leaf: ca.issue(), credentials }
  const right = await open(t, asked, { credentials, isTlsRequired: true })
  assert.deepEqual(await right.mailer.send(sampleMail), { kind: 'sent' })
  assert.equal(right.server.received[0]?.user, credentials.user)
  const wrong = { ...credentials, password: 'wr0ng' }
  const reply = await (await open(t, asked, { credentials: wrong })).mailer.send(sampleMail)
  assert.ok(reply.kind === 'failed' && !reply.detail.includes('wr0ng'))
})

test('where TLS is required a server that does not offer it gets no password', async (t) => {
  const settings = { credentials, isTlsRequired: true }
  const { mailer, server } = await open(t, { credentials }, settings)
  assert.equal((await mailer.send(sampleMail)).kind, 'failed')
  assert.equal(server.received.length, 0)
})

test('a mail says that no person wrote it, and comes from the one address', async (t) => {
  const { mailer, server } = await open(t, {})
  await mailer.send(sampleMail)
  const [mail] = server.received
  assert.equal(mail?.from, 'posthorn@hooks.example.org')
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
  assert.equal(mail.headers.get('from'), 'Posthorn <posthorn@hooks.example.org>')
})
