/** The product that a tenant is, for who is about to take an event in, which does not wait for long. */
import type { Product } from '../../domain/product.ts'
import { acceptMsMax, inTime, tooLate } from '../answer-in-time.ts'
import type { ApiContext } from '../context.ts'
import type { PathTenant } from '../operation.ts'
import { problem, type Problem } from '../problems.ts'

/** Null: the tenant is no product. A problem where the store does not say so in time. */
export function productOf(
  tenant: PathTenant,
  { tenantProducts, ports }: Pick<ApiContext, 'tenantProducts' | 'ports'>,
): Product | null | Promise<Product | null | Problem> {
  const product = tenantProducts.of(tenant.key)
  if (!(product instanceof Promise)) return product
  return inTime(product, acceptMsMax, ports).then((found) =>
    found === tooLate ? problem('overloaded', { headers: { 'retry-after': '1' } }) : found,
  )
}
