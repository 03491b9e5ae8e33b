import { Alert, Button, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { FormFault } from '../../ui/FormFault.tsx'
import { Door } from './Door.tsx'
import { formText } from './form-text.ts'
import { signInTexts } from './texts.ts'
import { useSignIn } from './use-sign-in.ts'

export function SignInPage() {
  const t = useTexts(signInTexts)
  const [search] = useSearch()
  const [way, setWay] = useState('account')
  const signIn = useSignIn(search['next'])
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = (name: string) => formText(form, name).trim()
    signIn.mutate(
      way === 'key'
        ? { key: text('key') }
        : { email: text('email'), password: formText(form, 'password') },
    )
  }
  return (
    <Door title={t('title')}>
      <form onSubmit={submit}>
        <Stack>
          {search['ended'] !== undefined && (
            <Alert variant="outline" color="yellow" role="status">
              {t('ended')}
            </Alert>
          )}
          <SegmentedControl
            aria-label={t('title')}
            value={way}
            onChange={setWay}
            data={[
              { value: 'account', label: t('byAccount') },
              { value: 'key', label: t('byKey') },
            ]}
          />
          {way === 'key' ? (
            <PasswordInput name="key" label={t('key')} description={t('keyHint')} required />
          ) : (
            <>
              <TextInput
                name="email"
                type="email"
                label={t('email')}
                autoComplete="username"
                required
              />
              <PasswordInput
                name="password"
                label={t('password')}
                autoComplete="current-password"
                required
              />
            </>
          )}
          <Fault error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}

export function Fault({ error }: { readonly error: Error | null }) {
  if (error === null) return null
  return <FormFault>{error.message}</FormFault>
}
