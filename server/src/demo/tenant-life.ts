/**
 * The life of one tenant of a product, as RoSaaS would tell it: what happens to tenant and
 * subscription changes what is known of them, and says an event. Old values come from what was known
 * before, so they fit. Time passes by itself, from the instant that the life begins at.
 */
export interface LifeEvent {
  readonly EventCode: number
  readonly TenantSystemName: string
  readonly MetaData: Readonly<Record<string, unknown>>
  readonly Created: string
  readonly previous_attributes?: Readonly<Record<string, unknown>>
}

interface Plan {
  readonly systemName: string
  readonly displayName: string
  readonly price: number
  readonly priceId: string
}

const plan = (systemName: string, displayName: string, price: number, digit: string): Plan => ({
  systemName,
  displayName,
  price,
  priceId: `7b1f0c52-3a0d-4c8e-9d55-0e6a4f2b9c1${digit}`,
})

const plans = {
  trial: plan('trial-plan', 'Trial Plan', 0, '0'),
  free: plan('free-plan', 'Free Plan', 0, '1'),
  basic: plan('basic-plan', 'Basic Plan', 9.99, '2'),
  pro: plan('pro-plan', 'Pro Plan', 29.5, '3'),
  enterprise: plan('enterprise-plan', 'Enterprise Plan', 99, '4'),
} as const

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const cycleMs = 30 * dayMs
const trialDays = 14
const cycle = 'monthly'

export class TenantLife {
  readonly #tenant: string
  #nowMs: number
  #endMs: number
  #plan: Plan = plans.trial
  #status = 'recordCreated'

  constructor(tenant: string, beginsAtMs: number) {
    this.#tenant = tenant
    this.#nowMs = beginsAtMs
    this.#endMs = beginsAtMs + trialDays * dayMs
  }

