import { openLoopbackNameServer } from '../world/loopback-name-server.ts'
import { createNameResolver } from '../../src/dispatchers/http/name-resolver.ts'
for (const [d, h] of [[0, 100], [100, 100], [100, 10], [20, 20], [40, 1]] as const) {
  const names = await openLoopbackNameServer()
  const r = createNameResolver({ servers: [names.server], hostsPath: '/none' })
  const dead = Array.from({ length: d }, (_, n) => `dead${n}.example`), healthy = Array.from({ length: h }, (_, n) => `healthy${n}.example`)
  for (const n of dead) names.ignores(n)
  for (const n of healthy) names.knows(n, ['93.184.216.34'])
  const t = performance.now()
  const f = Promise.all(dead.map((n) => r.resolve(n)))
  const times: number[] = []
  await Promise.all(healthy.map((n) => r.resolve(n).then(() => times.push(Math.round(performance.now() - t)))))
  let q = 0; for (const n of healthy) q += names.questionCount(n)
  console.log(d, h, 'healthy ms', times.at(0), times.at(h >> 1), times.at(-1), 'questions', q)
  await f
  console.log('dead', performance.now() - t)
  await names.close()
}
