/** Opens the product of a tenant, or changes it. Resolves when it is on disk. */
import { type Product, uuidOf, type Validation } from '../../domain/product.ts'
import { mintUuidHex } from '../../pipeline/mint-id.ts'
import { installationAccount } from '../../ports/record-store.ts'
import type { ManageParts } from '../manage-parts.ts'
import { inTries } from '../records.ts'
import { findHeldProduct, productPlaces, productRecordId, products } from './product-records.ts'

/** Null when the tenant has one already. */
export async function openProduct(
  request: Pick<Product, 'tenantKey' | 'tenantId' | 'name' | 'validation'>,
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Product | null> {
  const { tenantKey, tenantId } = request
  const nowMs = ports.clock.nowMs()
  const id = uuidOf(mintUuidHex(ports.clock, ports.random))
  const product: Product = { ...request, id, createdAtMs: nowMs }
  const isWritten = await ports.store.records.write(
    [
      productPlaces.made(installationAccount, id, { tenantKey, tenantId }),
      products.made(tenantKey, productRecordId, product),
    ],
    nowMs,
  )
  return isWritten ? product : null
}

/** Null when the tenant has none. */
export function changeProduct(
  request: {
    readonly tenantKey: number
    readonly validation?: Validation | undefined
    readonly name?: string | undefined
  },
  { ports }: Pick<ManageParts, 'ports'>,
): Promise<Product | null> {
  return inTries(async () => {
    const before = await findHeldProduct(request.tenantKey, ports)
    if (before === null) return null
    const { validation = before.value.validation, name = before.value.name } = request
    const product = { ...before.value, validation, name }
    const change = products.changed(before, product)
    const isWritten = await ports.store.records.write([change], ports.clock.nowMs())
    return isWritten ? product : 'overtaken'
  })
}
