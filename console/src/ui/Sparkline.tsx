/** Counts over time as small bars: what went well below, what failed above it, said in words too. */
export interface SparkBar {
  readonly count: number
  readonly failed: number
}

const barWidth = 4
const gap = 1
const height = 22
/** So that a single one is seen beside a thousand. */
const leastHeight = 2

export function Sparkline(props: {
  readonly bars: readonly SparkBar[]
  /** What a reader of the screen hears in its place. */
  readonly label: string
}) {
  const { bars } = props
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const width = bars.length * (barWidth + gap)
  const heightOf = (count: number): number =>
    count === 0 ? 0 : Math.max(leastHeight, (count / most) * height)
  return (
    <svg
      role="img"
      aria-label={props.label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="sparkline"
    >
      <title>{props.label}</title>
      {bars.map(({ count, failed }, index) => {
        const whole = heightOf(count)
        const bad = Math.min(whole, heightOf(failed))
        const x = index * (barWidth + gap)
        return (
          // A bar is its place in time: nothing else tells one from another.
          <g key={index}>
            <rect x={x} y={height - 1} width={barWidth} height={1} fill="var(--posthorn-line)" />
            <rect
              x={x}
              y={height - whole}
              width={barWidth}
              height={whole - bad}
              fill="var(--posthorn-good)"
            />
            <rect x={x} y={height - bad} width={barWidth} height={bad} fill="var(--posthorn-bad)" />
          </g>
        )
      })}
    </svg>
  )
}
