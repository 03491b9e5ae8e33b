/** A few numbers that say how things are, side by side. */
import type { ReactNode } from 'react'
import classes from './chart.module.css'

export function Tiles(props: {
  readonly tiles: readonly (readonly [name: string, value: ReactNode])[]
}) {
  return (
    <dl className={classes['tiles']}>
      {props.tiles.map(([name, value]) => (
        <div key={name} className={`card ${classes['tile']}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
