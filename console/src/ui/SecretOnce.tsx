/** A secret that the server shows a single time: said aloud, selectable, copied with a click. */
import { Alert, Group, Text } from '@mantine/core'
import { useTexts } from '../text/texts.ts'
import { CopyButton } from './CopyButton.tsx'
import { uiTexts } from './texts.ts'

export function SecretOnce(props: { readonly label: string; readonly secret: string }) {
  const t = useTexts(uiTexts)
  return (
    <Alert variant="outline" color="yellow" title={props.label}>
      <Group gap="xs" wrap="nowrap">
        <Text className="mono" component="code">
          {props.secret}
        </Text>
        <CopyButton text={props.secret} />
      </Group>
      <Text size="sm" mt={4}>
        {t('shownOnce')}
      </Text>
    </Alert>
  )
}
