/**
 * What every dialect promises the pipeline, whatever its format: the same bytes for the same
 * request, a message that HTTP can carry, nothing forged by an owner's own headers, a test that
 * receivers can tell, and an outcome for every reply.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bareText } from '../../src/domain/hidden-text.ts'
import { isFramingHeader, isHeaderName, isHeaderValue } from '../../src/domain/custom-header.ts'
import { errorClasses } from '../../src/domain/error-class.ts'
import { type Event, isEventType } from '../../src/domain/event.ts'
import type { Message } from '../../src/domain/message.ts'
import { attemptsPerRun } from '../../src/domain/retry-rule.ts'
import type { SigningSecrets } from '../../src/domain/signing-secret.ts'
import type { Subscription, SubscriptionConfig } from '../../src/domain/subscription.ts'
import type { Dialect } from '../../src/ports/dialect.ts'
import {
  bodyObject,
  bodyText,
  headerOf,
  headerPairs,
  sampleAtMs,
  sampleEvent,
  sampleNews,
  sampleNonce,
  sampleReply,
  sampleRequest,
  sampleSubscription,
  sampleTimings,
} from './dialect-samples.ts'

export interface DialectFacts {
  readonly makeDialect: () => Dialect
  /** Where the documented format itself sends the secret: the one place that it may be in. */
  readonly secretHeader?: string
  /** Secrets that the dialect signs with. */
  readonly secrets: SigningSecrets
  /** The header that carries the proof of origin, lower case; null: it is in the body. */
  readonly signatureHeader: string | null
  readonly isTest: (message: Message) => boolean
  /** What its subscriptions cannot be without. */
  readonly dialectSettings?: SubscriptionConfig['dialectSettings']
  /** One that its system knows, where it knows no others. */
  readonly eventType?: string
  /** Whether 410 means that the receiver is gone; by default it does. */
  readonly isGoneKnown?: boolean
}

const framingHeaders = [
  'Accept-Encoding',
  'Connection',
  'Content-Encoding',
  'Content-Length',
  'Expect',
  'Host',
  'Keep-Alive',
  'Proxy-Authorization',
  'TE',
  'Trailer',
  'transfer-encoding',
  'Upgrade',
]
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