  /** A trial, or where somebody pays at once a plan that is renewed; provisioned in either case. */
  signUp(paysAtOnce = false): readonly LifeEvent[] {
    if (paysAtOnce) this.#moveTo(plans.pro)
    return [
      this.#say(1, {
        creationDate: this.#now,
        systemName: this.#tenant,
        endDate: this.#end,
        ...this.#planMembers,
        Date: this.#now,
      }),
      ...(paysAtOnce ? this.enableRenewal() : []),
      this.#becomes('sendingCreationRequest'),
      this.#becomes('creating'),
      this.#say(18, { Date: this.#now }),
      this.#becomes('createdAsActive'),
      this.#say(19, { Date: this.#now, Plan: this.#plan.systemName }),
    ]
  }

  endTrial(): readonly LifeEvent[] {
    this.#pass(trialDays * dayMs)
    const before = this.#moveTo(plans.pro)
    const upgraded = this.#say(
      5,
      {
        TrialPlanSystemName: before.systemName,
        StandardPlanSystemName: this.#plan.systemName,
        TrialPeriodInDays: trialDays,
        Date: this.#now,
      },
      { StandardPlanSystemName: before.systemName },
    )
    return [upgraded, ...this.enableRenewal()]
  }

  enableRenewal(): readonly LifeEvent[] {
    return [
      this.#say(
        14,
        {
          autoRenewalEnabled: true,
          renewalsCount: 3,
          isContinuousRenewal: false,
          renewalCycle: cycle,
          Date: this.#now,
        },
        { autoRenewalEnabled: false },
      ),
    ]
  }

  renew(): readonly LifeEvent[] {
    this.#pass(cycleMs)
    this.#endMs = this.#nowMs + cycleMs
    return [this.#say(7, this.#newCycle)]
  }

  /** As many cycles as were chosen are over. */
  useUpRenewals(): readonly LifeEvent[] {
    return [this.#say(6, this.#cancellation)]
  }

  upgrade(): readonly LifeEvent[] {
    const asked = this.#askForUpgrade()
    this.#pass(cycleMs)
    const before = this.#moveTo(plans.enterprise)
    return [asked, this.#say(8, this.#newCycle, { SubscriptionNewPlan: before.displayName })]
  }

  callOffUpgrade(): readonly LifeEvent[] {
    const asked = this.#askForUpgrade()
    this.#pass(2 * dayMs)
    return [asked, this.#say(16, this.#cancellation)]
  }

  downgrade(): readonly LifeEvent[] {
    const asked = this.#askForDowngrade()
    this.#pass(cycleMs)
    const before = this.#moveTo(plans.basic)
    return [asked, this.#say(12, this.#newCycle, { SubscriptionNewPlan: before.displayName })]
  }

  callOffDowngrade(): readonly LifeEvent[] {
    const asked = this.#askForDowngrade()
    this.#pass(dayMs)
    const { systemName } = this.#plan
    return [asked, this.#say(17, { CurrentSubscriptionPlan: systemName, Date: this.#now })]
  }

  /** The cycle is over, nothing was arranged, and the plan has another one to fall back to. */
  forceDowngrade(): readonly LifeEvent[] {
    this.#pass(cycleMs)
    const { free } = plans
    const forced = this.#say(11, {
      downgradeEnabled: true,
      forcedDowngradedPlanPrice: free.price,
      forcedDowngradedPlanCycle: cycle,
      forcedDowngradedPlanSystemName: free.systemName,
      downgradeForced: true,
    })
    const before = this.#moveTo(free)
    return [forced, this.#say(12, this.#newCycle, { SubscriptionNewPlan: before.displayName })]
  }

  /** Nobody pays, until the tenant is switched off; then somebody does. */
  stopPaying(): readonly LifeEvent[] {
    const disabled = this.#say(15, this.#cancellation, { autoRenewalEnabled: true })
    this.#pass(cycleMs)
    const suspended = this.#say(13, {
      Date: this.#now,
      Plan: this.#plan.systemName,
      PlanPrice: this.#plan.price,
      PlanCycle: cycle,
    })
    this.#pass(dayMs)
    const off = ['sendingDeactivationRequest', 'deactivating', 'inactive']
    const on = ['sendingActivationRequest', 'activating', 'active']
    return [disabled, suspended, ...[...off, ...on].map((status) => this.#becomes(status))]
  }

  goDown(): readonly LifeEvent[] {
    this.#pass(dayMs)
    const down = this.#say(4, { ChangingDate: this.#now }, { Availability: 'healthy' })
    this.#pass(10 * minuteMs)
    return [down, this.#say(3, { ChangingDate: this.#now }, { Availability: 'unhealthy' })]
  }

  get #now(): string {
    return instant(this.#nowMs)
  }

  get #end(): string {
    return instant(this.#endMs)
  }

  get #planMembers() {
    return { Plan: this.#plan.systemName, planPrice: this.#plan.price }
  }

  get #newCycle() {
    return {
      SubscriptionExpirationDate: this.#end,
      SubscriptionNewPlan: this.#plan.displayName,
      Date: this.#now,
    }
  }

  get #cancellation() {
    return { CurrentSubscriptionPlan: this.#plan.systemName, CancellationTime: this.#now }
  }

  #askForUpgrade(): LifeEvent {
    const { enterprise } = plans
    return this.#say(9, {
      upgradeEnabled: true,
      upgradedPlanSystemName: enterprise.systemName,
      upgradedPlanPriceId: enterprise.priceId,
      previousPlan: this.#plan.systemName,
    })
  }

  #askForDowngrade(): LifeEvent {
    const { basic } = plans
    return this.#say(10, {
      downgradeEnabled: true,
      downgradedPlanId: basic.priceId,
      downgradedPlanPrice: basic.price,
      downgradedPlanCycle: cycle,
      downgradedPlanSystemName: basic.systemName,
      downgradeForced: false,
      Date: this.#now,
    })
  }

  #becomes(status: string): LifeEvent {
    const before = this.#status
    this.#status = status
    const members = { NewTenantStatus: status, Date: this.#now, ...this.#planMembers }
    return this.#say(2, members, { NewTenantStatus: before })
  }

  /** A new cycle on another plan; answers the plan before. */
  #moveTo(next: Plan): Plan {
    const before = this.#plan
    this.#plan = next
    this.#endMs = this.#nowMs + cycleMs
    return before
  }

  #pass(ms: number): void {
    this.#nowMs += ms
  }

  #say(
    code: number,
    metaData: LifeEvent['MetaData'],
    previous?: LifeEvent['previous_attributes'],
  ): LifeEvent {
    const said = {
      EventCode: code,
      TenantSystemName: this.#tenant,
      MetaData: metaData,
      Created: this.#now,
      ...(previous === undefined ? {} : { previous_attributes: previous }),
    }
    this.#pass(minuteMs)
    return said
  }
}

/** Whole seconds, as most examples of RoSaaS have it. */
const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** A year in which everything happens that RoSaaS knows an event for. */
export function wholeLife(tenant: string, beginsAtMs: number): readonly LifeEvent[] {
  const life = new TenantLife(tenant, beginsAtMs)
  return [
    ...life.signUp(),
    ...life.endTrial(),
    ...life.goDown(),
    ...life.renew(),
    ...life.callOffUpgrade(),
    ...life.upgrade(),
    ...life.callOffDowngrade(),
    ...life.downgrade(),
    ...life.renew(),
    ...life.useUpRenewals(),
    ...life.forceDowngrade(),
    ...life.enableRenewal(),
    ...life.stopPaying(),
  ]
}
