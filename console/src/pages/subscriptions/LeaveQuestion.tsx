/** Asks before a page is left on which something was changed and not saved. */
import { useBlocker } from '@tanstack/react-router'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formTexts } from './form-texts.ts'

export function LeaveQuestion(props: {
  /** Asked at the time of leaving, so that a page may go on by itself once it has saved. */
  readonly isChanged: () => boolean
}) {
  const t = useTexts(formTexts)
  const { isChanged } = props
  const blocker = useBlocker({
    // Another tab or filter of the same page loses nothing.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isChanged(),
    enableBeforeUnload: isChanged,
    withResolver: true,
  })
  const isAsking = blocker.status === 'blocked'
  return (
    <ConfirmDialog
      isOpen={isAsking}
      title={t('leaveTitle')}
      action={t('leave')}
      cancel={t('stay')}
      isDangerous
      onConfirm={() => {
        if (isAsking) blocker.proceed()
      }}
      onCancel={() => {
        if (isAsking) blocker.reset()
      }}
    >
      {t('leaveText')}
    </ConfirmDialog>
  )
}
