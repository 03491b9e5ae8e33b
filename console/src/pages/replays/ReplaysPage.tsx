/** The replays of a tenant, newest first. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { shortId } from '../../api/subscription-names.ts'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { FilterWords } from './FilterWords.tsx'
import { ReplayProgress } from './ReplayProgress.tsx'
import { ReplayState } from './ReplayState.tsx'
import { replayTexts } from './texts.ts'

type Row = Schemas['Replay']

export function ReplaysPage() {
  const tenantId = useNamed('tenantId')
  const t = useTexts(replayTexts)
  const session = useSession()
  const { replay, newReplay } = paths.tenant(tenantId)
  const list = useList<Row>(['tenant', tenantId, 'replays'], () =>
    call(
      client.GET('/v1/tenants/{tenantId}/replays', {
        params: { path: { tenantId } },
      }),
    ),
  )
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        key: 'id',
        title: t('replay'),
        cell: ({ id }) => (
          <Link to={replay(id)} className="mono" title={id}>
            {shortId(id)}
          </Link>
        ),
      },
      { key: 'state', title: t('state'), cell: (row) => <ReplayState replay={row} /> },
      { key: 'filter', title: t('filter'), cell: ({ filter }) => <FilterWords filter={filter} /> },
      { key: 'progress', title: t('progress'), cell: (row) => <ReplayProgress replay={row} /> },
      { key: 'made', title: t('createdAt'), cell: (row) => <Time at={row.created_at} /> },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language
    [tenantId, t('title')],
  )
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage(session) && (
          <Button size="xs" renderRoot={(parts) => <Link to={newReplay} {...parts} />}>
            {t('newReplay')}
          </Button>
        )
      }
    >
      <List<Row>
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={t('emptyTitle')}>{t('emptyText')}</Empty>}
      />
    </Page>
  )
}
