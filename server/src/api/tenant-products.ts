/**
 * Which tenants are products, asked with every event that is handed in: a product takes events of
 * its catalogue alone, and holds them to it.
 *
 * What is remembered is a few seconds old at the most, where another node made the change; a crash
 * forgets it.
 */
import type { Product } from '../domain/product.ts'
import { findProduct } from '../manage/products/product-records.ts'
import type { Ports } from '../ports/ports.ts'

const rememberedMs = 2_000
const rememberedMax = 10_000

interface Remembered {
  readonly product: Product | null
  readonly atMs: number
}

export class TenantProducts {
  readonly #ports: Pick<Ports, 'store' | 'clock'>
  readonly #remembered = new Map<number, Remembered>()

  constructor(ports: Pick<Ports, 'store' | 'clock'>) {
    this.#ports = ports
  }

  /** To be told as soon as a change is on disk. */
  note(tenantKey: number, product: Product | null): void {
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    this.#remembered.set(tenantKey, { product, atMs: this.#ports.clock.monotonicMs() })
  }

  /** The product of the tenant, or null; at once where it is known. */
  of(tenantKey: number): Product | null | Promise<Product | null> {
    const known = this.#remembered.get(tenantKey)
    const nowMs = this.#ports.clock.monotonicMs()
    if (known !== undefined && nowMs - known.atMs < rememberedMs) return known.product
    return this.#find(tenantKey, known)
  }

  /** While the store is away, what was known stays. */
  async #find(tenantKey: number, known: Remembered | undefined): Promise<Product | null> {
    const finding = findProduct(tenantKey, this.#ports)
    const product = await (known === undefined ? finding : finding.catch(() => known.product))
    this.note(tenantKey, product)
    return product
  }
}
