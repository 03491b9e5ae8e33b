import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { FormFault } from '../../ui/FormFault.tsx'
import { accountsTexts } from './texts.ts'

export type Setup = Schemas['AccountSetup']

const roles = ['operator', 'tenant', 'partner'] as const
type Role = (typeof roles)[number]

export function NewAccountForm({ onMade }: { readonly onMade: (setup: Setup) => void }) {
  const t = useTexts(accountsTexts)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('tenant')
  const [id, setId] = useState('')
  const [scope, setScope] = useState<'manage' | 'read'>('manage')
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/accounts', {
          body: {
            email: email.trim(),
            name: name.trim(),
            role,
            ...(role === 'operator' ? {} : { [role]: id.trim(), scopes: [scope] }),
          },
        }),
      ),
    onSuccess: onMade,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <Stack>
        <TextInput
          type="email"
          label={t('email')}
          required
          data-autofocus
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <TextInput
          label={t('name')}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Choice label={t('role')} value={role} options={roles} onChange={setRole} text={t} />
        {role !== 'operator' && (
          <>
            <TextInput
              label={t(role === 'tenant' ? 'tenantId' : 'partnerId')}
              required
              value={id}
              onChange={({ currentTarget }) => setId(currentTarget.value)}
            />
            <Choice
              label={t('scopes')}
              value={scope}
              options={['manage', 'read'] as const}
              onChange={setScope}
              text={t}
            />
          </>
        )}
        {make.error !== null && <FormFault>{make.error.message}</FormFault>}
        <Button type="submit" loading={make.isPending}>
          {t('make')}
        </Button>
      </Stack>
    </form>
  )
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: readonly Value[]
  readonly onChange: (value: Value) => void
  readonly text: (value: Value) => string
}) {
  return (
    <Radio.Group label={props.label} value={props.value} onChange={props.onChange}>
      <Stack gap="xs" mt="xs">
        {props.options.map((value) => (
          <Radio key={value} value={value} label={props.text(value)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
