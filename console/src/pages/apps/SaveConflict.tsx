/** Somebody else saved the version meanwhile: what differs, and whose settings are to hold. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { JsonDiff } from '../../ui/JsonDiff.tsx'
import { Time } from '../../ui/Time.tsx'
import type { AppVersion, Section } from './app-data.ts'
import { cleaned } from './section-form.ts'
import { versionTexts } from './version-texts.ts'

export function SaveConflict(props: {
  readonly theirs: Section
  readonly mine: Section
  readonly version: AppVersion
  readonly isBusy: boolean
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}) {
  const t = useTexts(versionTexts)
  return (
    <Alert variant="outline" color="yellow" role="alert" title={t('conflictTitle')}>
      <Text size="sm" mb="sm">
        {t('conflictText', { by: props.version.saved_by })} <Time at={props.version.saved_at} />
      </Text>
      <JsonDiff
        label={t('conflictTitle')}
        before={props.theirs}
        after={cleaned(props.mine)}
        names={[t('theirs'), t('mine')]}
      />
      <Group mt="sm">
        <Button size="xs" loading={props.isBusy} onClick={props.onKeepMine}>
          {t('keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={props.onTakeTheirs}>
          {t('takeTheirs')}
        </Button>
      </Group>
    </Alert>
  )
}
