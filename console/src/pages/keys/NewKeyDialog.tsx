/** Makes a key, and shows its secret the one time that it can be shown. */
import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../api/account.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { makeKey } from './key-calls.ts'
import { keysTexts } from './texts.ts'

const scopes = ['manage', 'read', 'ingest'] as const
type Scope = (typeof scopes)[number]

export function NewKeyDialog(props: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly account: Account
}) {
  const t = useTexts(keysTexts)
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title={t('make')}>
      <Form account={props.account} onClose={props.onClose} />
    </Dialog>
  )
}

/** Opened anew with the dialog, so that a secret does not outlive it. */
function Form({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const t = useTexts(keysTexts)
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [application, setApplication] = useState('')
  const [chosen, setChosen] = useState<readonly Scope[]>(['ingest'])
  const make = useMutation({
    mutationFn: () =>
      makeKey(account, {
        name: name.trim(),
        scopes: [...chosen],
        ...(application.trim() === '' ? {} : { application: application.trim() }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...account.key, 'keys'] }),
  })
  if (make.isSuccess) {
    return (
      <Stack>
        <SecretOnce label={t('newKey')} secret={make.data.key} />
        <Button onClick={onClose}>{t('done')}</Button>
      </Stack>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          value={name}
          maxLength={200}
          required
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Checkbox.Group
          label={t('scopes')}
          value={[...chosen]}
          onChange={(value) => setChosen(scopes.filter((scope) => value.includes(scope)))}
        >
          <Stack gap="xs" mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(scope)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          label={t('application')}
          description={t('applicationHint')}
          value={application}
          maxLength={128}
          onChange={({ currentTarget }) => setApplication(currentTarget.value)}
        />
        {make.error !== null && <FormFault>{make.error.message}</FormFault>}
        <Button type="submit" loading={make.isPending} disabled={chosen.length === 0}>
          {t('make')}
        </Button>
      </Stack>
    </form>
  )
}
