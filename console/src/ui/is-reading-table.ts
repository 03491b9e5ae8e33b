/** How far down still counts as the top. */
const topPixels = 8

/** Whether a reader is at rows of the table that would move if others came on top. */
export function isReadingTable(scroller: HTMLElement | null): boolean {
  if (scroller === null) return false
  const body = scroller.querySelector('tbody')
  return (
    scroller.scrollTop > topPixels ||
    body?.contains(document.activeElement) === true ||
    body?.querySelector('[data-current]') != null
  )
}
