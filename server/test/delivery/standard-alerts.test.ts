/**
 * When people are told of trouble with a subscription of the native API: as it is disabled, and as
 * it begins to fail where its owner wants that; never of what a person did.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '../../src/domain/alert.ts'
import { pauseSubscription } from '../../src/manage/pause-subscription.ts'
import { resumeSubscription } from '../../src/manage/resume-subscription.ts'
import { dayMs, type DeliveryWorld, hourMs, inWorld, minuteMs } from './delivery-world.ts'

const notifyEmails = ['a@example.org', 'b@example.org']

async function alertsOf(world: DeliveryWorld): Promise<readonly Alert[]> {
  const { alerts } = world.parts.ports.store
  const query = { tenantKey: world.tenant.key, beforeId: null, isOpenOnly: false, limit: 100 }
  return (await alerts.list(query)).toReversed()
}

const kindsOf = async (world: DeliveryWorld) => (await alertsOf(world)).map(({ kind }) => kind)
const mailedOf = ({ mails }: Alert) => mails.map(({ recipient }) => recipient)

test(
  'a 410 disables a subscription, which is one alert and one mail to each address',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { dialectSettings: { notifyEmails } })
    receiver.always(410)
    await world.acceptMany(3)
    await world.run(minuteMs)
    assert.equal(world.subscription(number).status.state, 'disabled')
    const [alert, ...others] = await alertsOf(world)
    assert.deepEqual([alert?.kind, others.length], ['disabled', 0])
    assert.deepEqual([alert?.isInApp, alert?.subscriptionNumber], [true, number])
    assert.deepEqual(mailedOf(alert!), notifyEmails)
    assert.match(alert!.subject, /answered 410 Gone$/)
  }),
)

test(
  'five days of failures are told at their end, with the reason',
  inWorld(async (world) => {
    const receiver = world.receiver()
    const number = await world.standard(receiver, { dialectSettings: { notifyEmails } })
    receiver.always(500)
    for (let day = 0; world.subscription(number).status.state === 'active'; day += 1) {
      assert.ok(day <= 6, 'it was never disabled')
      assert.deepEqual(await kindsOf(world), [])
      await world.accept()
      await world.run(minuteMs)
      await world.sleep(dayMs)
      await world.run(minuteMs)
    }
    assert.deepEqual(await kindsOf(world), ['disabled'])
    const [alert] = await alertsOf(world)
    assert.match(alert!.subject, /failed for five days/)
    assert.deepEqual(mailedOf(alert!), notifyEmails)
  }),
)

test(
  'each series of failures is told once, to those alone who asked for it',
  inWorld(async (world) => {
    const [asked, usual] = [world.receiver('asked'), world.receiver('usual')]
    const settings = { notifyEmails, notifyOn: 'failing' }
    const number = await world.standard(asked, { dialectSettings: settings })
    await world.standard(usual, { dialectSettings: { notifyEmails } })
    for (const failures of [1, 2]) {
      for (const receiver of [asked, usual]) {
        receiver.answers(...Array<number>(failures).fill(500))
      }
      await world.accept()
      await world.run(hourMs)
    }
    const alerts = await alertsOf(world)
    assert.deepEqual(
      alerts.map((one) => [one.kind, one.subscriptionNumber]),
      Array(2).fill(['failing', number]),
    )
    asked.answers(410)
    await world.accept()
    await world.run(minuteMs)
    assert.deepEqual(await kindsOf(world), ['failing', 'failing', 'disabled'])
  }),
)

test(
  'one without addresses has its alert shown, and nothing mailed',
  inWorld(async (world) => {
    const receiver = world.receiver()
    await world.standard(receiver)
    receiver.answers(410)
    await world.accept()
    await world.run(minuteMs)
    const [alert] = await alertsOf(world)
    assert.deepEqual([alert?.kind, alert?.isInApp, alert?.mails], ['disabled', true, []])
    assert.equal(world.factsOf('mailer-missing').length, 0)
  }),
)

test(
  'what a person pauses and resumes is told to nobody',
  inWorld(async (world) => {
    const settings = { notifyEmails, notifyOn: 'failing' }
    const number = await world.standard(world.receiver(), { dialectSettings: settings })
    const which = { tenantKey: world.tenant.key, number }
    await world.settles(pauseSubscription({ ...which, reason: 'moving' }, world.parts))
    await world.run(minuteMs)
    await world.settles(resumeSubscription(which, world.parts))
    await world.run(minuteMs)
    assert.deepEqual(await kindsOf(world), [])
  }),
)
