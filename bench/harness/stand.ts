/**
 * A stand is one contender beside one receiver, both fresh, for one run of one scenario. Whatever
 * happens in the run, both are stopped and their files removed.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningContender, Setup } from '../contenders/contender.ts'
import { eventType, newFolder, type Bench } from './bench.ts'
import { makeCertificate } from './certificate.ts'
import type { Stand } from './load.ts'
import { hostOf, isSigned, startReceiver, type Receiver } from './receiver.ts'

export interface StandOptions<C extends RunningContender> {
  readonly name: string
  readonly endpointCount: number
  /** Every endpoint wants every event; otherwise each wants a type of its own. */
  readonly isFanOut?: boolean
  readonly isTls?: boolean
  /** This endpoint refuses connections. */
  readonly refusing?: number
  start(setup: Setup): Promise<C>
}

export async function withStand<C extends RunningContender, Result>(
  bench: Bench,
  options: StandOptions<C>,
  run: (stand: Stand & { readonly contender: C }) => Promise<Result>,
): Promise<Result> {
  const folder = newFolder(bench, options.name)
  const { endpointCount, refusing } = options
  const hosts = Array.from({ length: endpointCount }, (_, index) =>
    hostOf(index, options.isTls === true),
  )
  const certificate = options.isTls === true ? makeCertificate(folder, hosts) : undefined
  const receiver = await startReceiver(bench, {
    folder,
    hosts,
    ...(refusing === undefined ? {} : { refusing }),
    ...(certificate === undefined ? {} : { certificate }),
  })
  let contender: C | undefined
  try {
    contender = await options.start({
      folder,
      subscriptions: receiver.urls.map((url, index) => ({
        url,
        eventTypes: [options.isFanOut === true ? 'contact.*' : eventType(index)],
      })),
      ...(certificate === undefined ? {} : { authorityFile: certificate.authorityFile }),
    })
    const result = await run({ bench, folder, contender, receiver })
    checkSignature(receiver, contender)
    return result
  } catch (error) {
    throw new Error(`${options.name} failed\n${lastWords(folder)}`, { cause: error })
  } finally {
    await contender?.stop()
    await receiver.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The ends of all logs of a run, for the one who has to find out. */
function lastWords(folder: string): string {
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'))
  return logs
    .map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8').slice(-1000)}`)
    .join('\n')
}

/** @throws when what arrived was not signed: then the contenders did not do the same work. */
function checkSignature(receiver: Receiver, contender: RunningContender): void {
  const sample = receiver.page.sample()
  if (sample === undefined) throw new Error('the receiver has seen no request')
  const secret = contender.secrets[sample.lane] ?? ''
  if (!isSigned(sample.request, secret)) throw new Error('a delivery came with a wrong signature')
}
