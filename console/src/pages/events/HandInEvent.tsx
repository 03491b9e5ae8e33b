/** Hands in an event by hand. Who would get it is asked first; only then can it be handed in. */
import { Autocomplete, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../api/account.ts'
import { call, client, type Schemas } from '../../api/client.ts'
import { faultAt } from '../../api/problem.ts'
import { useTexts } from '../../text/texts.ts'
import { jsonText } from '../../ui/CodeText.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { handIn, objectFault, tryEvent } from './hand-in.ts'
import { eventTexts } from './texts.ts'
import classes from './events.module.css'

interface Draft {
  readonly type: string
  readonly data: string
  readonly subject: string
  readonly orderKey: string
}

const empty: Draft = { type: '', data: '{}', subject: '', orderKey: '' }

export function HandInEvent(props: {
  readonly account: Account
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly start?: Pick<Draft, 'type' | 'data'>
}) {
  const t = useTexts(eventTexts)
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title={t('handIn')} size="lg">
      <Form {...props} />
    </Dialog>
  )
}

function Form(props: {
  readonly account: Account
  readonly onClose: () => void
  readonly start?: Pick<Draft, 'type' | 'data'>
}) {
  const { account } = props
  const t = useTexts(eventTexts)
  const router = useRouter()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Draft>({ ...empty, ...props.start })
  const [fault, setFault] = useState<string | null>(null)
  const kinds = useEventTypes(account)
  const trying = useMutation({ mutationFn: (of: Draft) => tryEvent(account, of) })
  const handing = useMutation({
    mutationFn: () => handIn(account, draft),
    onSuccess: ({ id }) => {
      toast('good', t('handedIn'))
      props.onClose()
      void queryClient.invalidateQueries({ queryKey: [...account.key, 'deliveries'] })
      void router.navigate({ to: account.links.event(id), search: {} })
    },
  })
  const set = (change: Partial<Draft>): void => {
    setDraft({ ...draft, ...change })
    setFault(null)
    // What was said of another event says nothing of this one.
    trying.reset()
    handing.reset()
  }
  const example = kinds.find(({ event_type: type }) => type === draft.type)?.example ?? null
  const error = handing.error ?? trying.error
  const submit = (): void => {
    const why = objectFault(draft.data)
    if (why === null) trying.mutate(draft)
    else setFault(t('dataFault', { why: why === 'notAnObject' ? t('notAnObject') : why }))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('handInLead')}
        </Text>
        <Autocomplete
          label={t('type')}
          required
          data-autofocus
          value={draft.type}
          data={[...new Set(kinds.map(({ event_type: type }) => type))]}
          limit={20}
          onChange={(type) => set({ type })}
          error={faultAt(error, '/type')}
        />
        <Textarea
          label={t('dataLabel')}
          className={classes['code'] ?? ''}
          rows={8}
          dir="ltr"
          spellCheck={false}
          value={draft.data}
          onChange={({ currentTarget }) => set({ data: currentTarget.value })}
          error={fault ?? faultAt(error, '/data')}
        />
        <UseExample example={example} onUse={(data) => set({ data })} />
        <Group grow>
          <TextInput
            label={t('subjectLabel')}
            value={draft.subject}
            onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
          />
          <TextInput
            label={t('orderKeyLabel')}
            value={draft.orderKey}
            onChange={({ currentTarget }) => set({ orderKey: currentTarget.value })}
          />
        </Group>
        {error !== null && <FormFault>{error.message}</FormFault>}
        {trying.data !== undefined && <WhoGetsIt result={trying.data} />}
        <Ways
          hasTried={trying.data !== undefined}
          isTrying={trying.isPending}
          isHandingIn={handing.isPending}
          onHandIn={() => handing.mutate()}
        />
      </Stack>
    </form>
  )
}

function UseExample(props: {
  readonly example: Schemas['EventType']['example']
  readonly onUse: (data: string) => void
}) {
  const { example, onUse } = props
  const t = useTexts(eventTexts)
  if (example === null) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      style={{ alignSelf: 'start' }}
      onClick={() => onUse(jsonText(example.data))}
    >
      {t('example')}
    </Button>
  )
}

function Ways(props: {
  readonly hasTried: boolean
  readonly isTrying: boolean
  readonly isHandingIn: boolean
  readonly onHandIn: () => void
}) {
  const t = useTexts(eventTexts)
  return (
    <Group justify="flex-end" gap="xs">
      <Button
        type="submit"
        variant={props.hasTried ? 'default' : 'filled'}
        loading={props.isTrying}
      >
        {t('tryFirst')}
      </Button>
      {props.hasTried && (
        <Button loading={props.isHandingIn} onClick={props.onHandIn}>
          {t('handInNow')}
        </Button>
      )}
    </Group>
  )
}

function WhoGetsIt({ result }: { readonly result: Schemas['DryRun'] }) {
  const t = useTexts(eventTexts)
  const { subscriptions, matched, warnings = [] } = result
  return (
    <div role="status">
      <Text size="sm" fw={650}>
        {matched === 0 ? t('wouldGetNone') : t('wouldGet', { count: matched })}
      </Text>
      {subscriptions.length > 0 && (
        <ul>
          {subscriptions.map(({ id, name, effect }) => (
            <li key={id}>
              <bdi>{name ?? id}</bdi> <StatusBadge tone={tones[effect]}>{t(effect)}</StatusBadge>
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <>
          <Text size="sm">{t('warnings')}</Text>
          <ul>
            {warnings.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`}>
                <span className="mono">{pointer}</span> {detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const tones = { deliver: 'good', park: 'warn', skip: 'quiet' } as const

function useEventTypes(account: Account): readonly Schemas['EventType'][] {
  const { data } = useQuery({
    queryKey: [...account.key, 'event-types'],
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/event-types', {
          params: { path: { tenantId: account.id } },
        }),
      ),
  })
  return data?.data ?? []
}
