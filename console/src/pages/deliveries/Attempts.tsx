/** The attempts of a delivery in order, and the one that is chosen in full. `[` and `]` go through them. */
import { Text } from '@mantine/core'
import type { Schemas } from '../../api/client.ts'
import { useSearch } from '../../search.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { durationText, Time } from '../../ui/Time.tsx'
import { useKeys } from '../../ui/use-keys.ts'
import { AttemptDetail } from './AttemptDetail.tsx'
import { deliveryPageTexts } from './delivery-page-texts.ts'
import classes from './delivery.module.css'

type Attempt = Schemas['Attempt']

export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const t = useTexts(deliveryPageTexts)
  const [search, change] = useSearch()
  const asked = attempts.findIndex(({ number }) => String(number) === search['attempt'])
  const index = asked === -1 ? attempts.length - 1 : asked
  const choose = (to: number): void => {
    const attempt = attempts[to]
    if (attempt !== undefined) change({ attempt: String(attempt.number) }, { replace: true })
  }
  useKeys({ '[': () => choose(index - 1), ']': () => choose(index + 1) })
  const chosen = attempts[index]
  if (chosen === undefined) {
    return (
      <Text c="dimmed" size="sm">
        {t('noAttempts')}
      </Text>
    )
  }
  return (
    <div className={classes['attempts']}>
      <ol className={classes['timeline']} aria-label={t('attempts')}>
        {attempts.map((attempt, at) => (
          <li key={attempt.id}>
            <button
              type="button"
              aria-current={at === index ? 'true' : undefined}
              onClick={() => choose(at)}
            >
              <Summary attempt={attempt} before={attempts[at - 1]} />
            </button>
          </li>
        ))}
      </ol>
      <AttemptDetail attempt={chosen} />
    </div>
  )
}

function Summary(props: { readonly attempt: Attempt; readonly before: Attempt | undefined }) {
  const { attempt, before } = props
  const t = useTexts(deliveryPageTexts)
  const language = useLanguage()
  const afterMs =
    before === undefined ? null : Date.parse(attempt.started_at) - Date.parse(before.started_at)
  return (
    <>
      <span className={classes['summary']}>
        <strong>{t('attempt', { number: attempt.number })}</strong>
        <StatusBadge tone={attempt.outcome === 'accepted' ? 'good' : 'bad'}>
          {attempt.status ?? (attempt.outcome === 'accepted' ? t('ok') : t('unreached'))}
        </StatusBadge>
      </span>
      <span className={classes['when']}>
        <Time at={attempt.started_at} />
        {', '}
        {t('took', { time: durationText(attempt.timings.total_ms, language) })}
        {afterMs !== null && `, ${t('after', { time: durationText(afterMs, language) })}`}
      </span>
    </>
  )
}
