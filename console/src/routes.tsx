/**
 * The map of the product: every address of the console and the page that stands there. Pages are
 * loaded when somebody goes to them; every filter is in the address, as plain text.
 */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { sessionQuery } from './api/session.ts'
import { paths } from './paths.ts'
import { queryClient } from './query-client.ts'
import { readSearch, type Search, writeSearch } from './search.ts'
import { NotFound } from './shell/NotFound.tsx'
import { PageFault } from './shell/PageFault.tsx'
import { homeOf } from './shell/places.ts'
import { Loading } from './ui/states.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search): Search => search as Search,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/sign-in/SetupPage.tsx'), 'SetupPage'),
})

const portal = createRoute({
  getParentRoute: () => root,
  path: '/portal',
  component: lazyRouteComponent(() => import('./pages/sign-in/PortalPage.tsx'), 'PortalPage'),
})

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery)
    if (session === null) throw redirect({ to: paths.signIn, search: { next: location.href } })
    if (location.pathname === '/' && session.role !== 'operator') {
      throw redirect({ to: homeOf(session), search: {} })
    }
  },
})

function page<Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => inside,
    path,
    component: lazyRouteComponent(load, name),
  })
}

const ofInstallation = [
  page('/', () => import('./pages/overview/OverviewPage.tsx'), 'OverviewPage'),
  page('/tenants', () => import('./pages/tenants/TenantsPage.tsx'), 'TenantsPage'),
  page('/partners', () => import('./pages/partners/PartnersPage.tsx'), 'PartnersPage'),
  page('/apps', () => import('./pages/apps/AppsPage.tsx'), 'AppsPage'),
  page('/apps/$appId', () => import('./pages/apps/AppPage.tsx'), 'AppPage'),
  page(
    '/apps/$appId/versions/$version',
    () => import('./pages/apps/AppVersionPage.tsx'),
    'AppVersionPage',
  ),
  page('/accounts', () => import('./pages/accounts/AccountsPage.tsx'), 'AccountsPage'),
  page('/audit', () => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
  page('/settings', () => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
]

const tenant = '/tenants/$tenantId'

const ofTenant = [
  page(`${tenant}`, () => import('./pages/overview/TenantOverviewPage.tsx'), 'TenantOverviewPage'),
  page(
    `${tenant}/subscriptions`,
    () => import('./pages/subscriptions/SubscriptionsPage.tsx'),
    'SubscriptionsPage',
  ),
  page(
    `${tenant}/subscriptions/new`,
    () => import('./pages/subscriptions/NewSubscriptionPage.tsx'),
    'NewSubscriptionPage',
  ),
  page(
    `${tenant}/subscriptions/$subscriptionId`,
    () => import('./pages/subscriptions/SubscriptionPage.tsx'),
    'SubscriptionPage',
  ),
  page(
    `${tenant}/subscriptions/$subscriptionId/edit`,
    () => import('./pages/subscriptions/EditSubscriptionPage.tsx'),
    'EditSubscriptionPage',
  ),
  page(
    `${tenant}/deliveries`,
    () => import('./pages/deliveries/DeliveriesPage.tsx'),
    'DeliveriesPage',
  ),
  page(
    `${tenant}/deliveries/$deliveryId`,
    () => import('./pages/deliveries/DeliveryPage.tsx'),
    'DeliveryPage',
  ),
  page(`${tenant}/events`, () => import('./pages/events/EventsPage.tsx'), 'EventsPage'),
  page(`${tenant}/events/$eventId`, () => import('./pages/events/EventPage.tsx'), 'EventPage'),
  page(
    `${tenant}/event-types`,
    () => import('./pages/event-types/EventTypesPage.tsx'),
    'EventTypesPage',
  ),
  page(
    `${tenant}/event-types/$eventType`,
    () => import('./pages/event-types/EventTypePage.tsx'),
    'EventTypePage',
  ),
  page(`${tenant}/replays`, () => import('./pages/replays/ReplaysPage.tsx'), 'ReplaysPage'),
  page(`${tenant}/replays/new`, () => import('./pages/replays/NewReplayPage.tsx'), 'NewReplayPage'),
  page(`${tenant}/replays/$replayId`, () => import('./pages/replays/ReplayPage.tsx'), 'ReplayPage'),
  page(`${tenant}/alerts`, () => import('./pages/alerts/AlertsPage.tsx'), 'AlertsPage'),
  page(`${tenant}/inboxes`, () => import('./pages/inboxes/InboxesPage.tsx'), 'InboxesPage'),
  page(`${tenant}/inboxes/$inboxId`, () => import('./pages/inboxes/InboxPage.tsx'), 'InboxPage'),
  page(`${tenant}/webhooks`, () => import('./pages/superoffice/WebhooksPage.tsx'), 'WebhooksPage'),
  page(
    `${tenant}/webhooks/new`,
    () => import('./pages/superoffice/NewWebhookPage.tsx'),
    'NewWebhookPage',
  ),
  page(
    `${tenant}/webhooks/$webhookId`,
    () => import('./pages/superoffice/WebhookPage.tsx'),
    'WebhookPage',
  ),
  page(`${tenant}/product`, () => import('./pages/rosaas/ProductPage.tsx'), 'ProductPage'),
  page(`${tenant}/keys`, () => import('./pages/keys/KeysPage.tsx'), 'KeysPage'),
  page(`${tenant}/audit`, () => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
  page(`${tenant}/state`, () => import('./pages/tenants/TenantStatePage.tsx'), 'TenantStatePage'),
]

const partner = '/partners/$partnerId'

const ofPartner = [
  page(`${partner}`, () => import('./pages/partners/PartnerPage.tsx'), 'PartnerPage'),
  page(`${partner}/events`, () => import('./pages/events/EventsPage.tsx'), 'EventsPage'),
  page(`${partner}/events/$eventId`, () => import('./pages/events/EventPage.tsx'), 'EventPage'),
  page(
    `${partner}/deliveries`,
    () => import('./pages/deliveries/DeliveriesPage.tsx'),
    'DeliveriesPage',
  ),
  page(
    `${partner}/deliveries/$deliveryId`,
    () => import('./pages/deliveries/DeliveryPage.tsx'),
    'DeliveryPage',
  ),
  page(`${partner}/alerts`, () => import('./pages/alerts/AlertsPage.tsx'), 'AlertsPage'),
  page(`${partner}/keys`, () => import('./pages/keys/KeysPage.tsx'), 'KeysPage'),
  page(`${partner}/audit`, () => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
]

const tree = root.addChildren([
  signIn,
  setup,
  portal,
  inside.addChildren([...ofInstallation, ...ofTenant, ...ofPartner]),
])

export const router = createRouter({
  routeTree: tree,
  basepath: '/console',
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
})
