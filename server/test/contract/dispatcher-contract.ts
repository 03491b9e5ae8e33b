/**
 * What every dispatcher promises, whatever it carries a message to: a reply for each, failures of
 * the far side as values, a judgement of targets before anything is stored, and an end.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Reply } from '../../src/domain/message.ts'
import type { Dispatcher } from '../../src/ports/dispatcher.ts'

const timeoutMs = 10_000

/** A dispatcher with a far side of its own kind. */
export interface DispatcherWorld {
  readonly dispatcher: Dispatcher
  /** Whose messages they are. */
  readonly isolation: number
  /** A message that the far side answers with 200 and this text. */
  readonly echo: (text: string) => Message
  /** A target that may not be used, and a message to it. */
  readonly refused: Message
  close(): Promise<void>
}

export function dispatcherContract(name: string, open: () => Promise<DispatcherWorld>): void {
  const inWorld = (act: (world: DispatcherWorld) => Promise<void>) => async () => {
    const world = await open()
    try {
      await act(world)
    } finally {
      await world.dispatcher.close()
      await world.close()
    }
  }

  test(
    `${name}: each of many messages gets its own answer, and its time`,
    inWorld(async ({ dispatcher, isolation, echo }) => {
      const texts = Array.from({ length: 30 }, (_, number) => `text ${number}`)
      const replies = await Promise.all(
        texts.map((text) => dispatcher.send(echo(text), { timeoutMs, isolation })),
      )
      assert.deepEqual(
        replies.map((reply) => answered(reply).bodyText),
        texts,
      )
      assert.ok(replies.every(({ timings }) => timings.totalMs > 0))
    }),
  )

  test(
    `${name}: a target that may not be used is refused at save, and a failed reply when it is sent to`,
    inWorld(async ({ dispatcher, isolation, echo, refused }) => {
      assert.ok((await dispatcher.check(refused.url, { isolation }))?.detail.endsWith('.'))
      const reply = unreached(await dispatcher.send(refused, { timeoutMs, isolation }))
      assert.ok(reply.detail.endsWith('.'))
      assert.equal(await dispatcher.check(echo('a').url, { isolation }), null)
    }),
  )

  test(
    `${name}: closed, it takes nothing more`,
    inWorld(async ({ dispatcher, isolation, echo }) => {
      await dispatcher.send(echo('a'), { timeoutMs, isolation })
      await dispatcher.close()
      await assert.rejects(dispatcher.send(echo('b'), { timeoutMs, isolation }), /closed/)
    }),
  )
}

function answered(reply: Reply): Reply & { readonly kind: 'answered' } {
  assert.ok(reply.kind === 'answered', JSON.stringify(reply))
  return reply
}

function unreached(reply: Reply): Reply & { readonly kind: 'unreached' } {
  assert.ok(reply.kind === 'unreached', JSON.stringify(reply))
  return reply
}
