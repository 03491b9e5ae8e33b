/** What the operator lets one tenant have, apart from all others. Null: the installation's own. */
export interface TenantLimits {
  readonly subscriptionsMax: number | null
  /** Handed in over any API, on each node. */
  readonly eventsPerSecond: number | null
}

export const noTenantLimits: TenantLimits = { subscriptionsMax: null, eventsPerSecond: null }
