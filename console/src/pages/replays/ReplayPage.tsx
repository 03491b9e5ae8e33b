/** One replay on its way: how far it is, how long it takes, and what became of what it sent. */
import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useLanguage, useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Facts, Page, Section } from '../../ui/Page.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { durationText, Time } from '../../ui/Time.tsx'
import { toastError } from '../../ui/Toasts.tsx'
import { FilterWords } from './FilterWords.tsx'
import { ReplayOutcomes } from './ReplayOutcomes.tsx'
import { ReplayProgress } from './ReplayProgress.tsx'
import { ReplayState } from './ReplayState.tsx'
import { replayTexts } from './texts.ts'

const askEveryMs = 1_000

type Replay = Schemas['Replay']

export function ReplayPage() {
  const tenantId = useNamed('tenantId')
  const id = useNamed('replayId')
  const t = useTexts(replayTexts)
  const { data, error, refetch } = useQuery({
    queryKey: ['tenant', tenantId, 'replay', id],
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? askEveryMs : false),
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/replays/{replayId}', {
          params: { path: { tenantId, replayId: id } },
        }),
      ),
  })
  return (
    <Page
      title={t('replay')}
      aside={data !== undefined && <ReplayState replay={data} />}
      lead={<span className="mono">{id}</span>}
      actions={data !== undefined && <Actions tenantId={tenantId} replay={data} />}
    >
      {error !== null && data === undefined && (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <Stack>
          <Section title={t('progress')}>
            <ReplayProgress replay={data} />
            <Standing replay={data} />
          </Section>
          <section className="card" aria-label={t('filter')}>
            <Facts
              rows={[
                [t('filter'), <FilterWords key="filter" filter={data.filter} />],
                [t('rate'), t('ratePerSecond', { count: data.rate_per_second })],
                [t('createdAt'), <Time key="made" at={data.created_at} show="full" />],
                data.ended_at === null
                  ? null
                  : [t('endedAt'), <Time key="ended" at={data.ended_at} show="full" />],
              ]}
            />
          </section>
          <Section
            title={t('outcomes')}
            actions={
              <Link to={paths.tenant(tenantId).deliveries} search={searchOf(data)}>
                {t('showDeliveries')}
              </Link>
            }
          >
            <ReplayOutcomes tenantId={tenantId} replay={data} />
          </Section>
        </Stack>
      )}
    </Page>
  )
}

function Standing({ replay }: { readonly replay: Replay }) {
  const t = useTexts(replayTexts)
  const language = useLanguage()
  const { state, total_count: total, seconds_left: seconds } = replay
  if (state === 'done' || state === 'cancelled') return null
  const words =
    state === 'paused'
      ? t('isPaused')
      : total === null
        ? t('isCounting')
        : t('left', { time: durationText((seconds ?? 0) * 1_000, language) })
  return (
    <Text size="sm" mt={6} role="status">
      {words}
    </Text>
  )
}

function searchOf({ filter }: Replay) {
  const [type] = filter.event_types ?? []
  return {
    run: 'replay',
    subscription: filter.subscription ?? undefined,
    type: filter.event_types?.length === 1 ? type : undefined,
    since: filter.since ?? undefined,
    until: filter.until ?? undefined,
  }
}

function Actions({ tenantId, replay }: { readonly tenantId: string; readonly replay: Replay }) {
  const t = useTexts(replayTexts)
  const session = useSession()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const changing = useMutation({
    mutationFn: (verb: 'pause' | 'resume' | 'cancel') =>
      call(
        client.POST(`/v1/tenants/{tenantId}/replays/{replayId}/${verb}`, {
          params: { path: { tenantId, replayId: replay.id } },
        }),
      ),
    onError: toastError,
    onSettled: () => {
      setAsking(false)
      void queryClient.invalidateQueries({ queryKey: ['tenant', tenantId, 'replay', replay.id] })
      void queryClient.invalidateQueries({ queryKey: ['tenant', tenantId, 'replays'] })
    },
  })
  const isOpen = replay.state === 'running' || replay.state === 'paused'
  if (!mayManage(session) || !isOpen) return null
  const verb = replay.state === 'running' ? 'pause' : 'resume'
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={changing.isPending}
        onClick={() => changing.mutate(verb)}
      >
        {t(verb)}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('cancelTitle', { id: replay.id })}
        action={t('cancel')}
        cancel={t('keep')}
        isDangerous
        isBusy={changing.isPending}
        onConfirm={() => changing.mutate('cancel')}
        onCancel={() => setAsking(false)}
      >
        {t('cancelText')}
      </ConfirmDialog>
    </>
  )
}
