/** Where a one-time link leads: a name, a password, and the account is ready. */
import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTexts } from '../../text/texts.ts'
import { Door } from './Door.tsx'
import { formText } from './form-text.ts'
import { Fault } from './SignInPage.tsx'
import { tokenOfHash } from './token-of-hash.ts'
import { signInTexts } from './texts.ts'
import { useSignIn } from './use-sign-in.ts'

export function SetupPage() {
  const t = useTexts(signInTexts)
  const [link] = useState(tokenOfHash)
  const signIn = useSignIn()
  if (link === null) {
    return (
      <Door title={t('setupTitle')}>
        <Alert variant="outline" color="yellow">
          {t('linkMissing')}
        </Alert>
      </Door>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = (name: string) => formText(form, name).trim()
    const named = text('name') === '' ? {} : { name: text('name') }
    const addressed = link.isFirst ? { email: text('email') } : {}
    const password = formText(form, 'password')
    signIn.mutate({ setup_token: link.token, password, ...named, ...addressed })
  }
  return (
    <Door title={t('setupTitle')}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t(link.isFirst ? 'firstLead' : 'setupLead')}
          </Text>
          {link.isFirst && (
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              autoComplete="username"
              required
            />
          )}
          <TextInput name="name" label={t('name')} autoComplete="name" required={link.isFirst} />
          <PasswordInput
            name="password"
            label={t('newPassword')}
            description={t('passwordHint')}
            autoComplete="new-password"
            minLength={12}
            required
          />
          <Fault error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('setupSubmit')}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
