/** Who is signed in, and what this browser prefers: language, colours, times. */
import { Button, Menu, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call, client, keepTokenOf } from '../api/client.ts'
import type { Session } from '../api/session.ts'
import { paths } from '../paths.ts'
import { queryClient } from '../query-client.ts'
import { setPreferences, usePreferences } from '../text/preferences.ts'
import { languages, useTexts } from '../text/texts.ts'
import { Icon } from '../ui/Icon.tsx'
import { toastError } from '../ui/Toasts.tsx'
import { shellTexts } from './texts.ts'

export function PreferencesMenu(props: {
  readonly session: Session
  readonly onKeySheet: () => void
}) {
  const t = useTexts(shellTexts)
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<Icon name="down" size={14} />}
          aria-label={t('account', { name: props.session.name })}
        >
          {props.session.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap="xs" p="xs">
          <Choices />
        </Stack>
        <Menu.Divider />
        <Menu.Item onClick={props.onKeySheet}>{t('keySheet')}</Menu.Item>
        <Menu.Item onClick={() => signOut.mutate()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Also on the pages before the sign-in. */
export function Choices() {
  const t = useTexts(shellTexts)
  const { language, timeZone } = usePreferences()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Choice
        label={t('language')}
        value={language}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(value) => setPreferences({ language: value })}
      />
      <Choice
        label={t('colours')}
        value={colorScheme}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={setColorScheme}
      />
      <Choice
        label={t('timeZone')}
        value={timeZone}
        data={(['local', 'utc'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(value) => setPreferences({ timeZone: value })}
      />
    </>
  )
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly data: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}) {
  return (
    <div>
      <Text size="xs" c="dimmed" mb={2}>
        {props.label}
      </Text>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={props.label}
        value={props.value}
        data={[...props.data]}
        onChange={(value) => props.onChange(value)}
      />
    </div>
  )
}

function useSignOut() {
  const router = useRouter()
  return useMutation({
    mutationFn: async () => {
      await call(client.DELETE('/v1/session'))
    },
    onError: toastError,
    onSuccess: async () => {
      keepTokenOf(null)
      // Nothing of the session's is left for who signs in next.
      queryClient.clear()
      await router.navigate({ to: paths.signIn, search: {} })
    },
  })
}
