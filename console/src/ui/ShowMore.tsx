/** A text or a row of chips that is cut to a height until the reader asks for the rest. */
import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

export function ShowMore(props: {
  /** Without the rest there is no button. */
  readonly isLong: boolean
  readonly height: number
  readonly children: ReactNode
}) {
  const t = useTexts(uiTexts)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  if (!props.isLong) return <>{props.children}</>
  return (
    <div>
      <div id={id} style={isOpen ? {} : { maxHeight: props.height, overflow: 'hidden' }}>
        {props.children}
      </div>
      <button
        type="button"
        className="link-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'showLess' : 'showMore')}
      </button>
    </div>
  )
}
