/**
 * When people are told of a webhook in trouble: as it begins to fail and as it is disabled, once
 * each, as its owner asked (SuperOffice notification page; release 12.0, NotifyWhen).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '../../src/domain/alert.ts'
import { type DeliveryWorld, inWorld, minuteMs, secondMs } from './delivery-world.ts'

const errorEmails = ['a@example.org', 'b@example.org']
const onBoth = { type: 'webhook', errorEmails, notifyVia: 1, notifyWhen: 3 }

async function alertsOf(world: DeliveryWorld): Promise<readonly Alert[]> {
  const { alerts } = world.parts.ports.store
  const query = { tenantKey: world.tenant.key, beforeId: null, isOpenOnly: false, limit: 100 }
  return (await alerts.list(query)).toReversed()
}

const kindsOf = async (world: DeliveryWorld) => (await alertsOf(world)).map(({ kind }) => kind)

test(
  'one mail a recipient at the first failure of a streak, and one when the hook is disabled',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const hook = await world.superoffice(receiver, { dialectSettings: onBoth })
    receiver.always(500)
    await world.acceptMany(3)
    await world.until(() => world.subscription(hook).status.state === 'disabled')
    await world.run(5 * secondMs)
    assert.deepEqual(await kindsOf(world), ['failing', 'disabled'])
    for (const { mails, subscriptionNumber } of await alertsOf(world)) {
      assert.deepEqual(
        mails.map(({ recipient }) => recipient),
        errorEmails,
      )
      assert.equal(subscriptionNumber, hook)
    }
    const [, disabled] = await alertsOf(world)
    assert.match(disabled?.text ?? '', /Failures in a row: 9/)
    assert.equal(world.factsOf('mailer-missing').length, 1, 'said once')
  }),
)

test(
  'each streak is told once, however many failures it has; a success ends it',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver, { dialectSettings: onBoth })
    for (const failures of [1, 4]) {
      receiver.answers(...Array<number>(failures).fill(500))
      await world.accept()
      await world.run(2 * minuteMs)
    }
    assert.deepEqual(await kindsOf(world), ['failing', 'failing'])
  }),
)

test(
  'a 410 at the first attempt is one piece of news: that the hook is disabled',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver, { dialectSettings: onBoth })
    receiver.answers(410)
    await world.accept()
    await world.run(minuteMs)
    assert.deepEqual(await kindsOf(world), ['disabled'])
  }),
)

test(
  'by default a mail is for the disabling alone, and NotifyVia None is for nothing',
  inWorld(async (world) => {
    const [usual, silent] = [world.receiver('usual'), world.receiver('silent')]
    await world.superoffice(usual, { dialectSettings: { type: 'webhook', errorEmails } })
    await world.superoffice(silent, { dialectSettings: { ...onBoth, notifyVia: 0 } })
    for (const receiver of [usual, silent]) receiver.always(500)
    await world.accept()
    await world.run(15 * minuteMs)
    assert.deepEqual(await kindsOf(world), ['disabled'])
  }),
)

test(
  'a crash right after the commit of a disabling loses no alert and doubles none',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver, { dialectSettings: onBoth })
    receiver.answers(410)
    await world.accept()
    await world.until(() => world.factsOf('attempt-recorded').length === 1)
    assert.deepEqual(await kindsOf(world), [])
    for (let crash = 0; crash < 3; crash += 1) {
      world.crash()
      await world.start()
    }
    await world.run(minuteMs)
    assert.deepEqual(await kindsOf(world), ['disabled'])
  }),
)

test(
  'a receiver that fails and recovers all the time is told of twelve times in an hour',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.superoffice(receiver, { dialectSettings: onBoth })
    for (let streak = 0; streak < 30; streak += 1) {
      receiver.answers(500)
      await world.accept()
      await world.run(minuteMs)
    }
    assert.equal((await kindsOf(world)).length, 12)
    await world.run(60 * minuteMs)
    receiver.answers(500)
    await world.accept()
    await world.run(minuteMs)
    assert.equal((await kindsOf(world)).length, 13)
  }),
)

test(
  'what is not the receiver’s fault is told to nobody',
  inWorld(async (world) => {
    const receivers = Array.from({ length: 12 }, (_, index) => world.receiver(`r${index}`))
    for (const receiver of receivers) {
      await world.superoffice(receiver, { dialectSettings: onBoth })
    }
    await world.accept()
    await world.run(minuteMs)
    world.network.isEgressDown = true
    await world.accept()
    await world.run(5 * secondMs)
    const before = (await kindsOf(world)).length
    await world.acceptMany(5)
    await world.run(10 * minuteMs)
    assert.equal((await kindsOf(world)).length, before)
  }),
)
