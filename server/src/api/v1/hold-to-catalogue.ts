/**
 * Events of a tenant that is a product: of the catalogue alone, under their own names, and with what
 * is documented of them. Events of other tenants pass as they are.
 */
import type { ApiContext } from '../context.ts'
import type { PathTenant } from '../operation.ts'
import { type FieldError, isProblem, problem, type Problem } from '../problems.ts'
import type { EventFault } from '../rosaas/check-event.ts'
import { checkNativeEvent } from '../rosaas/check-native-event.ts'
import { productOf } from '../intake/product-of.ts'
import type { Hold } from './ingest-event.ts'

/** How events of the tenant are held; null: they are not. At once where that is known. */
export function holdOf(
  tenant: PathTenant,
  context: ApiContext,
): Hold | null | Problem | Promise<Hold | null | Problem> {
  const product = productOf(tenant, context)
  if (product === null) return null
  if (product instanceof Promise) {
    return product.then((found) => holdFor(found, tenant, context))
  }
  return holdFor(product, tenant, context)
}

function holdFor(
  product: Awaited<ReturnType<typeof productOf>>,
  tenant: PathTenant,
  { ports }: ApiContext,
): Hold | null | Problem {
  if (product === null || isProblem(product)) return product
  const rules = {
    kinds: ports.dialects('rosaas').eventKinds(),
    validation: product.validation === 'strict' ? 'refuse' : 'warn',
  } as const
  return ({ type, data, subject }) => {
    // The schema of events has it an object.
    const members = data as Readonly<Record<string, unknown>>
    const checked = checkNativeEvent({ type, data: members, subject, tenantId: tenant.id }, rules)
    if (checked.kind === 'refused') {
      return problem('body-invalid', { errors: checked.faults.map(fieldError) })
    }
    const { event, warnings } = checked
    return { kind: 'held', ...event, warnings: warnings.map(fieldError) }
  }
}

const fieldError = ({ pointer, detail }: EventFault): FieldError => ({ pointer, detail })
