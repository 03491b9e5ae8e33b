/**
 * The routes of a group: most operations have an address, a method and a path, to themselves; those
 * that share one are told apart by an envelope in the body.
 */
import type { RouteOptions } from 'fastify'
import { envelopeRouteOf } from './envelope-route.ts'
import type { OperationGroup } from './operation.ts'
import { routeOf, type Surroundings } from './route.ts'

/** The routes as Fastify takes them. */
export function routesOf(
  group: OperationGroup,
  surroundings: Surroundings,
): readonly RouteOptions[] {
  const addresses = Map.groupBy(group.operations, ({ method, path }) => `${method} ${path}`)
  return [...addresses.values()].map((operations) => {
    const [operation] = operations
    if (operation === undefined) throw new Error('an address without operations')
    if (operation.body?.kind === 'envelope') {
      return envelopeRouteOf({ operations, rule: operation.body, group }, surroundings)
    }
    if (operations.length > 1) throw new Error(`${operation.id} shares its address`)
    return routeOf({ operation, group }, surroundings)
  })
}
