import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { faultAt, faultsOf } from '../../api/problem.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { environmentNames, environments, type Tenant } from './state-words.ts'
import { tenantTexts } from './texts.ts'

export function NewTenantDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(tenantTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [environment, setEnvironment] = useState<Tenant['environment']>('production')
  const make = useMutation({
    mutationFn: () =>
      call(client.POST('/v1/tenants', { body: { id: id.trim(), name: name.trim(), environment } })),
    onSuccess: async (tenant) => {
      await queries.invalidateQueries({ queryKey: ['installation', 'tenants'] })
      await router.navigate({ to: paths.tenant(tenant.id).overview })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog opened onClose={onClose} title={t('makeTenant')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('id')}
            description={t('idHint')}
            value={id}
            maxLength={64}
            required
            data-autofocus
            error={faultAt(make.error, '/id')}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput
            label={t('name')}
            value={name}
            maxLength={200}
            required
            error={faultAt(make.error, '/name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('environment')}
            description={t('environmentHint')}
            value={environment}
            onChange={(value) => value !== null && setEnvironment(value)}
            data={environments.map((value) => ({ value, label: environmentNames[value] }))}
            allowDeselect={false}
          />
          {make.error !== null && faultsOf(make.error).length === 0 && (
            <FormFault>{make.error.message}</FormFault>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('makeTenant')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
