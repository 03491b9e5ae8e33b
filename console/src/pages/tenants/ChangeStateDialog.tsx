/** Says what happens to a tenant, after showing what it would do and who would be told. */
import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { ApiProblem, faultAt, faultsOf } from '../../api/problem.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { changeGroups, type ChangeName, isGrave, notices } from './state-words.ts'
import { StateBadge } from './StateBadge.tsx'
import { changeTexts } from './change-texts.ts'
import { TellingsTable } from './TellingsTable.tsx'

type Foreseen = Schemas['ForeseenStateChange']

interface Fields {
  readonly change: ChangeName
  readonly why: string
  readonly versionName: string
  readonly fileVersion: string
  readonly publicEndpoint: string
  readonly notice: (typeof notices)[number]
}

const typingMs = 300

export function ChangeStateDialog(props: {
  readonly tenantId: string
  /** The id of what was changed; null: it was so already. */
  readonly onDone: (id: string | null) => void
  readonly onClose: () => void
}) {
  const { tenantId } = props
  const t = useTexts(changeTexts)
  const [fields, setFields] = useState<Fields>({
    change: 'suspend',
    why: '',
    versionName: '',
    fileVersion: '',
    publicEndpoint: '',
    notice: 'upgrade',
  })
  const put = (change: Partial<Fields>): void => setFields({ ...fields, ...change })
  const body = bodyOf(fields)
  const { foreseen, change, settled } = useStateChange(tenantId, body, props.onDone)
  const isSettled = settled === body || JSON.stringify(settled) === JSON.stringify(body)
  return (
    <Dialog
      opened
      size="lg"
      onClose={props.onClose}
      title={t('changeStateOf', { tenant: tenantId })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <Stack>
          <Select
            label={t('change')}
            value={fields.change}
            onChange={(value) => value !== null && put({ change: value })}
            allowDeselect={false}
            maxDropdownHeight={320}
            data={changeGroups.map(({ group, changes }) => ({
              group: t(group),
              items: changes.map((value) => ({ value, label: t(`change-${value}`) })),
            }))}
          />
          <Special fields={fields} put={put} error={foreseen.error} />
          <TextInput
            label={t('why')}
            description={t('whyHint')}
            value={fields.why}
            maxLength={1_000}
            onChange={(event) => put({ why: event.currentTarget.value })}
          />
          <Preview foreseen={foreseen.data} error={foreseen.error} />
          {change.error !== null && <FormFault>{change.error.message}</FormFault>}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              {...(isGrave(fields.change) ? { color: 'red.9' } : {})}
              loading={change.isPending}
              disabled={!isSettled || foreseen.data?.is_changed !== true}
            >
              {t(`change-${fields.change}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type Body = ReturnType<typeof bodyOf>

/** What the change would do, asked again when somebody stops typing; and the change itself. */
function useStateChange(tenantId: string, body: Body, onDone: (id: string | null) => void) {
  const t = useTexts(changeTexts)
  const queries = useQueryClient()
  const [settled] = useDebouncedValue(body, typingMs)
  const foreseen = useQuery({
    queryKey: ['tenant', tenantId, 'foreseen', settled],
    staleTime: 0,
    queryFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/state-changes/dry-run', {
          params: { path: { tenantId } },
          body: settled,
        }),
      ),
  })
  const change = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/state-changes', {
          params: { path: { tenantId } },
          body,
        }),
      ),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['tenant', tenantId] })
      const isNew = 'id' in made
      toast('good', t(isNew ? 'changed' : 'wasSo'))
      onDone(isNew ? made.id : null)
    },
  })
  return { foreseen, change, settled }
}

/** What belongs to one change alone. */
function Special(props: {
  readonly fields: Fields
  readonly put: (change: Partial<Fields>) => void
  readonly error: Error | null
}) {
  const t = useTexts(changeTexts)
  const { fields, put, error } = props
  if (fields.change === 'move') {
    return (
      <TextInput
        label={t('newEndpoint')}
        description={t('newEndpointHint')}
        dir="ltr"
        value={fields.publicEndpoint}
        maxLength={253}
        required
        error={fields.publicEndpoint === '' ? undefined : faultAt(error, '/public_endpoint')}
        onChange={(event) => put({ publicEndpoint: event.currentTarget.value })}
      />
    )
  }
  if (fields.change === 'notify') {
    return (
      <Select
        label={t('noticeLabel')}
        value={fields.notice}
        allowDeselect={false}
        data={notices.map((value) => ({ value, label: t(`notice-${value}`) }))}
        onChange={(value) => value !== null && put({ notice: value })}
      />
    )
  }
  if (!fields.change.startsWith('upgrade-')) return null
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('version')}
        dir="ltr"
        placeholder="Release_12.4_2026.09.17-05"
        value={fields.versionName}
        maxLength={100}
        error={faultAt(error, '/version_name')}
        onChange={(event) => put({ versionName: event.currentTarget.value })}
      />
      <TextInput
        label={t('fileVersion')}
        dir="ltr"
        placeholder="12.4.1514.0"
        value={fields.fileVersion}
        maxLength={40}
        error={faultAt(error, '/file_version')}
        onChange={(event) => put({ fileVersion: event.currentTarget.value })}
      />
    </Group>
  )
}

function Preview(props: { readonly foreseen: Foreseen | undefined; readonly error: Error | null }) {
  const t = useTexts(changeTexts)
  const { foreseen, error } = props
  if (error !== null) {
    const isField = faultsOf(error).length > 0
    if (isField) return <Text size="sm">{t('previewIncomplete')}</Text>
    return error instanceof ApiProblem && error.status === 409 ? (
      <Alert variant="outline" color="yellow" title={t('notPossible')}>
        {error.message}
      </Alert>
    ) : (
      <Failed error={error} />
    )
  }
  if (foreseen === undefined) return <Loading />
  if (!foreseen.is_changed) return <Text size="sm">{t('wasSo')}</Text>
  const { before, after } = foreseen
  const count = foreseen.apps.filter(({ state }) => state === 'due').length
  return (
    <section aria-label={t('preview')} className="card">
      <Stack gap="sm">
        <Group gap="xs">
          <StateBadge state={before.state} />
          {before.state !== after.state && (
            <>
              <Becomes />
              <StateBadge state={after.state} />
            </>
          )}
          {before.public_endpoint !== after.public_endpoint && (
            <span className="mono">
              {before.public_endpoint ?? '–'} <Becomes /> {after.public_endpoint}
            </span>
          )}
        </Group>
        <Text size="sm" fw={600}>
          {foreseen.notice === null
            ? t('nobodyWillBeTold')
            : t('willBeTold', { count, notice: t(`notice-${foreseen.notice}`) })}
        </Text>
        {foreseen.notice !== null && <TellingsTable apps={foreseen.apps} />}
      </Stack>
    </section>
  )
}

function Becomes() {
  const t = useTexts(changeTexts)
  return (
    <>
      <span aria-hidden>→</span>
      <span className="visually-hidden">{t('becomes')}</span>
    </>
  )
}

function bodyOf(fields: Fields) {
  const { change, why, versionName, fileVersion, publicEndpoint, notice } = fields
  const named = <Name extends string>(name: Name, text: string) =>
    text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>)
  return {
    change,
    ...named('why', why),
    ...(change.startsWith('upgrade-') ? named('version_name', versionName) : {}),
    ...(change.startsWith('upgrade-') ? named('file_version', fileVersion) : {}),
    ...(change === 'move' ? named('public_endpoint', publicEndpoint) : {}),
    ...(change === 'notify' ? { notice } : {}),
  }
}
