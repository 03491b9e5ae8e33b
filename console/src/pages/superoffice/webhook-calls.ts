/**
 * What the panel asks of SuperOffice's REST API. That API answers secrets and header values with
 * each webhook, as its clients need; here they are taken out before anything is kept.
 */
import { queryOptions } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'

type Members = Schemas['SuperofficeWebhook']
type People = 'RegisteredAssociate' | 'UpdatedAssociate' | 'ErrorAssociates'

/** What the pages read of people is their names and numbers. */
export interface WireWebhook extends Omit<Members, People> {
  readonly RegisteredAssociate: { readonly Name: string } | null
  readonly UpdatedAssociate: { readonly Name: string } | null
  readonly ErrorAssociates: readonly { readonly Id: number; readonly Name: string | null }[] | null
}

export type WebhookBody = Schemas['SuperofficeWebhookBody']

/** A webhook as the pages keep it. */
export interface Webhook extends Omit<WireWebhook, 'Secret' | 'Headers'> {
  readonly hasSecret: boolean
  readonly headerNames: readonly string[]
}

function withoutSecrets({ Secret, Headers, ...rest }: WireWebhook): Webhook {
  return {
    ...rest,
    hasSecret: Secret !== null && Secret !== '',
    headerNames: Object.keys(Headers ?? {}),
  }
}

export const webhooksQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [tenantId, 'webhooks'],
    queryFn: async (): Promise<readonly Webhook[]> => {
      const params = { path: { tenantId } }
      const all = await call(client.GET('/{tenantId}/api/v1/Webhook', { params }))
      return all.map(withoutSecrets)
    },
  })

export const webhookQuery = (tenantId: string, webhookId: string) =>
  queryOptions({
    queryKey: [tenantId, 'webhooks', webhookId],
    queryFn: async () => withoutSecrets(await getWebhook(tenantId, webhookId)),
  })

export const scriptsQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [tenantId, 'scripts'],
    queryFn: async (): Promise<readonly string[]> => {
      const params = { path: { tenantId } }
      const { data } = await call(client.GET('/v1/tenants/{tenantId}/scripts', { params }))
      return data.map(({ name }) => name)
    },
  })

/** With its secrets: for the moment of one call, never to be kept. */
export function getWebhook(tenantId: string, webhookId: string): Promise<WireWebhook> {
  const params = { path: { tenantId, webhookId } }
  return call(client.GET('/{tenantId}/api/v1/Webhook/{webhookId}', { params }))
}

export async function createWebhook(tenantId: string, body: WebhookBody): Promise<Webhook> {
  const params = { path: { tenantId } }
  const saved = await call(client.POST('/{tenantId}/api/v1/Webhook', { params, body }))
  return withoutSecrets(saved)
}

/** Puts other values in the place of some members; the others stay as they are stored. */
export async function changeWebhook(
  tenantId: string,
  webhookId: number,
  changes: WebhookBody,
): Promise<Webhook> {
  const params = { path: { tenantId, webhookId: String(webhookId) } }
  const body = Object.entries(changes).map(([name, value]) => ({
    op: 'replace' as const,
    path: `/${name}`,
    value,
  }))
  const saved = await call(client.PATCH('/{tenantId}/api/v1/Webhook/{webhookId}', { params, body }))
  return withoutSecrets(saved)
}

export function deleteWebhook(tenantId: string, webhookId: number) {
  const params = { path: { tenantId, webhookId: String(webhookId) } }
  return call(client.DELETE('/{tenantId}/api/v1/Webhook/{webhookId}', { params }))
}

export function testWebhook(tenantId: string, body: WebhookBody) {
  const params = { path: { tenantId } }
  return call(client.POST('/{tenantId}/api/v1/Webhook/Test', { params, body }))
}

const nameCharactersMax = 100

/** The same again under another name, stopped and without the secret: that is for one receiver. */
export async function copyWebhook(
  tenantId: string,
  webhookId: number,
  nameOf: (name: string) => string,
): Promise<Webhook> {
  const original = await getWebhook(tenantId, String(webhookId))
  const name = nameOf(original.Name ?? '')
  return createWebhook(tenantId, {
    Name: name.length > nameCharactersMax ? nameOf('').trim() : name,
    Description: original.Description,
    Events: original.Events,
    TargetUrl: original.TargetUrl,
    Type: original.Type,
    State: 'Stopped',
    Secret: '',
    Headers: original.Headers,
    Properties: original.Properties,
    ErrorEmails: original.ErrorEmails,
    ErrorAssociates: (original.ErrorAssociates ?? []).map(({ Id, Name }) => ({ Id, Name })),
    NotifyVia: original.NotifyVia,
    NotifyWhen: original.NotifyWhen,
  })
}
