/**
 * Events of a tenant that is a product: of the catalogue alone, under their own names, and with what
 * is documented of them. Events of other tenants pass as they are.
 */
import type { ApiContext } from '../context.ts'
import type { PathTenant } from '../operation.ts'
import { type FieldError, isProblem, problem, type Problem } from '../problems.ts'
import type { EventFault } from '../rosaas/check-event.ts'
import { checkNativeEvent } from '../rosaas/check-native-event.ts'
import { productOf } from '../rosaas/product-of.ts'
import type { Hold } from './ingest-event.ts'

const asItIs: Hold = (read) => read

/** How events of the tenant are held; at once where it is known what the tenant is. */
export function holdOf(
  tenant: PathTenant,
  context: ApiContext,
): Hold | Problem | Promise<Hold | Problem> {
  const product = productOf(tenant, context)
  if (product === null) return asItIs
  if (product instanceof Promise) {
    return product.then((found) => holdFor(found, tenant, context))
  }
  return holdFor(product, tenant, context)
}

function holdFor(
  product: Awaited<ReturnType<typeof productOf>>,
  tenant: PathTenant,
  { ports }: ApiContext,
): Hold | Problem {
  if (product === null) return asItIs
  if (isProblem(product)) return product
  const rules = {
    kinds: ports.dialects('rosaas').eventKinds(),
    validation: product.validation === 'strict' ? 'refuse' : 'warn',
  } as const
  return (read) => {
    // It was found to be an object within the limits when it was read.
    const data = JSON.parse(read.data.toString('utf8')) as Readonly<Record<string, unknown>>
    const event = { type: read.type, data, subject: read.subject, tenantId: tenant.id }
    const checked = checkNativeEvent(event, rules)
    if (checked.kind === 'refused') {
      return problem('body-invalid', { errors: checked.faults.map(fieldError) })
    }
    const { type, subject, occurredAtMs } = checked.event
    return {
      ...read,
      type,
      subject: read.subject ?? subject,
      occurredAtMs: read.occurredAtMs ?? occurredAtMs,
      warnings: checked.warnings.map(fieldError),
    }
  }
}

const fieldError = ({ pointer, detail }: EventFault): FieldError => ({ pointer, detail })
