/** Copies a text and says so, where a reader of the screen hears it too. */
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTexts } from '../text/texts.ts'
import { Icon } from './Icon.tsx'
import { uiTexts } from './texts.ts'

export function CopyButton(props: {
  readonly text: string
  /** What is copied, such as `Copy as curl`; without it there is only an icon. */
  readonly label?: string
}) {
  const t = useTexts(uiTexts)
  const { copy, copied } = useClipboard()
  const label = copied ? t('copied') : (props.label ?? t('copy'))
  if (props.label !== undefined) {
    return (
      <Button size="xs" variant="default" onClick={() => copy(props.text)}>
        {label}
      </Button>
    )
  }
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" aria-label={label} onClick={() => copy(props.text)}>
        <Icon name={copied ? 'check' : 'copy'} />
      </ActionIcon>
    </Tooltip>
  )
}