export function dialectContract(facts: DialectFacts): void {
  const dialect = facts.makeDialect()
  const promise = (guarantee: string): string => `${dialect.name}: ${guarantee}`
  const subscription = subscriptionOf(facts)
  const event = eventOf(facts, { PrimaryKey: 4711, name: 'Kundebesøk – æøå' })

  test(promise('the same request gives the same message, from another instance too'), async () => {
    const request = sampleRequest(event, subscription, { attemptNumber: 2 })
    const copy = sampleRequest({ ...event }, structuredClone(subscription), { attemptNumber: 2 })
    assert.deepEqual(
      await facts.makeDialect().render(copy),
      await dialect.render(request),
      'a crash cannot change what is on the wire',
    )
    const asked = { subscription, nonce: sampleNonce, atMs: sampleAtMs }
    assert.deepEqual(await facts.makeDialect().renderTest(asked), await dialect.renderTest(asked))
  })

  test(promise('what it documents of events can be handed in, and is what it sends'), async () => {
    const kinds = dialect.eventKinds()
    assert.equal(new Set(kinds.map(({ type }) => type)).size, kinds.length)
    for (const { type, example, payload } of kinds) {
      assert.ok(isEventType(example.type), example.type)
      if (!type.includes('{')) assert.equal(example.type, type)
      const rendered = await dialect.render(
        sampleRequest(sampleEvent(example.type, example.data), subscription),
      )
      assert.deepEqual(Object.keys(bodyObject(rendered)), Object.keys(payload), type)
    }
  })

  test(promise('a body that it says of an event alone is the one that it sends'), async () => {
    const body = dialect.eventBody?.(event)
    if (body === undefined) return
    const rendered = await dialect.render(sampleRequest(event, subscription, { attemptNumber: 3 }))
    assert.deepEqual(Buffer.from(body), Buffer.from(rendered.body))
  })

  test(promise('every message is a signed POST to the endpoint that HTTP can carry'), async () => {
    const rendered = await dialect.render(sampleRequest(event, subscription))
    const asTest = { subscription, nonce: sampleNonce, atMs: sampleAtMs }
    for (const message of [rendered, await dialect.renderTest(asTest)]) {
      assert.equal(message.method, 'POST')
      assert.equal(message.url, subscription.config.url)
      const { signatureHeader } = facts
      if (signatureHeader !== null) assert.notEqual(headerOf(message, signatureHeader), undefined)
      const names = headerPairs(message).map(([name]) => name.toLowerCase())
      assert.equal(new Set(names).size, names.length, 'no name comes twice')
      assert.ok(headerPairs(message).every(([name]) => isHeaderName(name)))
      assert.ok(headerPairs(message).every(([, value]) => isHeaderValue(value)))
      assert.ok(names.every((name) => !isFramingHeader(name)))
    }
  })

  test(promise('the event id is webhook-id on every attempt, in every run'), async () => {
    for (const other of [{}, { attemptNumber: 4, cycle: 2 }, { run: 2 }]) {
      const message = await dialect.render(sampleRequest(event, subscription, other))
      assert.equal(headerOf(message, 'webhook-id'), event.id)
      assert.equal(headerOf(message, 'posthorn-attempt'), String(other.attemptNumber ?? 1))
    }
  })

  test(promise('traceparent goes out when the producer gave one'), async () => {
    const traced = { ...event, traceparent }
    const message = await dialect.render(sampleRequest(traced, subscription))
    assert.equal(headerOf(message, 'traceparent'), traceparent)
    const untraced = await dialect.render(sampleRequest(event, subscription))
    assert.equal(headerOf(untraced, 'traceparent'), undefined)
  })

  test(promise('no signing secret is in the message, but where its format has it'), async () => {
    const message = await dialect.render(sampleRequest(event, subscription))
    const headers = headerPairs(message).filter(
      ([name]) => name.toLowerCase() !== facts.secretHeader,
    )
    const wire = `${headers.flat().join('\n')}\n${bodyText(message)}`
    const all = [...facts.secrets.current, ...facts.secrets.old.map((entry) => entry.secret)]
    for (const secret of all) {
      assert.ok(!wire.includes(bareText(secret)))
    }
  })

  test(promise('what it announces of news follows from them alone, and holds no secret'), () => {
    for (const news of sampleNews(subscription)) {
      const told = dialect.announce?.(news) ?? null
      assert.deepEqual(facts.makeDialect().announce?.(structuredClone(news)) ?? null, told)
      if (told === null) continue
      const text = JSON.stringify(told)
      for (const secret of facts.secrets.current) {
        assert.ok(!text.includes(bareText(secret)))
      }
      assert.doesNotMatch(told.alert?.subject ?? '', /[\r\n]/)
    }
  })

  test(promise('the body is UTF-8 JSON, an object, whatever the event holds'), async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        async (data) => {
          const any = eventOf(facts, data)
          const message = await dialect.render(sampleRequest(any, subscription))
          assert.equal(typeof bodyObject(message), 'object')
          assert.notEqual(bodyText(message).charCodeAt(0), 0xfeff, 'no byte order mark')
        },
      ),
      { numRuns: 200, seed: 20_260_703 },
    )
  })

  customHeaderPromises(facts, promise)
  testEventPromises(facts, promise)
  judgePromises(facts, promise)
}

function subscriptionOf(
  { secrets, dialectSettings = {} }: DialectFacts,
  headers: SubscriptionConfig['headers'] = {},
): Subscription {
  return sampleSubscription({ secrets, dialectSettings, headers })
}

function eventOf({ eventType = 'contact.changed' }: DialectFacts, data: unknown): Event {
  return sampleEvent(eventType, data)
}

function customHeaderPromises(facts: DialectFacts, promise: (text: string) => string): void {
  const dialect = facts.makeDialect()
  const event = eventOf(facts, {})
  const plain = subscriptionOf(facts)

  test(promise('custom headers are sent, authorization among them'), async () => {
    const headers = { Authorization: 'Bearer x', 'X-Shop': 'north\t1' }
    const custom = subscriptionOf(facts, headers)
    const message = await dialect.render(sampleRequest(event, custom))
    assert.equal(headerOf(message, 'authorization'), 'Bearer x')
    assert.equal(headerOf(message, 'x-shop'), 'north\t1')
  })

  test(
    promise('a custom header never sets framing, another sender header or a new line'),
    async () => {
      const own = headerPairs(await dialect.render(sampleRequest(event, plain)))
        .map(([name]) => name)
        .concat('traceparent', facts.signatureHeader ?? [])
      const names = [...framingHeaders, ...own]
      const headers: Record<string, string> = {
        'X-Line': 'a\r\nHost: evil.example',
        'X-Null': 'a\0',
        'Bad Name': 'a',
        'X-Colon:': 'a',
        '': 'a',
      }
      for (const name of names) headers[name] = 'forged'
      for (const name of names) headers[name.toUpperCase()] = 'forged'
      const forged = subscriptionOf(facts, headers)
      assert.deepEqual(
        await dialect.render(sampleRequest(event, forged)),
        await dialect.render(sampleRequest(event, plain)),
      )
      const asked = { nonce: sampleNonce, atMs: sampleAtMs }
      assert.deepEqual(
        await dialect.renderTest({ subscription: forged, ...asked }),
        await dialect.renderTest({ subscription: plain, ...asked }),
      )
    },
  )

  test(promise('each header of its own is refused at save too'), async () => {
    const event2 = { ...event, traceparent }
    const messages = [
      await dialect.render(sampleRequest(event2, plain)),
      await dialect.renderTest({ subscription: plain, nonce: sampleNonce, atMs: sampleAtMs }),
    ]
    for (const [name] of messages.flatMap(headerPairs)) {
      assert.ok(dialect.isOwnHeader(name.toLowerCase()), name)
    }
    assert.ok(!dialect.isOwnHeader('authorization'))
    assert.ok(!dialect.isOwnHeader('x-shop'))
  })
}

