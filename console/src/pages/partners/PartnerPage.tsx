/** One partner: its apps, and who is told of trouble with them. */
import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import { List } from '../../ui/List.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { type App, environmentNames, environments } from '../apps/app-data.ts'
import { Standing } from '../apps/Standing.tsx'
import { NewAppDialog } from './NewAppDialog.tsx'
import { partnerTexts } from './texts.ts'

type Partner = Schemas['Partner']

export function PartnerPage() {
  const t = useTexts(partnerTexts)
  const partnerId = useNamed('partnerId')
  const may = mayManage(useSession())
  const [isMaking, setMaking] = useState(false)
  const partner = useQuery({
    queryKey: ['partner', partnerId, 'partner'],
    queryFn: () =>
      call(client.GET('/v1/partners/{partnerId}', { params: { path: { partnerId } } })),
  })
  const apps = useList<App>(['partner', partnerId, 'apps'], () =>
    call(client.GET('/v1/partners/{partnerId}/apps', { params: { path: { partnerId } } })),
  )
  if (partner.isPending) return <Loading />
  if (partner.isError) {
    return <Failed error={partner.error} onRetry={() => void partner.refetch()} />
  }
  const make = may && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
      {t('makeApp')}
    </Button>
  )
  return (
    <Page
      title={partner.data.name}
      lead={
        <>
          <span className="mono">{partner.data.id}</span> · {t('made')}{' '}
          <Time at={partner.data.created_at} />
        </>
      }
      actions={make}
    >
      <Section title={t('apps')}>
        <List
          label={t('apps')}
          list={apps}
          rowKey={({ id }) => id}
          empty={<Empty title={t('noApps')}>{t('noAppsText')}</Empty>}
          columns={[
            {
              key: 'name',
              title: t('name'),
              cell: ({ id, name }) => <Link to={paths.app(id)}>{name}</Link>,
            },
            { key: 'kind', title: t('kind'), cell: ({ kind }) => t(`kind-${kind}`) },
            ...environments.map((environment) => ({
              key: environment,
              title: environmentNames[environment],
              cell: (app: App) => <Standing app={app} environment={environment} />,
            })),
            { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
          ]}
        />
      </Section>
      <Contact key={partner.data.technical_contact} partner={partner.data} may={may} />
      {isMaking && <NewAppDialog partnerId={partnerId} onClose={() => setMaking(false)} />}
    </Page>
  )
}

function Contact({ partner, may }: { readonly partner: Partner; readonly may: boolean }) {
  const t = useTexts(partnerTexts)
  const queries = useQueryClient()
  const [contact, setContact] = useState(partner.technical_contact ?? '')
  const save = useMutation({
    mutationFn: () =>
      call(
        client.PATCH('/v1/partners/{partnerId}', {
          params: { path: { partnerId: partner.id } },
          body: { technical_contact: contact.trim() === '' ? null : contact.trim() },
        }),
      ),
    onSuccess: () => {
      toast('good', t('contactSaved'))
      return queries.invalidateQueries({ queryKey: ['partner', partner.id] })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Section title={t('contact')}>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('contactLabel')}
            description={t('contactHint')}
            type="email"
            w={420}
            maw="100%"
            maxLength={254}
            value={contact}
            disabled={!may}
            error={save.error?.message}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
          {may && (
            <Button
              type="submit"
              variant="default"
              loading={save.isPending}
              disabled={contact.trim() === (partner.technical_contact ?? '')}
            >
              {t('save')}
            </Button>
          )}
        </Group>
      </form>
    </Section>
  )
}
