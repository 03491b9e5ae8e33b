/** What differs between two JSON values, path by path; what is the same in both is left out. */
import { Text } from '@mantine/core'
import { useTexts } from '../text/texts.ts'
import { differencesOf } from './json-differences.ts'
import { StatusBadge, type Tone } from './StatusBadge.tsx'
import { uiTexts } from './texts.ts'

const tones = { added: 'good', removed: 'bad', changed: 'warn' } as const satisfies Record<
  string,
  Tone
>

export function JsonDiff(props: {
  readonly label: string
  readonly before: unknown
  readonly after: unknown
  /** Headings of the two sides. */
  readonly names: readonly [before: string, after: string]
}) {
  const t = useTexts(uiTexts)
  const differences = differencesOf(props.before, props.after)
  if (differences.length === 0) return <Text size="sm">{t('noDifference')}</Text>
  const words = { added: t('added'), removed: t('removed'), changed: t('changed') }
  return (
    // It scrolls, so the keyboard must be able to reach it.
    <div className="table-scroll" tabIndex={0}>
      <table className="table" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('difference')}</th>
            <th scope="col">{props.names[0]}</th>
            <th scope="col">{props.names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, kind, before, after }) => (
            <tr key={path}>
              <th scope="row" className="mono">
                {path}
              </th>
              <td>
                <StatusBadge tone={tones[kind]}>{words[kind]}</StatusBadge>
              </td>
              <td className="mono">{before ?? ''}</td>
              <td className="mono">{after ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
