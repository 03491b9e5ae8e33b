/**
 * Text from strangers: event data, headers, replies. It is shown as text, whatever it looks like;
 * control characters get visible forms, and what is very long is cut until asked for.
 */
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../text/texts.ts'
import { CopyButton } from './CopyButton.tsx'
import { uiTexts } from './texts.ts'

const shownCharactersMax = 20_000
// Control characters are what it looks for; bidirectional ones could make a text look like another one.
const invisible = new RegExp(
  // oxlint-disable-next-line no-control-regex -- to find them is its work
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069]',
  'g',
)

export function CodeText(props: { readonly text: string; readonly label: string }) {
  const t = useTexts(uiTexts)
  const [isWhole, setWhole] = useState(false)
  const { text } = props
  const isCut = !isWhole && text.length > shownCharactersMax
  const shown = visibleText(isCut ? text.slice(0, shownCharactersMax) : text)
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <CopyButton text={text} />
      </Group>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <pre className="code-block" tabIndex={0} role="group" aria-label={props.label}>
        {shown}
      </pre>
      {isCut && (
        <Group mt={4} gap="xs">
          <Text size="xs" c="dimmed">
            {t('cut', { shown: shownCharactersMax, all: text.length })}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
            {t('loadMore')}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** A JSON value, indented. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'undefined'
}

/** Control characters as what they are called: U+202E becomes `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
