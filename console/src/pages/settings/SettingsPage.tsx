import { SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { useSession } from '../../api/session.ts'
import { Choices } from '../../shell/PreferencesMenu.tsx'
import { setPreferences, usePreferences } from '../../text/preferences.ts'
import { useTexts } from '../../text/texts.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { Issuers } from './Issuers.tsx'
import { settingsTexts } from './texts.ts'

export function SettingsPage() {
  const t = useTexts(settingsTexts)
  const session = useSession()
  const { density, hasShortcuts } = usePreferences()
  return (
    <Page title={t('title')}>
      <Section title={t('browser')}>
        <Stack maw={460}>
          <Choices />
          <div>
            <Text size="xs" c="dimmed" mb={2}>
              {t('density')}
            </Text>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={t('density')}
              value={density}
              data={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(value),
              }))}
              onChange={(value) => setPreferences({ density: value })}
            />
          </div>
          <Switch
            label={t('shortcuts')}
            checked={hasShortcuts}
            onChange={({ currentTarget }) =>
              setPreferences({ hasShortcuts: currentTarget.checked })
            }
          />
        </Stack>
      </Section>
      {session.role === 'operator' && (
        <>
          <Section title={t('installation')}>
            <Text>{t('installationLead')}</Text>
          </Section>
          <Issuers />
        </>
      )}
    </Page>
  )
}
