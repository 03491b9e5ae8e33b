/** What stands where there is nothing to show yet, nothing at all, or something went wrong. */
import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

export function Loading() {
  const t = useTexts(uiTexts)
  return (
    <Center p="xl" role="status">
      <Loader size="sm" aria-hidden />
      <Text ms="sm" c="dimmed">
        {t('loading')}
      </Text>
    </Center>
  )
}

/** Nothing is there: says what would be, and what to do to have some. */
export function Empty(props: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Center className="card" p="xl">
      <Stack align="center" gap="xs" maw={480} ta="center">
        <Title order={2} size="h4">
          {props.title}
        </Title>
        {props.children !== undefined && (
          <Text c="dimmed" component="div">
            {props.children}
          </Text>
        )}
      </Stack>
    </Center>
  )
}

/** An error in the words of whoever had it, with a way on. */
export function Failed(props: { readonly error: Error; readonly onRetry?: () => void }) {
  const t = useTexts(uiTexts)
  const isUnreachable = 'code' in props.error && props.error.code === 'unreachable'
  return (
    <Alert color="red" variant="outline" title={t('failed')} role="alert">
      <Text size="sm">{isUnreachable ? t('noAnswer') : props.error.message}</Text>
      {props.onRetry !== undefined && (
        <Button mt="sm" size="xs" variant="default" onClick={props.onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </Alert>
  )
}
