import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useNamed } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { toast } from '../../ui/Toasts.tsx'
import { readAgain } from '../subscriptions/subscription-calls.ts'
import { webhookFormTexts } from './form-texts.ts'
import { handOverSecret } from './secret-handover.ts'
import { createWebhook } from './webhook-calls.ts'
import { bodyOf, type WebhookValues } from './webhook-values.ts'
import { WebhookEditor } from './WebhookEditor.tsx'

export function NewWebhookPage() {
  const t = useTexts(webhookFormTexts)
  const tenantId = useNamed('tenantId')
  const router = useRouter()
  const queries = useQueryClient()
  const save = async (values: WebhookValues): Promise<() => void> => {
    const { WebhookId: id } = await createWebhook(tenantId, bodyOf(values, null, null))
    readAgain(queries, tenantId)
    if (values.secret !== '') handOverSecret(id, values.secret)
    return () => {
      toast('good', t('saved'))
      void router.navigate({ to: paths.tenant(tenantId).webhook(String(id)), search: {} })
    }
  }
  return (
    <WebhookEditor
      tenantId={tenantId}
      title={t('newTitle')}
      stored={null}
      before={null}
      save={save}
    />
  )
}
