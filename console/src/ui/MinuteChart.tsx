/**
 * Numbers minute by minute, as bars of our own. A sentence says what is to be seen, and the numbers
 * themselves are a table for whoever cannot see bars.
 */
import { Text } from '@mantine/core'
import { usePreferences } from '../text/preferences.ts'
import classes from './chart.module.css'

export interface Series {
  readonly name: string
  readonly tone: 'busy' | 'good' | 'bad'
  readonly values: readonly number[]
}

const width = 720
const height = 120
const gap = 2

export function MinuteChart(props: {
  readonly title: string
  /** Instants of the minutes, the oldest first. */
  readonly at: readonly string[]
  readonly minute: string
  readonly series: readonly Series[]
}) {
  const { at, series } = props
  const { language, timeZone } = usePreferences()
  const highest = Math.max(1, ...series.flatMap(({ values }) => values))
  const step = width / Math.max(1, at.length)
  const barWidth = Math.max(1, step / series.length - gap)
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: timeZone === 'utc' ? 'UTC' : undefined,
  })
  return (
    <figure className={classes['figure']}>
      <figcaption>
        <Text fw={600} size="sm" component="span">
          {props.title}
        </Text>
        <span className={classes['legend']}>
          {series.map(({ name, tone }) => (
            <span key={name}>
              <span className={classes['swatch']} data-tone={tone} aria-hidden />
              {name}
            </span>
          ))}
          <span>↑ {highest}</span>
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={classes['bars']}
        aria-hidden
      >
        {series.map(({ name, tone, values }, nth) =>
          values.map((value, index) => {
            const barHeight = (value / highest) * (height - 4)
            return value === 0 ? null : (
              <rect
                key={`${name}-${at[index]}`}
                data-tone={tone}
                x={index * step + nth * (barWidth + gap)}
                y={height - barHeight}
                width={barWidth}
                height={barHeight}
                rx={1}
              >
                <title>{`${name}: ${value}`}</title>
              </rect>
            )
          }),
        )}
      </svg>
      <div className={classes['axis']} aria-hidden dir="ltr">
        <span>{at[0] === undefined ? '' : clock.format(new Date(at[0]))}</span>
        <span>{at.at(-1) === undefined ? '' : clock.format(new Date(at.at(-1) ?? ''))}</span>
      </div>
      <table className="visually-hidden">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.minute}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {at.map((instant, index) =>
            series.every(({ values }) => values[index] === 0) ? null : (
              <tr key={instant}>
                <th scope="row">{clock.format(new Date(instant))}</th>
                {series.map(({ name, values }) => (
                  <td key={name}>{values[index]}</td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </figure>
  )
}
