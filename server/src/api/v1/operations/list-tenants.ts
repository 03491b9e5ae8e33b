import { pageSizeDefault } from '../../../domain/limits.ts'
import { statusOf } from '../../../manage/tenant-records.ts'
import { operation } from '../../operation.ts'
import { pageExample, tenantExample } from '../examples.ts'
import { readCursor, writeCursor } from '../list-cursor.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf, TenantView } from '../view-schemas.ts'
import { tenantView } from '../views.ts'

export const listTenantsOperation = operation({
  id: 'listTenants',
  method: 'GET',
  path: '/v1/tenants',
  allow: ['operator'],
  tag: 'Tenants',
  summary: 'List the tenants by id.',
  query: PageQuery,
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
    // One more than asked for tells whether there is a next page.
    const tenants = await context.ports.store.tenants.listTenants({
      kind: 'tenant',
      afterId,
      limit: limit + 1,
    })
    const page = tenants.slice(0, limit)
    const statuses = await Promise.all(page.map(({ key }) => statusOf(key, context.ports)))
    const last = page.at(-1)
    const hasMore = tenants.length > limit && last !== undefined
    return {
      status: 200,
      body: {
        data: page.map((tenant, index) => tenantView(tenant, statuses[index]!.status)),
        next_cursor: hasMore ? writeCursor('tenants', last.id) : null,
      },
    }
  },
})
