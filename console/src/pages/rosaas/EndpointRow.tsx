import { ActionIcon, Menu, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { type Endpoint, type EventType, useProductChanged } from './product-data.ts'
import { productTexts } from './texts.ts'
import classes from './rosaas.module.css'

/** What is longer than this is cut until asked for. */
const shownEvents = 2
const shownCharacters = 60

export function EndpointRow(props: {
  readonly tenantId: string
  readonly endpoint: Endpoint
  readonly types: readonly EventType[]
  readonly mayManage: boolean
  readonly onEdit: () => void
}) {
  const t = useTexts(productTexts)
  const { endpoint, types } = props
  const names = endpoint.eventsToListen.map(
    (code) => types.find(({ id }) => id === code)?.event ?? String(code),
  )
  return (
    <tr className={classes['row']}>
      <td className={classes['url']}>
        <span className="mono">{endpoint.url}</span>
      </td>
      <td>
        {endpoint.allEvents && (
          <div className={classes['wildcard']}>
            <StatusBadge tone="busy">{t('allEventsShort')}</StatusBadge>
          </div>
        )}
        <ShowMore isLong={names.length > shownEvents} height={52}>
          <ul className={classes['events']}>
            {names.map((name) => (
              <li key={name} className={classes['chip']}>
                {name}
              </li>
            ))}
          </ul>
        </ShowMore>
      </td>
      <td className={classes['secret']}>
        {props.mayManage ? <Reveal endpoint={endpoint} /> : t('hidden')}
      </td>
      <td>
        <StatusBadge tone={endpoint.isActive ? 'good' : 'bad'}>
          {t(endpoint.isActive ? 'active' : 'inactive')}
        </StatusBadge>
      </td>
      <td className={classes['text']} dir="auto">
        {endpoint.description === '' ? (
          '–'
        ) : (
          <ShowMore isLong={endpoint.description.length > shownCharacters} height={25}>
            {endpoint.description}
          </ShowMore>
        )}
      </td>
      {props.mayManage && (
        <td>
          <Actions tenantId={props.tenantId} endpoint={endpoint} onEdit={props.onEdit} />
        </td>
      )}
    </tr>
  )
}

/** The secret of one endpoint, asked for when somebody wants to see it, and then noted by the server. */
function Reveal({ endpoint }: { readonly endpoint: Endpoint }) {
  const t = useTexts(productTexts)
  const reveal = useMutation({
    mutationFn: async () => {
      const { data } = await call(
        client.POST(
          '/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/reveal-secret',
          { params: { path: { productId: endpoint.entityId, endpointId: endpoint.id } } },
        ),
      )
      return data.signingSecret
    },
    onError: toastError,
    gcTime: 0,
  })
  const secret = reveal.data
  return (
    <div>
      <button
        type="button"
        className="link-button"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
        aria-expanded={secret !== undefined}
        disabled={reveal.isPending}
        onClick={() => (secret === undefined ? reveal.mutate() : reveal.reset())}
      >
        <Icon name="eye" size={16} />
        {t(secret === undefined ? 'reveal' : 'hide')}
        <span className="visually-hidden"> {endpoint.url}</span>
      </button>
      {secret !== undefined && (
        <div>
          <Text component="code" size="sm" className="mono">
            {secret}
          </Text>
          <CopyButton text={secret} />
        </div>
      )}
    </div>
  )
}

function Actions(props: {
  readonly tenantId: string
  readonly endpoint: Endpoint
  readonly onEdit: () => void
}) {
  const t = useTexts(productTexts)
  const { endpoint } = props
  const changed = useProductChanged(props.tenantId)
  const [isDeleting, setDeleting] = useState(false)
  const path = { productId: endpoint.entityId, endpointId: endpoint.id }
  const activate = useMutation({
    mutationFn: (isActive: boolean) =>
      call(
        client.POST(
          '/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}/activation-status',
          { params: { path }, body: { isActive } },
        ),
      ),
    onSuccess: (_done, isActive) => {
      toast('good', t(isActive ? 'activated' : 'deactivated'), {
        label: t('undo'),
        run: () => activate.mutate(!isActive),
      })
      return changed()
    },
    onError: toastError,
  })
  const remove = useMutation({
    mutationFn: () =>
      call(
        client.DELETE(
          '/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}',
          { params: { path } },
        ),
      ),
    onSuccess: () => {
      setDeleting(false)
      return changed()
    },
    onError: toastError,
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('actionsOf', { url: endpoint.url })}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => activate.mutate(!endpoint.isActive)}>
            {t(endpoint.isActive ? 'deactivate' : 'activate')}
          </Menu.Item>
          <Menu.Item onClick={props.onEdit}>{t('edit')}</Menu.Item>
          <Menu.Item onClick={() => setDeleting(true)}>{t('delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={isDeleting}
        title={t('confirmation')}
        action={t('yes')}
        cancel={t('no')}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setDeleting(false)}
      >
        {t('deleteText')}
        <Text className="mono" size="sm" mt="xs">
          {endpoint.url}
        </Text>
      </ConfirmDialog>
    </>
  )
}
