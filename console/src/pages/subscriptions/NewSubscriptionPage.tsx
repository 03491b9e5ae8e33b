import { Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SecretOnce } from '../../ui/SecretOnce.tsx'
import { formTexts } from './form-texts.ts'
import { newBodyOf, type SubscriptionValues } from './form-values.ts'
import { readAgain, titleOf } from './subscription-calls.ts'
import { SendTest } from './SendTest.tsx'
import { SubscriptionForm } from './SubscriptionForm.tsx'

type Saved = Schemas['SubscriptionWithSecret']

export function NewSubscriptionPage() {
  const t = useTexts(formTexts)
  const tenantId = useNamed('tenantId')
  const router = useRouter()
  const queries = useQueryClient()
  // In this page alone: when it is left, the secret is gone.
  const [saved, setSaved] = useState<Saved | null>(null)
  if (saved !== null) return <SavedPage tenantId={tenantId} saved={saved} />
  const save = async (values: SubscriptionValues): Promise<void> => {
    const params = { path: { tenantId } }
    const body = newBodyOf(values)
    setSaved(await call(client.POST('/v1/tenants/{tenantId}/subscriptions', { params, body })))
    readAgain(queries, tenantId)
  }
  return (
    <Page title={t('newTitle')} lead={t('newLead')}>
      <SubscriptionForm
        tenantId={tenantId}
        before={null}
        save={save}
        onCancel={() => void router.navigate({ to: paths.tenant(tenantId).subscriptions })}
      />
    </Page>
  )
}

function SavedPage({ tenantId, saved }: { readonly tenantId: string; readonly saved: Saved }) {
  const t = useTexts(formTexts)
  return (
    <Page title={t('savedTitle', { name: titleOf(saved) })}>
      <Stack>
        {saved.secret !== null && saved.secret !== undefined && (
          <SecretOnce label={t('secretLabel')} secret={saved.secret} />
        )}
        {saved.public_keys.map((key) => (
          <Section key={key} title={t('publicKeyLabel')}>
            <Group gap="xs" wrap="nowrap">
              <Text component="code" className="mono">
                {key}
              </Text>
              <CopyButton text={key} />
            </Group>
          </Section>
        ))}
        <SendTest tenantId={tenantId} subscriptionId={saved.id} />
        <div>
          <Button
            variant="default"
            component={Link}
            to={paths.tenant(tenantId).subscription(saved.id)}
          >
            {t('open')}
          </Button>
        </div>
      </Stack>
    </Page>
  )
}
