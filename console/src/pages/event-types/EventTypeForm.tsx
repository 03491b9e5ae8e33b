/** The tenant's own description of an event type: what its data have to be, and what if they are not. */
import {
  Button,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { faultAt, faultsOf } from '../../api/problem.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { jsonText } from '../../ui/CodeText.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { objectFault } from '../events/hand-in.ts'
import { eventTypeTexts } from './texts.ts'
import type { OwnEventType } from './use-event-types.ts'
import classes from '../events/events.module.css'

interface Draft {
  readonly description: string
  readonly version: string
  readonly mode: OwnEventType['mode']
  readonly schema: string
  readonly example: string
}

export function EventTypeForm(props: {
  readonly tenantId: string
  readonly type: string
  readonly own: OwnEventType | null
}) {
  const { tenantId, type, own } = props
  const t = useTexts(eventTypeTexts)
  const session = useSession()
  const isFixed = !mayManage(session)
  const [draft, setDraft] = useState(() => draftOf(own))
  const saving = useSaving(tenantId, type)
  const [isChecked, setChecked] = useState(false)
  const faults = { schema: faultOf(draft.schema), example: faultOf(draft.example) }
  const set = (change: Partial<Draft>): void => {
    setDraft({ ...draft, ...change })
    setChecked(false)
    saving.reset()
  }
  const json = (name: 'schema' | 'example', hint: string) => (
    <Textarea
      label={t(name)}
      description={hint}
      className={classes['code'] ?? ''}
      rows={12}
      dir="ltr"
      spellCheck={false}
      readOnly={isFixed}
      value={draft[name]}
      onChange={({ currentTarget }) => set({ [name]: currentTarget.value })}
      error={
        isChecked && faults[name] !== null
          ? t('jsonFault', {
              why: faults[name] === 'notAnObject' ? t('notAnObject') : faults[name],
            })
          : faultAt(saving.error, `/${name}`)
      }
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (faults.schema === null && faults.example === null) saving.mutate(draft)
      }}
    >
      <Stack>
        {own !== null && (
          <Text size="sm" c="dimmed" component="div">
            {t('revision', { revision: own.revision })} <Time at={own.changed_at} show="full" />
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <TextInput
            label={t('description')}
            readOnly={isFixed}
            value={draft.description}
            onChange={({ currentTarget }) => set({ description: currentTarget.value })}
            error={faultAt(saving.error, '/description')}
          />
          <TextInput
            label={t('version')}
            description={t('versionHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            readOnly={isFixed}
            value={draft.version}
            onChange={({ currentTarget }) => set({ version: currentTarget.value })}
            error={faultAt(saving.error, '/version')}
          />
          {json('schema', t('schemaHint'))}
          {json('example', t('exampleHint'))}
        </SimpleGrid>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('mode')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('mode')}
            value={draft.mode}
            disabled={isFixed}
            data={(['off', 'warn', 'refuse'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(mode) => set({ mode })}
          />
        </div>
        {!isFixed && (
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {t('save')}
            </Button>
            {own !== null && <Remove tenantId={tenantId} type={type} />}
          </Group>
        )}
      </Stack>
    </form>
  )
}

const draftOf = (own: OwnEventType | null): Draft => ({
  description: own?.description ?? '',
  version: own?.version ?? '',
  mode: own?.mode ?? 'warn',
  schema: own?.schema == null ? '' : jsonText(own.schema),
  example: own?.example == null ? '' : jsonText(own.example),
})

const faultOf = (text: string): string | null => (text.trim() === '' ? null : objectFault(text))
const objectOf = (text: string) =>
  text.trim() === '' ? null : (JSON.parse(text) as Record<string, never>)

function useSaving(tenantId: string, type: string) {
  const t = useTexts(eventTypeTexts)
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ description, version, mode, schema, example }: Draft) =>
      call(
        client.PUT('/v1/tenants/{tenantId}/event-types/{eventType}', {
          params: { path: { tenantId, eventType: type } },
          body: {
            description,
            version: version.trim() === '' ? null : version.trim(),
            mode,
            schema: objectOf(schema),
            example: objectOf(example),
          },
        }),
      ),
    onError: (error) => {
      if (faultsOf(error).length === 0) toastError(error)
    },
    onSuccess: (saved) => {
      toast('good', t('saved'))
      queryClient.setQueryData(['tenant', tenantId, 'event-type', type], saved)
      void queryClient.invalidateQueries({ queryKey: ['tenant', tenantId, 'event-types'] })
    },
  })
}

function Remove({ tenantId, type }: { readonly tenantId: string; readonly type: string }) {
  const t = useTexts(eventTypeTexts)
  const router = useRouter()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const removing = useMutation({
    mutationFn: async () => {
      await call(
        client.DELETE('/v1/tenants/{tenantId}/event-types/{eventType}', {
          params: { path: { tenantId, eventType: type } },
        }),
      )
    },
    onError: toastError,
    onSuccess: async () => {
      toast('good', t('removed'))
      await router.navigate({ to: paths.tenant(tenantId).eventTypes })
      queryClient.removeQueries({ queryKey: ['tenant', tenantId, 'event-type', type] })
      void queryClient.invalidateQueries({ queryKey: ['tenant', tenantId, 'event-types'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('removeTitle', { type })}
        action={t('remove')}
        isDangerous
        isBusy={removing.isPending}
        onConfirm={() => removing.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </>
  )
}
