/**
 * How much does a process grow that sends to misbehaving receivers at once? The sender runs in a
 * process of its own, so that no receiver's memory is counted with it.
 *
 *   node server/test/rigs/hostile-memory.ts [receivers]
 *
 * With `send` as its word it is that sender, as tests start it: it is told origins by a message,
 * sends to all of them at once and answers with a `Growth`.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createHttpDispatcher } from '../../src/dispatchers/http/http-dispatcher.ts'
import { hostileBehaviours, openHostileReceiver } from '../world/hostile-receiver.ts'

interface Growth {
  readonly endCount: number
  readonly beforeBytes: number
  readonly growthBytes: number
}

const timeoutMs = 1_500

if (process.argv[2] === 'send') await send()
else await measure(Number(process.argv[2] ?? 100))

async function measure(count: number): Promise<void> {
  const behaviours = Object.values(hostileBehaviours)
  const receivers = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      openHostileReceiver(behaviours[at % behaviours.length] ?? {}),
    ),
  )
  const sender = fork(import.meta.filename, ['send'], { execArgv: ['--expose-gc'] })
  sender.send(receivers.map((receiver) => receiver.origin))
  const [growth] = (await once(sender, 'message')) as [Growth]
  const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  process.stdout.write(
    `${growth.endCount} sends ended; ${mebibytes(growth.growthBytes)} MiB more at the peak ` +
      `than ${mebibytes(growth.beforeBytes)} MiB before\n`,
  )
  await Promise.all(receivers.map((receiver) => receiver.close()))
}

async function send(): Promise<void> {
  const [origins] = (await once(process, 'message')) as [string[]]
  const dispatcher = createHttpDispatcher({
    allowTargets: ['127.0.0.0/8'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
  })
  const sendTo = (origin: string): Promise<unknown> => {
    const message = { method: 'POST', url: origin, headers: [], body: Buffer.from('{}') } as const
    return dispatcher.send(message, { timeoutMs })
  }
  // The first send loads the HTTP parser.
  await sendTo(origins[0] ?? '')
  globalThis.gc?.()
  const beforeBytes = process.memoryUsage.rss()
  let peakBytes = beforeBytes
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }, 5)
  const ends = await Promise.all(origins.map(sendTo))
  clearInterval(watch)
  const growth: Growth = {
    endCount: ends.length,
    beforeBytes,
    growthBytes: peakBytes - beforeBytes,
  }
  process.send?.(growth)
  await dispatcher.close()
  process.disconnect?.()
}
