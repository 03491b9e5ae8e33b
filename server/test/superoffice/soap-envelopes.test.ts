/** The SOAP service spoken to in raw envelopes, of SOAP 1.1 and of the 1.2 of the sample pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXml } from '../../src/api/superoffice/soap/xml-reader.ts'
import {
  elementOf,
  namespaces,
  path,
  services,
  soap,
  stopped,
  versions,
  webhook,
} from './soap-world.ts'
import { openReceiver, openWorld } from './webhook-world.ts'

test('all eight operations answer raw envelopes of both versions, each in its own', async (t) => {
  const world = await openWorld(t)
  const receiver = await openReceiver(t)
  for (const version of versions) {
    const call = async (name: string, inner = '') => {
      const called = await soap(world, name, inner, { version })
      assert.equal(called.status, 200, called.text)
      assert.equal(called.textOf('Succeeded'), 'true', called.text)
      assert.equal(called.find('Envelope')?.namespace, namespaces[version])
      const type = version === '1.1' ? 'text/xml' : 'application/soap+xml'
      assert.equal(called.contentType, `${type}; charset=utf-8`)
      assert.equal(called.find(`${name}Response`)?.namespace, services)
      return called
    }
    assert.equal((await call('CreateDefaultWebhook')).textOf('WebhookId'), '0')
    const events = `<w:Events xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:string>a.b</a:string></w:Events>`
    const target = `<w:TargetUrl>${receiver.url}</w:TargetUrl>`
    const saved = await call('SaveWebhook', webhook(`<w:Name>a</w:Name>${events}${target}`))
    const id = `<w:WebhookId xsi:type="xsd:int"> ${saved.textOf('WebhookId')} </w:WebhookId>`
    assert.equal((await call('GetWebhook', id)).textOf('TargetUrl'), receiver.url)
    const all = await call('GetAllWebhooks', '<w:NameFilter>A</w:NameFilter>')
    assert.equal(all.find('Response')?.children.length, 1)
    const tested = await call('TestWebhook', webhook(target))
    assert.equal(tested.textOf('Success'), 'true')
    await call('SignalEvent', '<w:EventName>a.b</w:EventName><w:PrimaryKey>7</w:PrimaryKey>')
    assert.equal((await call('GetLastError', id)).textOf('Response'), '')
    await call('DeleteWebhook', id)
    const gone = await call('GetWebhook', id)
    assert.equal(gone.find('Response')?.attributes.size, 1)
    assert.equal(gone.find('WebhookId'), undefined)
  }
})

test('the elements of every carrier come in the documented order', async (t) => {
  const world = await openWorld(t)
  const saved = await soap(world, 'SaveWebhook', webhook(stopped))
  assert.deepEqual(
    saved.find('Response')?.children.map(({ name }) => name),
    [
      ...['WebhookId', 'Name', 'Events', 'TargetUrl', 'Secret', 'State', 'Type', 'Headers'],
      ...['Properties', 'Registered', 'RegisteredAssociate', 'Updated', 'UpdatedAssociate'],
      ...['ErrorsEmail', 'ErrorEmails', 'ErrorAssociates', 'Description', 'NotifyVia'],
      ...['NotifyWhen', 'TotalCalls', 'TotalErrors', 'ConsecutiveErrors', 'LastError'],
    ],
  )
  assert.deepEqual(
    saved
      .find('RegisteredAssociate')
      ?.children.map(({ name }) => name)
      .slice(0, 4),
    ['TableRight', 'FieldProperties', 'AssociateId', 'Name'],
  )
  const result = await soap(world, 'TestWebhook', webhook(stopped))
  assert.deepEqual(
    result.find('Response')?.children.map(({ name }) => name),
    ['TableRight', 'FieldProperties', 'Success', 'Message'],
  )
  assert.deepEqual(
    saved.find('Header')?.children.map(({ name }) => name),
    ['ExceptionInfo', 'ExtraInfo', 'Succeeded', 'TimeZone'],
  )
})

test('elements in any order, of any prefix and unknown ones are taken as they are meant', async (t) => {
  const world = await openWorld(t)
  const inner = `<State xmlns="${services}">Stopped</State><w:Unknown><w:Deep>1</w:Deep></w:Unknown><w:Name><![CDATA[a <b> & c]]></w:Name><w:TargetUrl>https://192.0.2.1/?a=1&amp;b=&#x32;</w:TargetUrl><w:TotalCalls>99</w:TotalCalls><w:Secret xsi:nil="true"/>`
  const saved = await soap(world, 'SaveWebhook', webhook(inner))
  assert.equal(saved.textOf('Succeeded'), 'true', saved.text)
  const { list } = await world.call('GET', 'Webhook')
  const [first] = list
  assert.deepEqual(
    [first?.Name, first?.TargetUrl, first?.State, first?.TotalCalls, first?.Secret],
    ['a <b> & c', 'https://192.0.2.1/?a=1&b=2', 'Stopped', 0, ''],
  )
})

test('a refused call answers 200 with Succeeded false and ExceptionInfo, in both versions', async (t) => {
  const world = await openWorld(t, { POSTHORN_ALLOW_HTTP_TARGETS: '0' })
  const http = stopped.replace('https://192.0.2.1/so', 'http://www.example.com')
  for (const version of versions) {
    const refusals: readonly (readonly [string, string, RegExp])[] = [
      ['SaveWebhook', webhook(http), /'HTTPS:' not found in http:\/\/www\.example\.com/],
      ['SaveWebhook', '', /missing/],
      ['SaveWebhook', webhook('<w:WebhookId>x</w:WebhookId>'), /WebhookId has to be/],
      ['SaveWebhook', webhook(`${stopped}<w:WebhookId>4711</w:WebhookId>`), /4711 was not found/],
      ['GetWebhook', '', /WebhookId/],
      ['GetAllWebhooks', '<w:StatusFilter>Paused</w:StatusFilter>', /StatusFilter/],
      ['SignalEvent', '<w:EventName>not a name</w:EventName>', /event name/],
    ]
    for (const [call, inner, message] of refusals) {
      const refused = await soap(world, call, inner, { version })
      assert.equal(refused.status, 200)
      assert.equal(refused.textOf('Succeeded'), 'false')
      assert.match(refused.textOf('Message') ?? '', message)
      assert.match(refused.textOf('ExceptionType') ?? '', /^(Argument|SoNotFound)Exception$/)
      assert.equal(refused.textOf('StackTrace'), '')
      assert.equal(refused.find('Response'), undefined)
      assert.equal(refused.find('Fault'), undefined)
    }
  }
  assert.deepEqual((await world.call('GET', 'Webhook')).list, [])
})

test('the WSDL and the page of the service need no key and are the same for every tenant', async (t) => {
  const world = await openWorld(t)
  for (const tenant of ['Cust20001', 'Cust99999']) {
    for (const query of ['?wsdl', '?WSDL', '?singleWsdl']) {
      const { status, headers, text } = await world.request('GET', path(world, tenant) + query)
      assert.equal(status, 200)
      assert.match(headers.get('content-type') ?? '', /^text\/xml/)
      const read = readXml(Buffer.from(text))
      assert.ok(read.kind === 'read')
      assert.equal(read.root.attributes.get('|targetNamespace'), services)
      const address = elementOf(read.root, 'address')?.attributes.get('|location')
      assert.equal(address, world.service.url + path(world, tenant))
    }
    const page = await world.request('GET', path(world, tenant))
    assert.equal(page.status, 200)
    assert.ok(page.text.includes(`${path(world, tenant)}?wsdl`))
  }
  assert.equal((await world.request('GET', '/v1/Remote/Services88/Webhook.svc')).status, 404)
  const unknown = await world.request('GET', '/Cust20001/Remote/Services88/Contact.svc?wsdl')
  assert.equal(unknown.status, 404)
  assert.match(unknown.text, /<Succeeded>false<\/Succeeded>/)
})
