/** A request that waits: the operator approves or rejects it, its owner may take it back. */
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Tagged } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { type App, type AppVersion, type Environment, environmentNames } from './app-data.ts'
import { versionTexts } from './version-texts.ts'

type Answer =
  | { readonly kind: 'approve' }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'withdraw' }

export function Decision(props: {
  readonly app: App
  readonly version: Tagged<AppVersion>
  readonly environment: Environment
  readonly onDone: () => Promise<unknown>
}) {
  const t = useTexts(versionTexts)
  const session = useSession()
  const { app, environment } = props
  const { value: version } = props.version
  const [asking, setAsking] = useState<'approve' | 'reject' | null>(null)
  const standing = version.environments[environment]
  const decide = useMutation({
    mutationFn: (answer: Answer) => send(answer, props),
    onSuccess: async (_version, { kind }) => {
      toast('good', t(`done-${kind}`))
      setAsking(null)
      await props.onDone()
    },
    onError: toastError,
  })
  const name = environmentNames[environment]
  return (
    <Alert variant="outline" color="yellow" title={t('waitsFor', { environment: name })}>
      <Text size="sm">
        {t('waitsText', { by: standing?.by ?? '' })} <Time at={standing?.at} />
      </Text>
      <Group mt="sm" gap="xs">
        {session.role === 'operator' && (
          <>
            <Button size="xs" onClick={() => setAsking('approve')}>
              {t('approve')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking('reject')}>
              {t('reject')}
            </Button>
          </>
        )}
        {mayManage(session) && (
          <Button
            size="xs"
            variant="default"
            loading={decide.isPending && asking === null}
            onClick={() => decide.mutate({ kind: 'withdraw' })}
          >
            {t('withdraw')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        isOpen={asking === 'approve'}
        title={t('approveTitle', { label: version.label, environment: name })}
        action={t('approve')}
        isBusy={decide.isPending}
        onConfirm={() => decide.mutate({ kind: 'approve' })}
        onCancel={() => setAsking(null)}
      >
        {t(app.kind === 'custom' && environment === 'stage' ? 'approveBoth' : 'approveText', {
          environment: name,
        })}
      </ConfirmDialog>
      {asking === 'reject' && (
        <RejectDialog
          title={t('rejectTitle', { label: version.label, environment: name })}
          isBusy={decide.isPending}
          onReject={(reason) => decide.mutate({ kind: 'reject', reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </Alert>
  )
}

function RejectDialog(props: {
  readonly title: string
  readonly isBusy: boolean
  readonly onReject: (reason: string) => void
  readonly onClose: () => void
}) {
  const t = useTexts(versionTexts)
  const [reason, setReason] = useState('')
  return (
    <Dialog opened onClose={props.onClose} title={props.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onReject(reason.replaceAll(/\s+/g, ' ').trim())
        }}
      >
        <Stack>
          <Textarea
            label={t('reason')}
            description={t('reasonHint')}
            value={reason}
            maxLength={1_000}
            minRows={3}
            autosize
            required
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              color="red.9"
              loading={props.isBusy}
              disabled={reason.trim() === ''}
            >
              {t('reject')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** With the ETag: what is decided is what was looked at. */
function send(
  answer: Answer,
  {
    version: { value, etag },
    environment,
  }: { readonly version: Tagged<AppVersion>; readonly environment: Environment },
): Promise<AppVersion> {
  const path = { appId: value.app, version: String(value.version), environment }
  const params = { path, header: { 'if-match': etag } }
  const base = '/v1/apps/{appId}/versions/{version}/publications/{environment}' as const
  switch (answer.kind) {
    case 'approve':
      return call(client.POST(`${base}/approve`, { params }))
    case 'reject':
      return call(client.POST(`${base}/reject`, { params, body: { reason: answer.reason } }))
    case 'withdraw':
      return call(client.DELETE(base, { params }))
  }
}
