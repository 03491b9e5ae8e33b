/** Asks before what was typed and not saved is lost. The page decides when that is so. */
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

export function LeaveGuard(props: {
  readonly isOpen: boolean
  readonly onLeave: () => void
  readonly onStay: () => void
}) {
  const t = useTexts(uiTexts)
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title={t('unsavedTitle')}
      action={t('discard')}
      cancel={t('stay')}
      isDangerous
      onConfirm={props.onLeave}
      onCancel={props.onStay}
    >
      {t('unsaved')}
    </ConfirmDialog>
  )
}
