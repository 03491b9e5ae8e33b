/** An instant in the reader's language and chosen zone; the exact one is in its title. */
import { usePreferences } from '../text/preferences.ts'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

export function Time(props: {
  readonly at: string | null | undefined
  /** `full` has the date and milliseconds, `short` the time today and the date before. */
  readonly show?: 'short' | 'full'
}) {
  const { language, timeZone } = usePreferences()
  const t = useTexts(uiTexts)
  if (props.at == null) return <span>{t('never')}</span>
  const instant = new Date(props.at)
  const options = props.show === 'full' ? fullOptions : shortOptions(instant)
  const zone = timeZone === 'utc' ? 'UTC' : undefined
  const text = formatOf(language, options, zone).format(instant)
  return (
    <time dateTime={props.at} title={props.at}>
      {text}
      {props.show === 'full' && timeZone === 'utc' ? ' UTC' : ''}
    </time>
  )
}

/** Made once each: a list of times would otherwise spend most of its time on it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(
  language: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: 'UTC' | undefined,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Object.keys(options).join()}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, { ...options, timeZone })
    formats.set(key, format)
  }
  return format
}

const fullOptions: Intl.DateTimeFormatOptions = {
  dateStyle: undefined,
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
}

function shortOptions(instant: Date): Intl.DateTimeFormatOptions {
  const isToday = instant.toDateString() === new Date().toDateString()
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const
  return isToday ? time : { month: 'short', day: 'numeric', ...time }
}

/** A span of time in milliseconds, with a unit that fits. */
export function durationText(ms: number, language: string): string {
  const [value, unit] =
    ms < 1_000
      ? [ms, 'millisecond']
      : ms < 60_000
        ? [ms / 1_000, 'second']
        : ms < 3_600_000
          ? [ms / 60_000, 'minute']
          : ms < 86_400_000
            ? [ms / 3_600_000, 'hour']
            : [ms / 86_400_000, 'day']
  const digits = value < 10 && unit !== 'millisecond' ? 1 : 0
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
