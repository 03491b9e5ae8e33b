/** How far a replay has come, as a bar and in numbers. */
import { Progress } from '@mantine/core'
import type { Schemas } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { replayTexts } from './texts.ts'

export function ReplayProgress({ replay }: { readonly replay: Schemas['Replay'] }) {
  const t = useTexts(replayTexts)
  const language = useLanguage()
  const { started_count: started, total_count: total, percent } = replay
  const number = new Intl.NumberFormat(language)
  const words =
    total === null
      ? t('progressSoFar', { started: number.format(started) })
      : t('progressOf', { started: number.format(started), total: number.format(total) })
  return (
    <div style={{ minWidth: 140 }}>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent ?? 0}
          color="ink.6"
          aria-label={t('progress')}
          aria-valuetext={words}
        />
      </Progress.Root>
      <span className="dimmed" style={{ fontSize: 12.5 }}>
        {words}
      </span>
    </div>
  )
}
