/**
 * Which tenants are products, asked with every event that is handed in: a product takes events of
 * its catalogue alone, and holds them to it.
 */
import type { Product } from '../domain/product.ts'
import { findProduct } from '../manage/products/product-records.ts'
import type { Ports } from '../ports/ports.ts'
import { BriefMemory } from './brief-memory.ts'

export class TenantProducts {
  readonly #ports: Pick<Ports, 'store' | 'clock'>
  readonly #products: BriefMemory<number, Product | null>

  constructor(ports: Pick<Ports, 'store' | 'clock'>) {
    this.#ports = ports
    this.#products = new BriefMemory(ports.clock)
  }

  /** To be told as soon as a change is on disk. */
  note(tenantKey: number, product: Product | null): void {
    this.#products.note(tenantKey, product)
  }

  /** The product of the tenant, or null; at once where it is known. */
  of(tenantKey: number): Product | null | Promise<Product | null> {
    const known = this.#products.fresh(tenantKey)
    return known === undefined ? this.#find(tenantKey) : known
  }

  /** While the store is away, what was known stays. */
  async #find(tenantKey: number): Promise<Product | null> {
    const last = this.#products.last(tenantKey)
    const finding = findProduct(tenantKey, this.#ports)
    const product = await (last === undefined ? finding : finding.catch(() => last))
    this.note(tenantKey, product)
    return product
  }
}
