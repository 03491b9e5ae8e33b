/** Does what the menu and the bar of the panel offer, says so, and asks before it deletes. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { readAgain } from '../subscriptions/subscription-calls.ts'
import { webhookTexts } from './texts.ts'
import { changeWebhook, copyWebhook, deleteWebhook, type Webhook } from './webhook-calls.ts'
import type { WebhookVerb } from './WebhookMenu.tsx'

export type Named = Pick<Webhook, 'WebhookId' | 'Name'>

interface Move {
  readonly state: 'Active' | 'Stopped'
  readonly webhooks: readonly Named[]
  readonly isUndo?: boolean
}

export function useWebhookVerbs(
  tenantId: string,
  onDeleted: () => void,
): {
  readonly act: (verb: WebhookVerb, webhooks: readonly Named[]) => void
  readonly isBusy: boolean
  /** The question before something is deleted; to be put into the page. */
  readonly question: ReactNode
} {
  const t = useTexts(webhookTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<readonly Named[]>([])
  const refresh = { onError: toastError, onSettled: () => readAgain(queries, tenantId) }
  const move = useMutation({
    mutationFn: ({ state, webhooks }: Move) =>
      Promise.all(webhooks.map((one) => changeWebhook(tenantId, one.WebhookId, { State: state }))),
    onSuccess: (_, { state, webhooks, isUndo }) => {
      const text = t(state === 'Active' ? 'activated' : 'stopped', valuesOf(webhooks))
      if (isUndo === true || state === 'Active') return toast('good', text)
      toast('good', text, {
        label: t('undo'),
        run: () => move.mutate({ state: 'Active', webhooks, isUndo: true }),
      })
    },
    ...refresh,
  })
  const copy = useMutation({
    mutationFn: (webhookId: number) =>
      copyWebhook(tenantId, webhookId, (name) => t('copyName', { name })),
    onSuccess: ({ WebhookId, Name }) =>
      toast('good', t('copied', { name: Name ?? '' }), {
        label: t('edit'),
        run: () => edit(WebhookId),
      }),
    ...refresh,
  })
  const removal = useMutation({
    mutationFn: (webhooks: readonly Named[]) =>
      Promise.all(webhooks.map((one) => deleteWebhook(tenantId, one.WebhookId))),
    onSuccess: (_, webhooks) => {
      toast('good', t('deleted', valuesOf(webhooks)))
      setAsked([])
      onDeleted()
    },
    ...refresh,
  })
  const edit = (webhookId: number): void =>
    void router.navigate({ to: paths.tenant(tenantId).webhook(String(webhookId)), search: {} })
  const act = (verb: WebhookVerb, webhooks: readonly Named[]): void => {
    const [first] = webhooks
    if (first === undefined) return
    if (verb === 'edit') return edit(first.WebhookId)
    if (verb === 'copy') return copy.mutate(first.WebhookId)
    if (verb === 'delete') return setAsked(webhooks)
    move.mutate({ state: verb === 'stop' ? 'Stopped' : 'Active', webhooks })
  }
  return {
    act,
    isBusy: move.isPending || copy.isPending,
    question: (
      <ConfirmDialog
        isOpen={asked.length > 0}
        title={t('deleteTitle', valuesOf(asked))}
        action={t('delete')}
        isDangerous
        isBusy={removal.isPending}
        onConfirm={() => removal.mutate(asked)}
        onCancel={() => setAsked([])}
      >
        {t('deleteText')}
        {asked.length > 1 && (
          <ul>
            {asked.map(({ WebhookId, Name }) => (
              <li key={WebhookId}>
                <bdi>{Name}</bdi>
              </li>
            ))}
          </ul>
        )}
      </ConfirmDialog>
    ),
  }
}

function valuesOf(webhooks: readonly Named[]): { readonly count: number; readonly name: string } {
  return { count: webhooks.length, name: webhooks[0]?.Name ?? '' }
}
