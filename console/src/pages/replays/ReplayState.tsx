/** The state of a replay as a badge. */
import type { Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { replayTexts } from './texts.ts'

const tones = { running: 'busy', paused: 'warn', cancelled: 'quiet', done: 'good' } as const

export function ReplayState({ replay }: { readonly replay: Schemas['Replay'] }) {
  const t = useTexts(replayTexts)
  const isCounting = replay.state === 'running' && replay.total_count === null
  return (
    <StatusBadge tone={tones[replay.state]}>
      {t(isCounting ? 'counting' : replay.state)}
    </StatusBadge>
  )
}
