import { useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { stateOf, stateTones } from './state-words.ts'
import { tenantTexts } from './texts.ts'

export function StateBadge({ state }: { readonly state: string }) {
  const t = useTexts(tenantTexts)
  const name = stateOf(state)
  return <StatusBadge tone={stateTones[name]}>{t(`state-${name}`)}</StatusBadge>
}
