import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brokerContract } from '../../../test/contract/broker-contract.ts'
import { postgresServer } from '../../../test/world/postgres-server.ts'
import { TcpProxy } from '../../../test/world/tcp-proxy.ts'
import type { Broker } from '../../ports/broker.ts'
import { parsePlace } from '../../stores/postgres/postgres-place.ts'
import { systemClock } from '../../system/system-clock.ts'
import { createPostgresNotifyBroker } from './postgres-notify-broker.ts'

const server = await postgresServer()
const url = await server.emptyDatabase()
after(() => server.drop(url))

function open(name: string, checkEveryMs = 5_000, through = url): Broker {
  return createPostgresNotifyBroker({
    place: parsePlace(through),
    name,
    clock: systemClock,
    onDeaf: () => assert.fail('it hears'),
    checkEveryMs,
  })
}

brokerContract(
  () => Promise.resolve(open('one')),
  () => Promise.resolve(),
)

test('a wake-up reaches the other nodes, all numbers of a moment at once', async () => {
  const [one, two] = [open('one'), open('two')]
  try {
    await wokenBy(one, two)
    const heard = new Promise<readonly number[]>((resolve) => {
      two.onWake((numbers) => {
        if (numbers.includes(3)) resolve(numbers)
      })
    })
    one.wake([3])
    one.wake([5, 8])
    // A call from before may still be on its way.
    assert.deepEqual(
      (await heard).filter((number) => number !== 1),
      [3, 5, 8],
    )
  } finally {
    await Promise.all([one.close(), two.close()])
  }
})

test('a broker whose connections were cut is woken again', async () => {
  const [one, two] = [open('one', 100), open('two', 100)]
  try {
    await wokenBy(one, two)
    await server.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${new URL(url).pathname.slice(1)}'`)
    await wokenBy(one, two)
  } finally {
    await Promise.all([one.close(), two.close()])
  }
})

test('a broker whose way went silent is woken again once the way is there', async () => {
  const proxy = await TcpProxy.start(server.port)
  const [one, two] = [open('one', 100), open('two', 100, proxy.through(url))]
  try {
    await wokenBy(one, two)
    proxy.swallow()
    // Silent for more than one of its checks.
    await new Promise<void>((resolve) => systemClock.after(300, resolve))
    await proxy.restore()
    await wokenBy(one, two)
  } finally {
    await Promise.all([one.close(), two.close()])
    await proxy.close()
  }
})

/** One calls until the other, which may still be connecting, has heard it. */
function wokenBy(one: Broker, two: Broker): Promise<void> {
  return new Promise((resolve) => {
    const cancel = { again: () => {} }
    const end = two.onWake(() => {
      cancel.again()
      end()
      resolve()
    })
    const call = (): void => {
      one.wake([1])
      cancel.again = systemClock.after(20, call)
    }
    call()
  })
}
