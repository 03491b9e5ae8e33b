/** What every page is: one heading, what can be done at its side, and what it is about below. */
import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

export function Page(props: {
  readonly title: string
  /** A sentence below the title. */
  readonly lead?: ReactNode
  /** Beside the title, such as a badge. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { title } = props
  useEffect(() => {
    document.title = `${title} · Posthorn`
  }, [title])
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box>
          <Group gap="sm">
            <Title order={1} size="h2">
              {title}
            </Title>
            {props.aside}
          </Group>
          {props.lead !== undefined && (
            <Text c="dimmed" size="sm" mt={4} maw={720} component="div">
              {props.lead}
            </Text>
          )}
        </Box>
        {props.actions !== undefined && <Group gap="xs">{props.actions}</Group>}
      </Group>
      {props.children}
    </Stack>
  )
}

/** A part of a page with a heading of its own. */
export function Section(props: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="card" aria-label={props.title}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {props.title}
        </Title>
        {props.actions}
      </Group>
      {props.children}
    </section>
  )
}

/** Names and values, as a list that reads well aloud. */
export function Facts(props: {
  readonly rows: readonly (readonly [name: string, value: ReactNode] | null)[]
}) {
  return (
    <dl className="facts">
      {props.rows.map((row) =>
        row === null ? null : (
          <div key={row[0]} style={{ display: 'contents' }}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
