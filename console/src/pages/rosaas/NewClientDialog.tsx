import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { Facts } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { productTexts } from './texts.ts'

type Scope = Schemas['Client']['scopes'][number]
const scopes = ['manage', 'read', 'ingest'] as const satisfies readonly Scope[]

export function NewClientDialog(props: {
  readonly tenantId: string
  readonly onClose: () => void
}) {
  const t = useTexts(productTexts)
  const { tenantId } = props
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly Scope[]>(scopes)
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/clients', {
          params: { path: { tenantId } },
          body: { name: name.trim(), scopes: [...chosen] },
        }),
      ),
    // It holds a secret.
    gcTime: 0,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog opened size="lg" onClose={props.onClose} title={t('newClient')}>
      {make.data === undefined ? (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t('clientName')}
              value={name}
              maxLength={200}
              required
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Checkbox.Group
              label={t('clientMay')}
              value={[...chosen]}
              onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
            >
              <Stack gap="xs" mt="xs">
                {scopes.map((scope) => (
                  <Checkbox key={scope} value={scope} label={t(`scope-${scope}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
            {make.error !== null && <FormFault>{make.error.message}</FormFault>}
            <Group justify="flex-end">
              <Button variant="default" onClick={props.onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={make.isPending} disabled={chosen.length === 0}>
                {t('newClient')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          <Facts
            rows={[
              [t('clientName'), make.data.name],
              [
                t('clientId'),
                <span key="id">
                  <span className="mono">{make.data.client_id}</span>{' '}
                  <CopyButton text={make.data.client_id} />
                </span>,
              ],
            ]}
          />
          <SecretOnce label={t('clientSecret')} secret={make.data.client_secret} />
          <Group justify="flex-end">
            <Button onClick={props.onClose}>{t('done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
