/** "Add New Configuration", and another label for the one there is: a label and nothing else. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { versionTexts } from './version-texts.ts'

export function LabelDialog(props: {
  readonly title: string
  readonly lead: string
  readonly label: string
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSubmit: (label: string) => void
  readonly onClose: () => void
}) {
  const t = useTexts(versionTexts)
  const [label, setLabel] = useState(props.label)
  return (
    <Dialog opened onClose={props.onClose} title={props.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit(label.trim())
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {props.lead}
          </Text>
          <TextInput
            label={t('label')}
            value={label}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          {props.error !== null && <FormFault>{props.error.message}</FormFault>}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={props.isBusy} disabled={label.trim() === ''}>
              {t('ok')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
