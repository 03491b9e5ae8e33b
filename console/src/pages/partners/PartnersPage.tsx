/** The partners of the installation: accounts beside tenants, which own apps. */
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { faultAt, faultsOf } from '../../api/problem.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { partnerTexts } from './texts.ts'

export function PartnersPage() {
  const t = useTexts(partnerTexts)
  const [isMaking, setMaking] = useState(false)
  const list = useList(['installation', 'partners'], (cursor) =>
    call(client.GET('/v1/partners', { params: { query: cursor === undefined ? {} : { cursor } } })),
  )
  return (
    <Page
      title={t('partners')}
      lead={t('partnersLead')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
          {t('makePartner')}
        </Button>
      }
    >
      <List
        label={t('partners')}
        list={list}
        rowKey={({ id }) => id}
        empty={<Empty title={t('noPartners')}>{t('noPartnersText')}</Empty>}
        columns={[
          {
            key: 'id',
            title: t('id'),
            cell: ({ id }) => <Link to={paths.partner(id).apps}>{id}</Link>,
          },
          { key: 'name', title: t('name'), cell: ({ name }) => name },
          {
            key: 'contact',
            title: t('contact'),
            cell: (row) => row.technical_contact ?? '–',
          },
          { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
        ]}
      />
      {isMaking && <NewPartner onClose={() => setMaking(false)} />}
    </Page>
  )
}

function NewPartner({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(partnerTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/partners', {
          body: {
            id: id.trim(),
            name: name.trim(),
            ...(contact.trim() === '' ? {} : { technical_contact: contact.trim() }),
          },
        }),
      ),
    onSuccess: async (partner) => {
      await queries.invalidateQueries({ queryKey: ['installation', 'partners'] })
      await router.navigate({ to: paths.partner(partner.id).apps })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog opened onClose={onClose} title={t('makePartner')}>
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
          <TextInput
            label={t('contact')}
            description={t('contactHint')}
            type="email"
            value={contact}
            maxLength={254}
            error={faultAt(make.error, '/technical_contact')}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
          {make.error !== null && faultsOf(make.error).length === 0 && (
            <FormFault>{make.error.message}</FormFault>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('makePartner')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
