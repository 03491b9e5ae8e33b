/** Asks before a page is left on which something was changed and not saved. */
import { useBlocker } from '@tanstack/react-router'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'

export function LeaveQuestion(props: {
  /** Asked at the time of leaving, so that a page may go on by itself once it has saved. */
  readonly isChanged: () => boolean
}) {
  const { isChanged } = props
  const blocker = useBlocker({
    // Another tab or filter of the same page loses nothing.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isChanged(),
    enableBeforeUnload: isChanged,
    withResolver: true,
  })
  const isAsking = blocker.status === 'blocked'
  return (
    <LeaveGuard
      isOpen={isAsking}
      onLeave={() => {
        if (isAsking) blocker.proceed()
      }}
      onStay={() => {
        if (isAsking) blocker.reset()
      }}
    />
  )
}
