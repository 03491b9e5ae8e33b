/** Sends the selected deliveries again, after asking. */
import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../api/account.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { resend } from './resend.ts'
import { deliveryTexts } from './texts.ts'

/** One call each: more of them are a replay's work. */
const pickedMax = 250
const atATime = 4

export function BulkResend(props: {
  readonly account: Account
  readonly picked: ReadonlySet<string>
  readonly onDone: () => void
}) {
  const { account, picked } = props
  const t = useTexts(deliveryTexts)
  const [isAsking, setAsking] = useState(false)
  const count = picked.size
  const resending = useMutation({
    mutationFn: () => resendAll(account, [...picked]),
    onError: toastError,
    onSuccess: ({ done, failed, why }) => {
      setAsking(false)
      if (failed === 0) toast('good', t('resent', { count: done }))
      else toast('bad', t('resentSome', { done, failed, why }))
      props.onDone()
    },
  })
  if (count === 0) return null
  const isTooMany = count > pickedMax
  return (
    <Group gap="xs">
      <Text size="sm">
        {isTooMany ? t('tooManyPicked', { max: pickedMax }) : t('picked', { count })}
      </Text>
      <Button size="xs" variant="default" onClick={props.onDone}>
        {t('unpick')}
      </Button>
      <Button size="xs" disabled={isTooMany} onClick={() => setAsking(true)}>
        {t('resendPicked')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('resendTitle', { count })}
        action={t('resendPicked')}
        isBusy={resending.isPending}
        onConfirm={() => resending.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('resendText')}
      </ConfirmDialog>
    </Group>
  )
}

async function resendAll(account: Account, ids: readonly string[]) {
  const left = [...ids]
  const result = { done: 0, failed: 0, why: '' }
  const work = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        await resend(account, id)
        result.done += 1
      } catch (error) {
        result.failed += 1
        result.why = error instanceof Error ? error.message : String(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return result
}
