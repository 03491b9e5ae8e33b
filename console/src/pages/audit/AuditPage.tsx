import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { useNamedIfAny, useSearch } from '../../search.ts'
import { type TranslateOf, useTexts } from '../../text/texts.ts'
import { CodeText, jsonText } from '../../ui/CodeText.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { JsonDiff } from '../../ui/JsonDiff.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { auditTexts } from './texts.ts'

type Entry = Schemas['AuditEntry']

/** Of a tenant, a partner, or the installation, as the address says. */
export function AuditPage() {
  const t = useTexts(auditTexts)
  const [search, setSearch] = useSearch()
  const [shown, setShown] = useState<Entry | null>(null)
  const tenantId = useNamedIfAny('tenantId')
  const partnerId = useNamedIfAny('partnerId')
  const { actor, operation } = search
  const isFiltered = (actor ?? '') !== '' || (operation ?? '') !== ''
  const list = useList<Entry>(['audit', tenantId, partnerId, actor, operation], (cursor) => {
    const query = {
      ...(cursor === undefined ? {} : { cursor }),
      ...(actor ? { actor } : {}),
      ...(operation ? { operation } : {}),
    }
    if (tenantId !== null) {
      return call(
        client.GET('/v1/tenants/{tenantId}/audit', { params: { path: { tenantId }, query } }),
      )
    }
    if (partnerId !== null) {
      return call(
        client.GET('/v1/partners/{partnerId}/audit', { params: { path: { partnerId }, query } }),
      )
    }
    return call(client.GET('/v1/audit', { params: { query } }))
  })
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group align="flex-end">
        <Filter
          label={t('filterActor')}
          value={actor}
          onChange={(value) => setSearch({ actor: value })}
        />
        <Filter
          label={t('filterOperation')}
          value={operation}
          onChange={(value) => setSearch({ operation: value })}
        />
      </Group>
      <List
        label={t('title')}
        list={list}
        columns={columnsOf(t, setShown)}
        rowKey={(entry) => entry.id}
        empty={
          <Empty title={t(isFiltered ? 'noMatch' : 'emptyTitle')}>
            {isFiltered ? undefined : t('emptyText')}
          </Empty>
        }
      />
      <Dialog opened={shown !== null} onClose={() => setShown(null)} size="xl" title={t('details')}>
        {shown !== null && <Change entry={shown} />}
      </Dialog>
    </Page>
  )
}

/** Asks once the reader has finished, not at every letter. */
function Filter(props: {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const value = new FormData(event.currentTarget).get('value')
        props.onChange(typeof value === 'string' ? value.trim() : '')
      }}
    >
      <TextInput
        name="value"
        size="xs"
        label={props.label}
        defaultValue={props.value ?? ''}
        onBlur={({ currentTarget }) => props.onChange(currentTarget.value.trim())}
      />
    </form>
  )
}

function columnsOf(
  t: TranslateOf<typeof auditTexts>,
  show: (entry: Entry) => void,
): readonly Column<Entry>[] {
  return [
    { key: 'at', title: t('at'), cell: ({ at }) => <Time at={at} /> },
    {
      key: 'who',
      title: t('who'),
      cell: ({ actor, actor_name: name }) => (
        <>
          {name ?? actor}
          {name !== null && <Text span size="xs" c="dimmed" className="mono">{` ${actor}`}</Text>}
        </>
      ),
    },
    {
      key: 'operation',
      title: t('operation'),
      cell: (entry) => (
        <Button size="compact-sm" variant="default" onClick={() => show(entry)}>
          {entry.operation}
        </Button>
      ),
    },
    {
      key: 'about',
      title: t('about'),
      cell: ({ named }) => (
        <span className="mono">
          {Object.entries(named)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')}
        </span>
      ),
    },
    { key: 'status', title: t('status'), isNumeric: true, cell: ({ status }) => status },
  ]
}

function Change({ entry }: { readonly entry: Entry }) {
  const t = useTexts(auditTexts)
  return (
    <Stack>
      <JsonDiff
        label={t('details')}
        before={entry.before}
        after={entry.after}
        names={[t('before'), t('after')]}
      />
      <Text fw={600}>{t('before')}</Text>
      <CodeText label={t('before')} text={jsonText(entry.before)} />
      <Text fw={600}>{t('after')}</Text>
      <CodeText label={t('after')} text={jsonText(entry.after)} />
    </Stack>
  )
}
