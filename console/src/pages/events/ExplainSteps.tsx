/** The steps of a decision in order: passed, held back, or no longer asked, in colour and in words. */
import type { Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { eventTexts } from './texts.ts'
import classes from './events.module.css'

type Step = Schemas['EventExplanation']['subscriptions'][number]['steps'][number]

/** All that may be asked, but `watching`: that one only where it held the event back. */
const usualSteps = ['tenant', 'existed', 'pattern', 'filter', 'state', 'delivery'] as const

export function ExplainSteps(props: {
  readonly steps: readonly Step[]
  readonly isOnItsWay: boolean
}) {
  const t = useTexts(eventTexts)
  const asked = new Map(props.steps.map((step) => [step.step, step]))
  const names = asked.has('watching')
    ? usualSteps.toSpliced(-1, 0, 'watching' as never)
    : usualSteps
  return (
    <table className={classes['steps']}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('step')}</th>
          <th scope="col">{t('outcome')}</th>
          <th scope="col">{t('detail')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const step = asked.get(name)
          return (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td>
                {step === undefined ? (
                  <StatusBadge tone="quiet">{t('notAsked')}</StatusBadge>
                ) : step.is_passed ? (
                  <StatusBadge tone="good">{t('passed')}</StatusBadge>
                ) : name === 'delivery' && props.isOnItsWay ? (
                  <StatusBadge tone="busy">{t('onItsWay')}</StatusBadge>
                ) : (
                  <StatusBadge tone="bad">{t('held')}</StatusBadge>
                )}
              </td>
              <td>
                <bdi>{step?.detail}</bdi>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
