/** What strangers at the sign-in cannot do to those who belong there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KnownBrowsers } from '../../src/api/known-browsers.ts'
import { SignInLimits } from '../../src/api/sign-in-limits.ts'
import { createSystemRandom } from '../../src/system/system-random.ts'
import { startServer } from '../world/running-server.ts'
import { called, done } from './documented-calls.ts'
import { accountSignedIn, password } from './signed-in.ts'

test('whoever guesses at a password does not keep out the browser that its owner signed in with', async (t) => {
  const server = await startServer(t)
  const { email } = await accountSignedIn(server, {})
  const tried = (given: string, cookie = '') => {
    const body = { email, password: given }
    return called(server, 'POST', '/v1/session', { key: null, body, headers: { cookie } })
  }
  const before = await tried(password)
  const [known = ''] = (before.headers.getSetCookie()[1] ?? '').split('; ')
  assert.match(known, /^posthorn_browser=/)
  await Promise.all(Array.from({ length: 10 }, () => tried('a wrong password')))
  assert.equal((await tried(password)).json.code, 'too-many-sign-ins')
  assert.equal((await tried(password, known.replace(/.$/, '_'))).json.code, 'too-many-sign-ins')
  assert.equal((await tried(password, known)).status, 201)
})

test('a browser that is known may guess no more often than others', async () => {
  const browsers = new KnownBrowsers({
    ports: { random: createSystemRandom() },
    operatorKey: 'a key',
  })
  const limits = new SignInLimits(browsers)
  const email = 'ada@example.org'
  const browserMark = browsers.markFor(email)
  const tried = (given: object = {}) =>
    limits.secondsToWait({ remoteAddress: '192.0.2.1', email, browserMark, ...given })
  for (let count = 0; count < 10; count += 1) assert.equal(await tried(), 0)
  assert.ok((await tried()) > 0)
  assert.equal(await tried({ email: 'ADA@example.org', browserMark: browsers.markFor(email) }), 0)
  // A mark is of one account: at another one its browser is counted like any.
  const other = { email: 'bob@example.org', browserMark: browsers.markFor(email) }
  for (let count = 0; count < 10; count += 1) assert.equal(await tried(other), 0)
  assert.ok((await tried({ ...other, browserMark: null })) > 0)
})

test('whoever tries one address after another does not fill the audit log', async (t) => {
  const server = await startServer(t)
  const tries = Array.from({ length: 13 }, (_, index) => {
    const body = { email: `nobody${index}@example.org`, password: 'a wrong password' }
    return called(server, 'POST', '/v1/session', { key: null, body })
  })
  assert.ok((await Promise.all(tries)).every(({ json }) => json.code === 'sign-in-refused'))
  const { data } = await done(server, 'GET', '/v1/audit')
  const noted = data.filter(({ operation }: { operation: string }) => operation === 'createSession')
  assert.equal(noted.length, 10)
})
