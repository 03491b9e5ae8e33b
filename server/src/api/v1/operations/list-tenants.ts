import { pageSizeDefault } from '../../../domain/limits.ts'
import { statusOf } from '../../../manage/tenant-records.ts'
import type { Tenant } from '../../../domain/tenant.ts'
import type { ApiContext } from '../../context.ts'
import { operation } from '../../operation.ts'
import { pageExample, tenantExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { TenantsQuery } from '../schemas.ts'
import { pageOf, TenantView } from '../view-schemas.ts'
import { tenantView } from '../views.ts'

export const listTenantsOperation = operation({
  id: 'listTenants',
  method: 'GET',
  path: '/v1/tenants',
  allow: ['operator'],
  tag: 'Tenants',
  summary: 'List the tenants by id; or those whose id or name has a text in it.',
  description:
    'With `search` a call looks at a bounded number of tenants, so a page may be empty and still have a `next_cursor`.',
  query: TenantsQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of tenants',
      schema: pageOf(TenantView),
      example: pageExample(tenantExample),
    },
  },

  async handle({ query, context }) {
    const afterId = readCursor('tenants', query.cursor)
    if (afterId !== null && typeof afterId !== 'string') return afterId
    const limit = query.limit ?? pageSizeDefault
    const tenants = await found({ afterId, limit, search: query.search ?? '' }, context)
    const page = tenants.rows
    const statuses = await Promise.all(page.map(({ key }) => statusOf(key, context.ports)))
    return {
      status: 200,
      body: {
        data: page.map((tenant, index) => tenantView(tenant, statuses[index]!.status)),
        next_cursor: tenants.lastId === null ? null : writeCursor('tenants', tenants.lastId),
      },
    }
  },
})

/** Looked at in one call: bounds what a search for what nobody is called costs. */
const lookedAtMax = 1_000

/** Those that fit, and where to go on; null: there are no more. */
async function found(
  wanted: { readonly afterId: string | null; readonly limit: number; readonly search: string },
  { ports }: ApiContext,
): Promise<{ readonly rows: readonly Tenant[]; readonly lastId: string | null }> {
  const { limit } = wanted
  const text = wanted.search.toLowerCase()
  const lookedAt = text === '' ? limit : lookedAtMax
  // One more than asked for tells whether there is a next page.
  const tenants = await ports.store.tenants.listTenants({
    kind: 'tenant',
    afterId: wanted.afterId,
    limit: lookedAt + 1,
  })
  const fitting = tenants.slice(0, lookedAt).filter(({ id, name }) => {
    return id.toLowerCase().includes(text) || name.toLowerCase().includes(text)
  })
  const rows = fitting.slice(0, limit)
  if (fitting.length > limit) return { rows, lastId: rows.at(-1)!.id }
  const hasMore = tenants.length > lookedAt
  return { rows, lastId: hasMore ? tenants[lookedAt - 1]!.id : null }
}
