/** The keys that sign tenant status messages, an issuer for each environment. */
import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { settingsTexts } from './texts.ts'

const environments = ['sod', 'stage', 'production'] as const
type Environment = (typeof environments)[number]
type IssuerKey = Schemas['Issuer']['keys'][number]

export function Issuers() {
  const t = useTexts(settingsTexts)
  return (
    <Section title={t('issuers')}>
      <Text c="dimmed" size="sm" mb="md">
        {t('issuersLead')}
      </Text>
      <Stack>
        {environments.map((environment) => (
          <IssuerOf key={environment} environment={environment} />
        ))}
      </Stack>
    </Section>
  )
}

function IssuerOf({ environment }: { readonly environment: Environment }) {
  const t = useTexts(settingsTexts)
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const [isAtOnce, setAtOnce] = useState(false)
  const queryKey = ['issuers', environment]
  const issuer = useQuery({
    queryKey,
    queryFn: () =>
      call(client.GET('/v1/issuers/{environment}', { params: { path: { environment } } })),
  })
  const rotate = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/issuers/{environment}/rotate', {
          params: { path: { environment } },
          body: { at_once: isAtOnce },
        }),
      ),
    onError: toastError,
    onSuccess: () => {
      toast('good', t('rotated'))
      void queries.invalidateQueries({ queryKey })
    },
    onSettled: () => setAsked(false),
  })
  if (issuer.isPending) return <Loading />
  if (issuer.error !== null) return <Failed error={issuer.error} />
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={3} size="h5">
            {environment}
          </Title>
          <code className="mono">{issuer.data.issuer}</code>
        </div>
        <Button size="xs" variant="default" onClick={() => setAsked(true)}>
          {t('rotate')}: {environment}
        </Button>
      </Group>
      <Keys keys={issuer.data.keys} environment={environment} />
      <ConfirmDialog
        isOpen={isAsked}
        title={t('rotateTitle', { environment })}
        action={t('rotate')}
        isBusy={rotate.isPending}
        onConfirm={() => rotate.mutate()}
        onCancel={() => setAsked(false)}
      >
        <Stack>
          <Text>{t('rotateText')}</Text>
          <Checkbox
            label={t('atOnce')}
            checked={isAtOnce}
            onChange={({ currentTarget }) => setAtOnce(currentTarget.checked)}
          />
        </Stack>
      </ConfirmDialog>
    </div>
  )
}

function Keys(props: { readonly keys: readonly IssuerKey[]; readonly environment: string }) {
  const t = useTexts(settingsTexts)
  return (
    <DataTable
      label={`${t('issuers')}: ${props.environment}`}
      rows={props.keys}
      rowKey={(key) => key.key_id}
      columns={[
        {
          key: 'id',
          title: t('key'),
          cell: (key) => <code className="mono">{key.key_id}</code>,
        },
        {
          key: 'state',
          title: t('state'),
          cell: (key) =>
            key.is_signing ? (
              <StatusBadge tone="good">{t('signing')}</StatusBadge>
            ) : (
              <>
                {t('next')} <Time at={key.signs_from} />
              </>
            ),
        },
        {
          key: 'until',
          title: t('published'),
          cell: ({ published_until: at }) => (at === null ? t('noEnd') : <Time at={at} />),
        },
      ]}
    />
  )
}
