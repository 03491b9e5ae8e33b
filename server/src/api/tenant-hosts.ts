/**
 * At which host each tenant is reached now. A call to a tenant that has moved, at a host that is no
 * longer its own, is refused, since what it would read or write elsewhere is not the tenant (tenant
 * status specification, section 5.1). A tenant nobody gave a host is reached at any.
 */
import { statusOf } from '../manage/tenant-records.ts'
import type { Ports } from '../ports/ports.ts'
import { BriefMemory } from './brief-memory.ts'

export class TenantHosts {
  readonly #ports: Pick<Ports, 'store' | 'clock'>
  readonly #hosts: BriefMemory<string, string | null>

  constructor(ports: Pick<Ports, 'store' | 'clock'>) {
    this.#ports = ports
    this.#hosts = new BriefMemory(ports.clock)
  }

  /** To be told as soon as a move is on disk. */
  note(tenantId: string, host: string | null): void {
    this.#hosts.note(tenantId, host)
  }

  /** Whether a request with this Host header is not the tenant's; at once where it is known. */
  isMisdirected(tenantId: string, hostHeader: string | undefined): boolean | Promise<boolean> {
    const known = this.#hosts.fresh(tenantId)
    if (known !== undefined) return differs(known, hostHeader)
    return this.#find(tenantId).then((host) => differs(host, hostHeader))
  }

  async #find(tenantId: string): Promise<string | null> {
    const { store } = this.#ports
    const tenant = await store.tenants.findTenant(tenantId)
    if (tenant === null) return null
    const host = (await statusOf(tenant.key, this.#ports)).status.publicEndpoint
    this.note(tenantId, host)
    return host
  }
}

function differs(host: string | null, header: string | undefined): boolean {
  if (host === null) return false
  // Neither the port nor the dot that a complete name may end with is part of it.
  return (header ?? '').replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase() !== host
}
