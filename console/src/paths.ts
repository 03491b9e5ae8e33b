/** The only place that spells the addresses of the console. */
const part = encodeURIComponent

export const paths = {
  signIn: '/sign-in',
  setup: '/setup',
  portal: '/portal',
  overview: '/',
  tenants: '/tenants',
  partners: '/partners',
  apps: '/apps',
  accounts: '/accounts',
  audit: '/audit',
  settings: '/settings',
  tenant: (tenantId: string) => tenantPaths(tenantId),
  partner: (partnerId: string) => partnerPaths(partnerId),
  app: (appId: string) => `/apps/${part(appId)}`,
  appVersion: (appId: string, version: string) => `/apps/${part(appId)}/versions/${part(version)}`,
} as const

function tenantPaths(tenantId: string) {
  const base = `/tenants/${part(tenantId)}`
  return {
    overview: base,
    subscriptions: `${base}/subscriptions`,
    newSubscription: `${base}/subscriptions/new`,
    subscription: (id: string) => `${base}/subscriptions/${part(id)}`,
    editSubscription: (id: string) => `${base}/subscriptions/${part(id)}/edit`,
    deliveries: `${base}/deliveries`,
    delivery: (id: string) => `${base}/deliveries/${part(id)}`,
    events: `${base}/events`,
    event: (id: string) => `${base}/events/${part(id)}`,
    eventTypes: `${base}/event-types`,
    eventType: (type: string) => `${base}/event-types/${part(type)}`,
    replays: `${base}/replays`,
    newReplay: `${base}/replays/new`,
    replay: (id: string) => `${base}/replays/${part(id)}`,
    alerts: `${base}/alerts`,
    inboxes: `${base}/inboxes`,
    inbox: (id: string) => `${base}/inboxes/${part(id)}`,
    webhooks: `${base}/webhooks`,
    newWebhook: `${base}/webhooks/new`,
    webhook: (id: string) => `${base}/webhooks/${part(id)}`,
    product: `${base}/product`,
    keys: `${base}/keys`,
    audit: `${base}/audit`,
    state: `${base}/state`,
    settings: `${base}/settings`,
  } as const
}

function partnerPaths(partnerId: string) {
  const base = `/partners/${part(partnerId)}`
  return {
    apps: base,
    events: `${base}/events`,
    event: (id: string) => `${base}/events/${part(id)}`,
    deliveries: `${base}/deliveries`,
    delivery: (id: string) => `${base}/deliveries/${part(id)}`,
    alerts: `${base}/alerts`,
    keys: `${base}/keys`,
    audit: `${base}/audit`,
  } as const
}
