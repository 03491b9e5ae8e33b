/** What stands around every page behind the sign-in: the bar above, the menu, and the way to both. */
import { AppShell, Burger, Button, Group, NavLink, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { usePreferences } from '../text/preferences.ts'
import { useTexts } from '../text/texts.ts'
import horn from '../ui/horn.svg'
import { Icon } from '../ui/Icon.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { KeySheet } from './KeySheet.tsx'
import { Palette } from './Palette.tsx'
import { homeOf, type Place, placesFor } from './places.ts'
import { PreferencesMenu } from './PreferencesMenu.tsx'
import { shellTexts } from './texts.ts'
import { useGlobalKeys } from './use-global-keys.ts'
import classes from './shell.module.css'

export function Shell() {
  const session = useSession()
  const { pathname } = useLocation()
  const { density } = usePreferences()
  const t = useTexts(shellTexts)
  const [isMenuOpen, menu] = useDisclosure(false)
  const [isPaletteOpen, palette] = useDisclosure(false)
  const [isSheetOpen, sheet] = useDisclosure(false)
  const content = useRef<HTMLElement>(null)
  const groups = placesFor(pathname, session)
  useGlobalKeys({ groups, openPalette: palette.open, openSheet: sheet.open })
  const hasMoved = useRef(false)
  useEffect(() => {
    menu.close()
    // A reader of the screen is put at the new page, as a page load would; not at the first one.
    if (hasMoved.current) content.current?.focus({ preventScroll: true })
    hasMoved.current = true
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding="lg"
      className={classes['frame'] ?? ''}
      data-density={density}
    >
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('menu')}
              aria-expanded={isMenuOpen}
            />
            <Link to={homeOf(session)} className={classes['brand']}>
              <img src={horn} width={28} height={28} alt="" />
              <span>Posthorn</span>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="search" size={14} />}
              onClick={palette.open}
            >
              {t('palette')}
              <kbd className={classes['key']}>Ctrl K</kbd>
            </Button>
            <PreferencesMenu session={session} onKeySheet={sheet.open} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t('menu')}>
        <ScrollArea type="auto" p="xs" viewportProps={{ tabIndex: 0 }}>
          {groups.map(({ title, places }) => (
            <div key={title.name} className={classes['group']}>
              <Text size="xs" fw={650} c="dimmed" px="sm" py={4} className={classes['account']}>
                {t(title.name, title.values)}
              </Text>
              {places.map((place) => (
                <NavLink
                  key={place.path}
                  component={Link}
                  to={place.path}
                  label={t(place.name)}
                  active={isAt(place, pathname)}
                  // Ours decides: the router's own guess would mark what lies above as well.
                  activeOptions={{ exact: place.isExact === true }}
                  className={classes['place'] ?? ''}
                />
              ))}
            </div>
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={content} tabIndex={-1} className={classes['main'] ?? ''}>
        <ConnectionBanner />
        <Outlet />
      </AppShell.Main>
      <Palette isOpen={isPaletteOpen} onClose={palette.close} groups={groups} />
      <KeySheet isOpen={isSheetOpen} onClose={sheet.close} />
    </AppShell>
  )
}

function isAt({ path, isExact }: Place, pathname: string): boolean {
  if (pathname === path || pathname === `${path}/`) return true
  return isExact !== true && pathname.startsWith(`${path}/`)
}
