/** The catalogue: what the tenant has described, and what dialects document. */
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { eventTypeTexts } from './texts.ts'
import { type EventTypeRow, useEventTypes } from './use-event-types.ts'

export function EventTypesPage() {
  const tenantId = useNamed('tenantId')
  const t = useTexts(eventTypeTexts)
  const session = useSession()
  const [search, change] = useSearch()
  const [isNaming, setNaming] = useState(false)
  const { data = [], isPending, error, refetch } = useEventTypes(tenantId)
  const text = search['q'] ?? ''
  const dialect = search['of'] ?? ''
  const rows = useMemo(
    () => data.filter((row) => isFound(row, text) && (dialect === '' || ofWhom(row) === dialect)),
    [data, text, dialect],
  )
  const columns = useColumns(tenantId)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage(session) && (
          <Button size="xs" onClick={() => setNaming(true)}>
            {t('describe')}
          </Button>
        )
      }
    >
      <Group align="flex-end">
        <TextInput
          data-search
          style={{ flex: 1, maxWidth: 420 }}
          label={t('search')}
          leftSection={<Icon name="search" size={16} />}
          value={text}
          onChange={({ currentTarget }) => change({ q: currentTarget.value }, { replace: true })}
        />
        <Select
          label={t('dialect')}
          allowDeselect={false}
          value={dialect}
          data={[
            { value: '', label: t('anyDialect') },
            ...[...new Set(data.map(ofWhom))].map((value) => ({
              value,
              label: value === ownMark ? t('own') : value,
            })),
          ]}
          onChange={(value) => change({ of: value ?? undefined }, { replace: true })}
        />
      </Group>
      <List<EventTypeRow>
        label={t('title')}
        list={{
          rows,
          isLoading: isPending,
          isLoadingMore: false,
          isComplete: true,
          error,
          loadMore: () => {},
          reload: () => void refetch(),
        }}
        columns={columns}
        rowKey={keyOf}
        empty={<Empty title={t('noMatch')} />}
      />
      <NameDialog tenantId={tenantId} isOpen={isNaming} onClose={() => setNaming(false)} />
    </Page>
  )
}

const ownMark = 'own'
const ofWhom = ({ dialect }: EventTypeRow): string => dialect ?? ownMark
const keyOf = (row: EventTypeRow): string => `${ofWhom(row)} ${row.event_type}`

function isFound({ event_type: type, description }: EventTypeRow, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return type.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted)
}

function useColumns(tenantId: string): readonly Column<EventTypeRow>[] {
  const t = useTexts(eventTypeTexts)
  return useMemo(
    () => [
      {
        key: 'type',
        title: t('type'),
        cell: ({ event_type: type }) => (
          <Link to={paths.tenant(tenantId).eventType(type)} className="mono">
            {type}
          </Link>
        ),
      },
      { key: 'of', title: t('of'), cell: ({ dialect }) => dialect ?? t('own') },
      { key: 'about', title: t('about'), cell: ({ subject }) => <bdi>{subject ?? '–'}</bdi> },
      {
        key: 'description',
        title: t('description'),
        cell: ({ description }) => <bdi>{description}</bdi>,
      },
      { key: 'version', title: t('version'), cell: ({ version }) => <bdi>{version ?? '–'}</bdi> },
      { key: 'mode', title: t('mode'), cell: ({ mode }) => (mode === null ? '–' : t(mode)) },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language
    [tenantId, t('title')],
  )
}

const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_:-]*(\.[A-Za-z0-9_:-]+)*$/
const nameCharactersMax = 128

function NameDialog(props: {
  readonly tenantId: string
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const t = useTexts(eventTypeTexts)
  const router = useRouter()
  const [name, setName] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title={t('describe')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const type = name.trim()
          if (!namePattern.test(type) || type.length > nameCharactersMax) setWrong(true)
          else void router.navigate({ to: paths.tenant(props.tenantId).eventType(type) })
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('describeLead')}
          </Text>
          <TextInput
            data-autofocus
            label={t('type')}
            dir="ltr"
            value={name}
            error={isWrong ? t('nameFault') : null}
            onChange={({ currentTarget }) => {
              setName(currentTarget.value)
              setWrong(false)
            }}
          />
          <Group justify="flex-end">
            <Button type="submit">{t('goOn')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
