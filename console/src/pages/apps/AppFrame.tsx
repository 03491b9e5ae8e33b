/** What the pages of one app stand in: its name, and the menu of its parts at the side. */
import { NavLink, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { App } from './app-data.ts'
import { appTexts } from './texts.ts'
import classes from './apps.module.css'

export type AppPart = 'overview' | 'settings' | 'configuration' | 'tenants'

/** The part that is open is marked by the page: addresses of the parts begin alike. */
const exactly = { exact: true, includeSearch: true } as const

export function AppFrame(props: {
  readonly app: App
  readonly part: AppPart
  /** The version whose configuration is open, or that opens with the menu. */
  readonly version: string
  readonly children: ReactNode
}) {
  const { app, part } = props
  const t = useTexts(appTexts)
  const own = paths.app(app.id)
  const places = [
    { name: 'overview', to: own, search: {} },
    { name: 'settings', to: own, search: { part: 'settings' } },
    { name: 'configuration', to: paths.appVersion(app.id, props.version), search: {} },
    { name: 'tenants', to: own, search: { part: 'tenants' } },
  ] as const
  return (
    <Page
      title={app.name}
      aside={<StatusBadge tone="quiet">{t(`kind-${app.kind}`)}</StatusBadge>}
      lead={
        <span className={classes['lead']}>
          <span className="mono">{app.id}</span>
          <CopyButton text={app.id} />
          <Text span inherit>
            {t('ofPartner')} <Link to={paths.partner(app.partner).apps}>{app.partner}</Link>
          </Text>
        </span>
      }
    >
      <div className={classes['frame']}>
        <nav className={classes['menu']} aria-label={t('menu')}>
          {places.map(({ name, to, search }) => (
            <NavLink
              key={name}
              renderRoot={(rest) => (
                <Link to={to} search={search} activeOptions={exactly} {...rest} />
              )}
              label={t(name)}
              active={part === name}
              {...(part === name ? { 'aria-current': 'page' as const } : {})}
            />
          ))}
          <NavLink
            component={Link}
            to={paths.partner(app.partner).deliveries}
            label={t('deliveries')}
          />
        </nav>
        <div className={classes['content']}>{props.children}</div>
      </div>
    </Page>
  )
}
