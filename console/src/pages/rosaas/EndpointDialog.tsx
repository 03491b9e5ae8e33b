/** The dialogs "Add Endpoint" and "Edit Webhook": the same form, empty or as it is. */
import { Button, Group, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useMemo, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { faultsOf } from '../../api/problem.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { treeOf } from './event-tree.ts'
import { EventTree } from './EventTree.tsx'
import { type Endpoint, type EventType, useProductChanged } from './product-data.ts'
import { productTexts } from './texts.ts'
import classes from './rosaas.module.css'

const descriptionMax = 250
const secretBytes = 32

interface Fields {
  readonly url: string
  /** Empty where an endpoint keeps the one it has. */
  readonly secret: string
  readonly codes: ReadonlySet<number>
  readonly allEvents: boolean
  readonly description: string
}

export function EndpointDialog(props: {
  readonly tenantId: string
  readonly productId: string
  /** Null: a new one. */
  readonly endpoint: Endpoint | null
  readonly types: readonly EventType[]
  readonly onClose: () => void
}) {
  const t = useTexts(productTexts)
  const { endpoint, types } = props
  const [fields, setFields] = useState<Fields>(() => fieldsOf(endpoint))
  const put = (change: Partial<Fields>): void => setFields({ ...fields, ...change })
  const save = useSave(props, fields)
  const faultAt = placedFaults(save.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog
      opened
      size="xl"
      onClose={props.onClose}
      title={t(endpoint === null ? 'addEndpoint' : 'editWebhook')}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('endpointUrl')}
            type="url"
            dir="ltr"
            placeholder="https://crm.example.com/api/WebhookListener/notifyme"
            value={fields.url}
            required
            data-autofocus
            error={faultAt('/url')}
            onChange={(event) => put({ url: event.currentTarget.value })}
          />
          <SecretField
            secret={fields.secret}
            isKept={endpoint !== null}
            fault={faultAt('/signingSecret')}
            onChange={(secret) => put({ secret })}
          />
          <EventsField
            fields={fields}
            types={types}
            fault={faultAt('/eventsToListen')}
            onChange={put}
          />
          <Textarea
            label={t('description')}
            description={t('counter', { count: fields.description.length, max: descriptionMax })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={fields.description}
            maxLength={descriptionMax}
            autosize
            minRows={2}
            error={faultAt('/description')}
            onChange={(event) => put({ description: event.currentTarget.value })}
          />
          {faultAt('') !== undefined && <FormFault>{faultAt('')}</FormFault>}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={!fields.allEvents && fields.codes.size === 0}
            >
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function EventsField(props: {
  readonly fields: Fields
  readonly types: readonly EventType[]
  readonly fault: string | undefined
  readonly onChange: (change: Partial<Fields>) => void
}) {
  const t = useTexts(productTexts)
  const { fields, types, fault } = props
  const tree = useMemo(() => treeOf(types), [types])
  const chosen = fields.allEvents ? new Set(tree.codes) : fields.codes
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('selectEvents')}
      </Text>
      <Switch
        label={t('allEvents')}
        description={t('allEventsText')}
        checked={fields.allEvents}
        onChange={(event) => props.onChange({ allEvents: event.currentTarget.checked })}
      />
      <EventTree
        group={tree}
        chosen={chosen}
        isDisabled={fields.allEvents}
        onChange={(codes) => props.onChange({ codes })}
      />
      {fault !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault}
        </Text>
      )}
      <ul className={classes['chips']} aria-label={t('chosenEvents')}>
        {types
          .filter(({ id }) => chosen.has(id))
          .map(({ id, event }) => (
            <li key={id} className={classes['chip']} title={event}>
              {event}
            </li>
          ))}
      </ul>
    </Stack>
  )
}

function SecretField(props: {
  readonly secret: string
  readonly isKept: boolean
  readonly fault: string | undefined
  readonly onChange: (secret: string) => void
}) {
  const t = useTexts(productTexts)
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={t('signingSecret')}
        description={t(props.isKept ? 'secretKept' : 'secretHint')}
        style={{ flex: 1 }}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        value={props.secret}
        required={!props.isKept}
        error={props.fault}
        rightSection={props.secret === '' ? null : <CopyButton text={props.secret} />}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => props.onChange(generateSecret())}>
        {t('generate')}
      </Button>
    </Group>
  )
}

function useSave(
  props: {
    readonly tenantId: string
    readonly productId: string
    readonly endpoint: Endpoint | null
    readonly onClose: () => void
  },
  fields: Fields,
) {
  const { productId, endpoint } = props
  const changed = useProductChanged(props.tenantId)
  return useMutation({
    mutationFn: async () => {
      const body = {
        url: fields.url.trim(),
        description: fields.description,
        eventsToListen: [...fields.codes].toSorted((one, other) => one - other),
        allEvents: fields.allEvents,
      }
      if (endpoint === null) {
        await call(
          client.POST('/api/management/sadmin/v1/products/{productId}/WebhookEndpoints', {
            params: { path: { productId } },
            body: { ...body, signingSecret: fields.secret, isActive: true },
          }),
        )
        return
      }
      await call(
        client.PUT('/api/management/sadmin/v1/products/{productId}/WebhookEndpoints/{endpointId}', {
          params: { path: { productId, endpointId: endpoint.id } },
          body: {
            ...body,
            noticeAddresses: endpoint.noticeAddresses,
            ...(fields.secret === '' ? {} : { signingSecret: fields.secret }),
          },
        }),
      )
    },
    onSuccess: async () => {
      await changed()
      props.onClose()
    },
    // It holds a secret.
    gcTime: 0,
  })
}

const fieldsOf = (endpoint: Endpoint | null): Fields => ({
  url: endpoint?.url ?? '',
  secret: '',
  codes: new Set(endpoint?.eventsToListen),
  allEvents: endpoint?.allEvents ?? false,
  description: endpoint?.description ?? '',
})

/** What the API says at a place of the body; at the empty place, what belongs to none of the form. */
function placedFaults(error: Error | null): (pointer: string) => string | undefined {
  const known = ['/url', '/signingSecret', '/eventsToListen', '/description']
  const faults = faultsOf(error)
  const isPlaced = faults.some(({ pointer }) => known.includes(pointer))
  return (pointer) => {
    if (pointer === '') return isPlaced ? undefined : error?.message
    return faults.find((fault) => fault.pointer === pointer)?.detail
  }
}

/** As RoSaaS's own, but from the chance that keys are made of. */
function generateSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
