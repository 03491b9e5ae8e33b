import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleSubscription } from '../../../test/superoffice/sample-subscription.ts'
import type { Subscription, SubscriptionState } from '../../domain/subscription.ts'
import { planSave, type SavePlan } from './plan-save.ts'
import { readWebhook } from './read-webhook.ts'
import { isRefusal } from './superoffice-errors.ts'

const author = { associateId: 0, name: 'Kari' }
const url = 'https://hooks.example.org/so'

function stored(state: SubscriptionState): Subscription {
  const status = { state, reason: null, sinceMs: 0, releasingSinceMs: null }
  return sampleSubscription({ status, config: { url } })
}

function planOf(body: object, before: Subscription | null): SavePlan {
  const draft = readWebhook({ TargetUrl: url, ...body })
  assert.ok(!isRefusal(draft))
  const plan = planSave(draft, before, author)
  assert.ok(!isRefusal(plan), JSON.stringify(plan))
  return plan
}

test('a save pings exactly when a webhook is active with a target that is new or used again', () => {
  const moved = { TargetUrl: 'https://other.example.org/' }
  const cases: readonly (readonly [object, SubscriptionState | null, boolean])[] = [
    [{}, null, true],
    [{ State: 'Active' }, null, true],
    [{ State: 'Unknown' }, null, true],
    [{ State: 'Stopped' }, null, false],
    [{}, 'active', false],
    [{ State: 'Active', Name: 'b', Secret: 'x', Headers: { 'X-A': '1' } }, 'active', false],
    [moved, 'active', true],
    [{ ...moved, State: 'Stopped' }, 'active', false],
    [{ State: 'Stopped' }, 'active', false],
    [{}, 'paused', false],
    [moved, 'paused', false],
    [{ State: 'Stopped' }, 'paused', false],
    [{ State: 'Active' }, 'paused', true],
    [{ ...moved, State: 'Active' }, 'paused', true],
    [{}, 'disabled', false],
    [{ State: 'TooManyErrors' }, 'disabled', false],
    [{ ...moved, State: 'TooManyErrors' }, 'disabled', false],
    [{ State: 'Stopped' }, 'disabled', false],
    [{ State: 'Active' }, 'disabled', true],
  ]
  for (const [body, state, isPinged] of cases) {
    const plan = planOf(body, state === null ? null : stored(state))
    assert.equal(plan.isPinged, isPinged, `${JSON.stringify(body)} over ${state}`)
  }
})

test('each state that is asked for moves a webhook, or leaves it as it is', () => {
  const moveOf = (State: string | undefined, state: SubscriptionState) =>
    planOf({ State }, stored(state)).move
  for (const state of ['active', 'paused', 'disabled'] as const) {
    assert.equal(moveOf(undefined, state), 'keep')
    assert.equal(moveOf('Unknown', state), 'keep')
  }
  assert.equal(moveOf('Active', 'active'), 'keep')
  assert.equal(moveOf('Active', 'paused'), 'start')
  assert.equal(moveOf('Active', 'disabled'), 'start')
  assert.equal(moveOf('Stopped', 'active'), 'stop')
  assert.equal(moveOf('Stopped', 'disabled'), 'stop')
  assert.equal(moveOf('Stopped', 'paused'), 'keep')
  assert.equal(moveOf('TooManyErrors', 'disabled'), 'keep')
})

test('TooManyErrors is taken back from a webhook that has it, and from no other', () => {
  const draft = readWebhook({ TargetUrl: url, State: 'TooManyErrors' })
  assert.ok(!isRefusal(draft))
  for (const before of [null, stored('active'), stored('paused')]) {
    assert.ok(isRefusal(planSave(draft, before, author)))
  }
})

test('who made a webhook stays, who changed it is noted', () => {
  const made = planOf({}, null).config
  assert.deepEqual(made.dialectSettings['registeredAssociate'], author)
  assert.equal(made.dialectSettings['updatedAssociate'], null)
  const draft = readWebhook({ TargetUrl: url, Name: 'renamed' })
  assert.ok(!isRefusal(draft))
  const changed = planSave(draft, sampleSubscription({ config: made }), {
    associateId: 0,
    name: 'Ola',
  })
  assert.ok(!isRefusal(changed))
  assert.deepEqual(changed.config.dialectSettings['registeredAssociate'], author)
  assert.deepEqual(changed.config.dialectSettings['updatedAssociate'], {
    associateId: 0,
    name: 'Ola',
  })
})
