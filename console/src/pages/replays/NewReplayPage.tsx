/** Chooses what is sent again. It is counted and shown first; only then can it be started. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { Page, Section } from '../../ui/Page.tsx'
import { Failed } from '../../ui/states.tsx'
import { durationText } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { bodyOf, draftFrom, isEmpty, type ReplayDraft, timeFaults } from './replay-draft.ts'
import { ReplayFields } from './ReplayFields.tsx'
import { replayTexts } from './texts.ts'

export function NewReplayPage() {
  const tenantId = useNamed('tenantId')
  const t = useTexts(replayTexts)
  const router = useRouter()
  const queryClient = useQueryClient()
  const [search] = useSearch()
  const [draft, setDraft] = useState<ReplayDraft>(() => draftFrom(search))
  const [isChecked, setChecked] = useState(false)
  const previewing = useMutation({
    mutationFn: async (body: ReturnType<typeof bodyOf>) =>
      (await post(tenantId, { ...body, dry_run: true })) as Schemas['ReplayEstimate'],
  })
  const starting = useMutation({
    // What was previewed is what is started: `2h` ago is not read again.
    mutationFn: async () => (await post(tenantId, previewing.variables!)) as Schemas['Replay'],
    onError: toastError,
    onSuccess: ({ id }) => {
      toast('good', t('started'))
      void queryClient.invalidateQueries({ queryKey: ['tenant', tenantId, 'replays'] })
      void router.navigate({ to: paths.tenant(tenantId).replay(id), search: {} })
    },
  })
  const change = (next: Partial<ReplayDraft>): void => {
    setDraft({ ...draft, ...next })
    setChecked(false)
    previewing.reset()
  }
  const faults = timeFaults(draft)
  const isWrong = isEmpty(draft) || faults.since || faults.until
  return (
    <Page title={t('newReplay')} lead={t('newLead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (!isWrong) previewing.mutate(bodyOf(draft))
        }}
      >
        <Stack>
          <section className="card" aria-label={t('filter')}>
            <ReplayFields draft={draft} onChange={change} faults={isChecked ? faults : null} />
            {isChecked && isEmpty(draft) && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="sm">
                {t('chooseSome')}
              </Text>
            )}
            <Group mt="md">
              <Button
                type="submit"
                variant={previewing.data === undefined ? 'filled' : 'default'}
                loading={previewing.isPending}
              >
                {t('preview')}
              </Button>
            </Group>
          </section>
          {previewing.error !== null && <Failed error={previewing.error} />}
          {previewing.data !== undefined && (
            <Preview
              tenantId={tenantId}
              estimate={previewing.data}
              rate={draft.rate}
              isBusy={starting.isPending}
              onStart={() => starting.mutate()}
            />
          )}
        </Stack>
      </form>
    </Page>
  )
}

function Preview(props: {
  readonly tenantId: string
  readonly estimate: Schemas['ReplayEstimate']
  readonly rate: number
  readonly isBusy: boolean
  readonly onStart: () => void
}) {
  const { count, is_at_least: isAtLeast, sample } = props.estimate
  const t = useTexts(replayTexts)
  const language = useLanguage()
  const { delivery } = paths.tenant(props.tenantId)
  return (
    <Section title={t('previewTitle')}>
      <Text role="status" fw={650}>
        {count === 0
          ? t('wouldSendNone')
          : t(isAtLeast ? 'wouldSendAtLeast' : 'wouldSend', { count })}
      </Text>
      {count > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {t('wouldTake', { time: durationText((count / props.rate) * 1_000, language) })}
          </Text>
          <Text size="sm" mt="sm">
            {t('sample')}
          </Text>
          <ul style={{ marginBlock: 4 }}>
            {sample.map((id) => (
              <li key={id}>
                <Link to={delivery(id)} className="mono">
                  {id}
                </Link>
              </li>
            ))}
          </ul>
          <Button mt="sm" loading={props.isBusy} onClick={props.onStart}>
            {t('start', { count })}
          </Button>
        </>
      )}
    </Section>
  )
}

function post(tenantId: string, body: ReturnType<typeof bodyOf> & { readonly dry_run?: boolean }) {
  return call(
    client.POST('/v1/tenants/{tenantId}/replays', { params: { path: { tenantId } }, body }),
  )
}
