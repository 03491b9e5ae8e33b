/** Where the time of an attempt went: a bar for each phase beside its milliseconds. */
import type { Schemas } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { durationText } from '../../ui/Time.tsx'
import { deliveryPageTexts } from './delivery-page-texts.ts'
import classes from './delivery.module.css'

const names = ['dns', 'connect', 'tls', 'firstByte', 'rest'] as const
/** So that the shortest phase is seen. */
const barPercentMin = 0.6

export function Waterfall({ timings }: { readonly timings: Schemas['Timings'] }) {
  const t = useTexts(deliveryPageTexts)
  const language = useLanguage()
  const { dns_ms: dns, connect_ms: connect, tls_ms: tls, first_byte_ms: firstByte } = timings
  const known = [dns, connect, tls, firstByte]
  const sumMs = known.reduce<number>((sum, ms) => sum + (ms ?? 0), 0)
  const restMs = Math.max(timings.total_ms - sumMs, 0)
  const phases = [...known, firstByte === null ? null : restMs]
  const wholeMs = Math.max(timings.total_ms, sumMs, 1)
  const startMs = (at: number): number =>
    phases.slice(0, at).reduce<number>((sum, ms) => sum + (ms ?? 0), 0)
  return (
    <table className={classes['waterfall']} aria-label={t('phases')}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('phase')}</th>
          <th scope="col">{t('share')}</th>
          <th scope="col">{t('time')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, at) => {
          const ms = phases[at] ?? null
          return (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td>
                {ms !== null && (
                  <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
                    <rect
                      data-phase={name}
                      x={(startMs(at) / wholeMs) * (100 - barPercentMin)}
                      width={Math.max((ms / wholeMs) * 100, barPercentMin)}
                      height="6"
                    />
                  </svg>
                )}
              </td>
              <td data-numeric>
                {ms === null ? (
                  <span title={t('notReached')} aria-label={t('notReached')} role="img">
                    –
                  </span>
                ) : (
                  durationText(Math.round(ms * 10) / 10, language)
                )}
              </td>
            </tr>
          )
        })}
        <tr>
          <th scope="row">{t('total')}</th>
          <td />
          <td data-numeric>
            <strong>{durationText(timings.total_ms, language)}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
