/**
 * A field in which a list is filtered by words such as `state:exhausted`. It takes effect with
 * Enter; what could not be understood is said below it. The key `/` leads here.
 */
import { ActionIcon, Text, TextInput } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTexts } from '../text/texts.ts'
import { Icon } from './Icon.tsx'
import { uiTexts } from './texts.ts'

export function QueryBar(props: {
  readonly label: string
  readonly placeholder: string
  /** The filters that hold, as text. */
  readonly text: string
  readonly faults: readonly string[]
  readonly hint: ReactNode
  readonly onSubmit: (text: string) => void
}) {
  const t = useTexts(uiTexts)
  const { text } = props
  const [typed, setTyped] = useState(text)
  const [shownText, setShownText] = useState(text)
  const hintId = useId()
  // The filters were changed elsewhere, such as by a facet.
  if (shownText !== text) {
    setShownText(text)
    setTyped(text)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    props.onSubmit(typed)
  }
  return (
    <form role="search" onSubmit={submit}>
      <TextInput
        data-search
        aria-label={props.label}
        aria-describedby={hintId}
        placeholder={props.placeholder}
        value={typed}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        maxLength={2_000}
        classNames={{ input: 'mono' }}
        leftSection={<Icon name="search" size={16} />}
        rightSection={
          typed === '' ? null : (
            <ActionIcon
              variant="subtle"
              aria-label={t('clear')}
              onClick={() => {
                setTyped('')
                props.onSubmit('')
              }}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          )
        }
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        error={props.faults.length > 0}
      />
      <Text id={hintId} size="xs" c="dimmed" mt={4} component="div">
        {props.faults.length === 0
          ? props.hint
          : props.faults.map((fault) => (
              <Text key={fault} size="sm" c="var(--mantine-color-error)" role="alert">
                {fault}
              </Text>
            ))}
      </Text>
    </form>
  )
}
