/** The state of a delivery as a badge, in the words of the reader. */
import { useTexts } from '../../text/texts.ts'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import type { DeliveryState as State } from './delivery-filters.ts'
import { deliveryTexts } from './texts.ts'

const tones: Readonly<Record<State, Tone>> = {
  pending: 'busy',
  parked: 'warn',
  delivered: 'good',
  exhausted: 'bad',
  cancelled: 'quiet',
  expired: 'quiet',
}

export function DeliveryState(props: { readonly state: State }) {
  const t = useTexts(deliveryTexts)
  return <StatusBadge tone={tones[props.state]}>{t(props.state)}</StatusBadge>
}
