/** Says that new rows wait above, and leads to them; the reader's place stays until then. */
import { Button } from '@mantine/core'
import { type RefObject, useEffect } from 'react'
import { Icon } from './Icon.tsx'

export function NewRows(props: {
  readonly text: string
  readonly count: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onShow: () => void
}) {
  const { count, scroller, onShow } = props
  const isThere = count > 0
  // Who has come back to the top by scrolling sees them without asking.
  useEffect(() => {
    const element = scroller.current
    if (!isThere || element === null) return undefined
    const onScroll = (): void => {
      if (element.scrollTop <= 0) onShow()
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [isThere, scroller, onShow])
  if (!isThere) return null
  return (
    <div className="new-rows">
      <Button
        size="compact-sm"
        radius="xl"
        leftSection={<Icon name="up" size={14} />}
        onClick={() => {
          onShow()
          scroller.current?.scrollTo({ top: 0 })
          scroller.current?.focus({ preventScroll: true })
        }}
      >
        {props.text}
      </Button>
    </div>
  )
}
