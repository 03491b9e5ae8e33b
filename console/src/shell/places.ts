/** Where one can go, for the menu, the palette and the keys: read off who is signed in and where. */
import type { Session } from '../api/session.ts'
import { paths } from '../paths.ts'
import type { shellTexts } from './texts.ts'
import type { Texts } from '../text/texts.ts'

export type PlaceName = typeof shellTexts extends Texts<infer Name> ? Name : never

export interface Place {
  readonly name: PlaceName
  readonly path: string
  /** Fits only when the address is this one, and not for what lies below. */
  readonly isExact?: boolean
}

export interface PlaceGroup {
  readonly title: { readonly name: PlaceName; readonly values?: Readonly<Record<string, string>> }
  readonly places: readonly Place[]
}

/** The account whose pages are open: as the address says, or the session's own. */
function accountOf(
  pathname: string,
  session: Session,
): { readonly tenant: string | null; readonly partner: string | null } {
  const [, kind, id] = pathname.split('/')
  const named = id === undefined || id === '' ? null : decodeURIComponent(id)
  if (kind === 'tenants' && named !== null) return { tenant: named, partner: null }
  if (kind === 'partners' && named !== null) return { tenant: null, partner: named }
  return { tenant: session.tenant, partner: session.partner }
}

export function placesFor(pathname: string, session: Session): readonly PlaceGroup[] {
  const { tenant, partner } = accountOf(pathname, session)
  const groups: PlaceGroup[] = []
  if (tenant !== null) groups.push(ofTenant(tenant))
  if (partner !== null) groups.push(ofPartner(partner))
  if (session.role === 'operator') groups.push(ofInstallation)
  return groups
}

/** Where a session begins. */
export function homeOf(session: Session): string {
  if (session.tenant !== null) return paths.tenant(session.tenant).overview
  if (session.partner !== null) return paths.partner(session.partner).apps
  return paths.overview
}

const ofInstallation: PlaceGroup = {
  title: { name: 'installation' },
  places: [
    { name: 'overview', path: paths.overview, isExact: true },
    { name: 'tenants', path: paths.tenants, isExact: true },
    { name: 'partners', path: paths.partners, isExact: true },
    { name: 'apps', path: paths.apps },
    { name: 'accounts', path: paths.accounts },
    { name: 'audit', path: paths.audit },
    { name: 'settings', path: paths.settings },
  ],
}

function ofTenant(id: string): PlaceGroup {
  const tenant = paths.tenant(id)
  return {
    title: { name: 'tenant', values: { id } },
    places: [
      { name: 'overview', path: tenant.overview, isExact: true },
      { name: 'subscriptions', path: tenant.subscriptions },
      { name: 'deliveries', path: tenant.deliveries },
      { name: 'events', path: tenant.events },
      { name: 'eventTypes', path: tenant.eventTypes },
      { name: 'replays', path: tenant.replays },
      { name: 'alerts', path: tenant.alerts },
      { name: 'inboxes', path: tenant.inboxes },
      { name: 'webhooks', path: tenant.webhooks },
      { name: 'product', path: tenant.product },
      { name: 'keys', path: tenant.keys },
      { name: 'audit', path: tenant.audit },
      { name: 'state', path: tenant.state },
    ],
  }
}

function ofPartner(id: string): PlaceGroup {
  const partner = paths.partner(id)
  return {
    title: { name: 'partner', values: { id } },
    places: [
      { name: 'apps', path: partner.apps, isExact: true },
      { name: 'events', path: partner.events },
      { name: 'deliveries', path: partner.deliveries },
      { name: 'alerts', path: partner.alerts },
      { name: 'keys', path: partner.keys },
      { name: 'audit', path: partner.audit },
    ],
  }
}
