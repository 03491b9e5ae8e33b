/** What is no call, and XML that means harm: refused at once, nothing done, nothing repeated. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostileXml } from './hostile-xml.ts'
import { envelope, post, services } from './soap-world.ts'
import { openWorld } from './webhook-world.ts'

test('what is no call of the service is answered with a fault and does nothing', async (t) => {
  const world = await openWorld(t)
  const call = '<w:GetAllWebhooks/>'
  const good = envelope('1.1', world.key, call)
  const action = (name: string) => ({ 'content-type': 'text/xml', soapaction: name })
  const cases: readonly (readonly [string, string, Record<string, string>])[] = [
    ['Client', good, action(`"${services}/Webhook/DeleteWebhook"`)],
    ['Client', good.replaceAll('Services88', 'Services87'), { 'content-type': 'text/xml' }],
    ['Client', good.replaceAll('GetAllWebhooks', 'DropEverything'), { 'content-type': 'text/xml' }],
    ['Client', good.replace(call, ''), { 'content-type': 'text/xml' }],
    ['Client', good, { 'content-type': 'text/xml; charset=iso-8859-1' }],
    ['Client', good.replace('UTF-8', 'UTF-16'), { 'content-type': 'text/xml' }],
    ['VersionMismatch', good.replace('/soap/envelope/', '/soap/other/'), action('""')],
    ['VersionMismatch', `<w:GetAllWebhooks xmlns:w="${services}"/>`, action('')],
    [
      'MustUnderstand',
      good.replace('<e:Header>', '<e:Header><x e:mustUnderstand="1"/>'),
      action(''),
    ],
  ]
  for (const [code, body, headers] of cases) {
    const answer = await post(world, body, { headers })
    assert.equal(answer.status, 400, answer.text)
    assert.equal(answer.textOf('faultcode'), `s:${code}`, answer.text)
    assert.equal(answer.textOf('Succeeded'), 'false')
    assert.ok((answer.textOf('faultstring') ?? '').length > 10)
  }
  const older = good.replace('<e:Header>', '<e:Header><x e:mustUnderstand="0"/>')
  assert.equal((await post(world, older)).status, 200)
  const newer = await post(world, 'x', { headers: { 'content-type': 'application/soap+xml' } })
  assert.deepEqual([newer.status, newer.textOf('Value')], [400, 's:Sender'])
  for (const type of ['application/json', 'text/plain', 'multipart/related']) {
    assert.equal((await post(world, good, { headers: { 'content-type': type } })).status, 415)
  }
})

test('hostile XML is answered 400 at once, and repeats nothing of itself', async (t) => {
  const world = await openWorld(t)
  const at = 'planted-secret'
  const hostile = hostileXml(at, (inner) => envelope('1.1', world.key, inner))
  for (const [what, body] of hostile) {
    const sentAtMs = performance.now()
    const answer = await post(world, body)
    const tookMs = performance.now() - sentAtMs
    assert.equal(answer.status, 400, `${what}: ${answer.text}`)
    assert.equal(answer.textOf('Succeeded'), 'false', what)
    assert.ok(!answer.text.includes(at) && !answer.text.includes('root:'), what)
    assert.ok(answer.text.length < 2_000, what)
    // A hundredth of what expanding any of them would take; the usual is a few milliseconds.
    assert.ok(tookMs < 2_000, `${what} took ${tookMs} ms`)
  }
  assert.ok(!world.log().includes(at))
})

test('a body of more than a megabyte answers 413, also where larger ones are taken elsewhere', async (t) => {
  const world = await openWorld(t, { POSTHORN_BODY_BYTES_MAX: String(4 * 1024 * 1024) })
  const long = 'x'.repeat(1024 * 1024)
  const huge = envelope(
    '1.1',
    world.key,
    `<w:GetAllWebhooks><w:NameFilter>${long}</w:NameFilter></w:GetAllWebhooks>`,
  )
  for (const headers of [{}, { authorization: `Bearer ${world.key}` }]) {
    const answer = await post(world, huge, { headers: { 'content-type': 'text/xml', ...headers } })
    assert.equal(answer.status, 413)
    assert.equal(answer.textOf('Succeeded'), 'false')
  }
})
