import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Section } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { Failed } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { detailTexts } from './detail-texts.ts'
import { formTexts } from './form-texts.ts'
import { readAgain, type Subscription, titleOf } from './subscription-calls.ts'

interface Part {
  readonly tenantId: string
  readonly one: Subscription
}

export function SecurityTab({ tenantId, one }: Part) {
  const t = useTexts(detailTexts)
  const form = useTexts(formTexts)
  if (one.dialect !== 'standard-webhooks' || one.signature === 'none') {
    return (
      <Section title={t('signature')}>
        <Text size="sm">{t('signatureNone')}</Text>
      </Section>
    )
  }
  return (
    <Stack>
      <Section title={t('signature')}>
        <Text size="sm">{form(one.signature)}</Text>
        {one.old_secrets.length > 0 && (
          <>
            <Text size="sm" fw={600} mt="sm">
              {t('oldSecrets')}
            </Text>
            <ul>
              {one.old_secrets.map(({ kind, ends_at: at }) => (
                <li key={`${kind} ${at}`}>
                  {t('oldSecret', { kind })} <Time at={at} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Rotation tenantId={tenantId} one={one} />
      {one.signature !== 'hmac' && <PublicKeys tenantId={tenantId} one={one} />}
    </Stack>
  )
}

const graces = ['0', '3600', '86400', '604800'] as const

function Rotation({ tenantId, one }: Part) {
  const t = useTexts(detailTexts)
  const session = useSession()
  const queries = useQueryClient()
  const [grace, setGrace] = useState<(typeof graces)[number]>('86400')
  const [isAsked, setAsked] = useState(false)
  // In this page alone: when it is left, the secret is gone.
  const [secret, setSecret] = useState<string | null>(null)
  const rotation = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/secret/rotate', {
          params: { path: { tenantId, subscriptionId: one.id } },
          body: { grace_seconds: Number(grace) },
        }),
      ),
    onSuccess: (answer) => {
      setSecret(answer.secret ?? null)
      setAsked(false)
      readAgain(queries, tenantId)
      // The cache of answers of mutations must not keep it either.
      rotation.reset()
    },
    onError: toastError,
  })
  if (!mayManage(session)) return null
  return (
    <Section title={t('rotate')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('rotateLead')}
        </Text>
        <Group align="flex-end">
          <NativeSelect
            label={t('grace')}
            value={grace}
            onChange={({ currentTarget }) =>
              setGrace(graces.find((each) => each === currentTarget.value) ?? '86400')
            }
            data={graces.map((value) => ({ value, label: t(`grace${value}`) }))}
          />
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('rotate')}
          </Button>
        </Group>
        <div aria-live="polite">
          {secret !== null && <SecretOnce label={t('newSecret')} secret={secret} />}
        </div>
      </Stack>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('rotateTitle', { name: titleOf(one) })}
        action={t('rotate')}
        isBusy={rotation.isPending}
        onConfirm={() => rotation.mutate()}
        onCancel={() => setAsked(false)}
      >
        {t('rotateLead')}
      </ConfirmDialog>
    </Section>
  )
}

function PublicKeys({ tenantId, one }: Part) {
  const t = useTexts(detailTexts)
  const params = { path: { tenantId, subscriptionId: one.id } }
  const { data, error, refetch } = useQuery({
    queryKey: [tenantId, 'subscriptions', one.id, 'public-keys'],
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/subscriptions/{subscriptionId}/public-keys', { params }),
      ),
  })
  return (
    <Section title={t('publicKeys')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('publicKeysLead')}
      </Text>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {(data?.data ?? []).map(({ public_key: key, ends_at: at }) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <code className="mono">{key}</code>
          <CopyButton text={key} />
          {at !== null && (
            <Text size="sm">
              {t('endsAt')} <Time at={at} />
            </Text>
          )}
        </Group>
      ))}
    </Section>
  )
}
