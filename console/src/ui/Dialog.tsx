/** A dialog as all of them are here: its button to close says so in the reader's language. */
import { Modal, type ModalProps } from '@mantine/core'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

export function Dialog(props: Omit<ModalProps, 'closeButtonProps'>) {
  const t = useTexts(uiTexts)
  return <Modal {...props} closeButtonProps={{ 'aria-label': t('close') }} />
}
