/** Where products are kept, and how they are found: by their tenant, or by their own id. */
import { hexOfUuid, type Product, uuidOf } from '../../domain/product.ts'
import type { Ports } from '../../ports/ports.ts'
import { installationAccount } from '../../ports/record-store.ts'
import { collection, type Held } from '../records.ts'

export const products = collection<Product>('product')
/** Whose a product is: of the installation, so that its id alone finds it. */
export const productPlaces = collection<{ readonly tenantKey: number; readonly tenantId: string }>(
  'product-place',
)

/** A tenant has one at most. */
export const productRecordId = 'product'

type StorePorts = Pick<Ports, 'store'>

export function findHeldProduct(
  tenantKey: number,
  { store }: StorePorts,
): Promise<Held<Product> | null> {
  return products.find(store.records, tenantKey, productRecordId)
}

/** The product of a tenant; null: it has none. */
export async function findProduct(tenantKey: number, ports: StorePorts): Promise<Product | null> {
  return (await findHeldProduct(tenantKey, ports))?.value ?? null
}

/** The tenant that a product is the face of; null: there is no such product. */
export async function findProductPlace(
  productId: string,
  { store }: StorePorts,
): Promise<{ readonly key: number; readonly id: string } | null> {
  const hex = hexOfUuid(productId)
  if (hex === null) return null
  const place = await productPlaces.find(store.records, installationAccount, uuidOf(hex))
  return place === null ? null : { key: place.value.tenantKey, id: place.value.tenantId }
}
