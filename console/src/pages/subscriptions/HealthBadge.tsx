import { useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { type HealthWord, healthTones } from './health.ts'
import { subscriptionTexts } from './texts.ts'

export function HealthBadge({ word }: { readonly word: HealthWord }) {
  const t = useTexts(subscriptionTexts)
  return <StatusBadge tone={healthTones[word]}>{t(word)}</StatusBadge>
}
