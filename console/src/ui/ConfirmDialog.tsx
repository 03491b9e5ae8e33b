/** Asks before something that cannot be undone. The safe answer has the focus. */
import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../text/texts.ts'
import { Dialog } from './Dialog.tsx'
import { uiTexts } from './texts.ts'

export function ConfirmDialog(props: {
  readonly isOpen: boolean
  readonly title: string
  readonly children: ReactNode
  /** What the button that does it says; a verb. */
  readonly action: string
  readonly cancel?: string
  readonly isDangerous?: boolean
  readonly isBusy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}) {
  const t = useTexts(uiTexts)
  return (
    <Dialog opened={props.isOpen} onClose={props.onCancel} title={props.title}>
      <Text component="div">{props.children}</Text>
      <div className="confirm-actions">
        <Button variant="default" data-autofocus onClick={props.onCancel}>
          {props.cancel ?? t('cancel')}
        </Button>
        <Button
          {...(props.isDangerous === true ? { color: 'red.9' } : {})}
          loading={props.isBusy === true}
          onClick={props.onConfirm}
        >
          {props.action}
        </Button>
      </div>
    </Dialog>
  )
}