function testEventPromises(facts: DialectFacts, promise: (text: string) => string): void {
  const dialect = facts.makeDialect()
  const subscription = subscriptionOf(facts, { 'X-Shop': 'a' })

  test(promise('receivers can tell the test event, which has an id of its own'), async () => {
    const message = await dialect.renderTest({ subscription, nonce: sampleNonce, atMs: sampleAtMs })
    const other = await dialect.renderTest({
      subscription,
      nonce: 'f'.repeat(32),
      atMs: sampleAtMs,
    })
    assert.ok(facts.isTest(message))
    assert.match(headerOf(message, 'webhook-id') ?? '', /^evt_[0-9a-f]{32}$/)
    assert.notEqual(headerOf(message, 'webhook-id'), headerOf(other, 'webhook-id'))
    assert.equal(headerOf(message, 'x-shop'), 'a', 'sent with the definition as it is')
    assert.equal(typeof bodyObject(message), 'object')
  })

  test(promise('a real event of any type is no test'), async () => {
    const event = eventOf(facts, { test: true })
    const message = await dialect.render(sampleRequest(event, subscription))
    assert.ok(!facts.isTest(message))
  })
}

function judgePromises(facts: DialectFacts, promise: (text: string) => string): void {
  const dialect = facts.makeDialect()
  test(promise('200 is accepted, whole or longer than what is read'), () => {
    for (const isWhole of [true, false]) {
      assert.deepEqual(dialect.judge(sampleReply(200, [], isWhole), 0), { kind: 'accepted' })
    }
  })

  test(promise('a redirect and every error status is a refusal with its class'), () => {
    const classes = { 301: 'status-3xx', 302: 'status-3xx', 307: 'status-3xx', 308: 'status-3xx' }
    const errors = { 400: 'status-4xx', 404: 'status-4xx', 429: 'status-429', 500: 'status-5xx' }
    for (const [status, errorClass] of Object.entries({ ...classes, ...errors })) {
      const outcome = dialect.judge(sampleReply(Number(status)), 0)
      assert.equal(outcome.kind, 'refused')
      assert.equal(outcome.kind === 'refused' && outcome.errorClass, errorClass)
    }
  })

  test(promise('410 alone says that the receiver is gone, if anything does'), () => {
    const { isGoneKnown = true } = facts
    for (let status = 100; status < 600; status++) {
      const outcome = dialect.judge(sampleReply(status), 0)
      const isGone = isGoneKnown && status === 410
      assert.equal(outcome.kind === 'refused' && outcome.isGone, isGone)
    }
  })

  test(promise('no answer is unreached, with the class it came with'), () => {
    for (const errorClass of errorClasses) {
      const outcome = dialect.judge(
        { kind: 'unreached', errorClass, detail: '', hadReplyBytes: true, timings: sampleTimings },
        0,
      )
      assert.deepEqual(outcome, { kind: 'unreached', errorClass })
    }
  })

  test(promise('the retry rule is one that the engine can keep'), () => {
    const { retryRule } = dialect
    assert.ok(retryRule.attemptTimeoutMs >= 1_000 && retryRule.attemptTimeoutMs <= 30_000)
    assert.ok(retryRule.delaysMs.every((delayMs) => Number.isSafeInteger(delayMs) && delayMs >= 0))
    assert.equal(attemptsPerRun(retryRule) % (retryRule.attemptsPerCycle ?? 1), 0)
    assert.ok(retryRule.releasePerSecondFirst <= retryRule.releasePerSecondMax)
  })
}
