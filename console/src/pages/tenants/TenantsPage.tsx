/** All tenants of the installation, found by a part of their id or name. */
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useList } from '../../api/pages.ts'
import { paths } from '../../paths.ts'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import { List } from '../../ui/List.tsx'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { NewTenantDialog } from './NewTenantDialog.tsx'
import { environmentNames, type Tenant } from './state-words.ts'
import { StateBadge } from './StateBadge.tsx'
import { tenantTexts } from './texts.ts'

/** The list is asked for when somebody stops typing. */
const typingMs = 250
const pageRows = 100

export function TenantsPage() {
  const t = useTexts(tenantTexts)
  const [filters, change] = useSearch()
  const [isMaking, setMaking] = useState(false)
  const typed = filters['search'] ?? ''
  const [search] = useDebouncedValue(typed, typingMs)
  const list = useList<Tenant>(['installation', 'tenants', search], (cursor) =>
    call(
      client.GET('/v1/tenants', {
        params: {
          query: {
            limit: pageRows,
            ...(search === '' ? {} : { search }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    ),
  )
  return (
    <Page
      title={t('tenants')}
      lead={t('tenantsLead')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
          {t('makeTenant')}
        </Button>
      }
    >
      <TextInput
        aria-label={t('searchLabel')}
        placeholder={t('searchLabel')}
        type="search"
        maw={420}
        maxLength={200}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => change({ search: event.currentTarget.value }, { replace: true })}
      />
      <List
        label={t('tenants')}
        list={list}
        rowKey={({ id }) => id}
        empty={
          search === '' ? (
            <Empty title={t('noTenants')}>{t('noTenantsText')}</Empty>
          ) : (
            <Empty title={t('noneFound', { search })}>{t('noneFoundText')}</Empty>
          )
        }
        columns={[
          {
            key: 'id',
            title: t('tenant'),
            cell: ({ id }) => <Link to={paths.tenant(id).overview}>{id}</Link>,
          },
          { key: 'name', title: t('name'), cell: ({ name }) => name },
          {
            key: 'state',
            title: t('state'),
            cell: ({ id, state }) => (
              <Link to={paths.tenant(id).state} style={{ textDecoration: 'none' }}>
                <StateBadge state={state} />
              </Link>
            ),
          },
          {
            key: 'environment',
            title: t('environment'),
            cell: ({ environment }) => environmentNames[environment],
          },
          {
            key: 'endpoint',
            title: t('publicEndpoint'),
            cell: (row) => <span className="mono">{row.public_endpoint ?? '–'}</span>,
          },
          { key: 'made', title: t('made'), cell: (row) => <Time at={row.created_at} /> },
        ]}
      />
      {isMaking && <NewTenantDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}
