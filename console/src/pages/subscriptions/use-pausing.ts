/** Pausing and resuming, of one subscription or several, with a way back for as long as it is said. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTexts } from '../../text/texts.ts'
import { toast, toastError } from '../../ui/Toasts.tsx'
import {
  pauseSubscription,
  readAgain,
  resumeSubscription,
  type Subscription,
  titleOf,
} from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'

export interface Pausing {
  readonly verb: 'pause' | 'resume'
  readonly subscriptions: readonly Pick<Subscription, 'id' | 'name' | 'url' | 'state'>[]
}

export function usePausing(tenantId: string) {
  const t = useTexts(subscriptionTexts)
  const queries = useQueryClient()
  const done = ({ verb, subscriptions }: Pausing, isUndone: boolean): void => {
    readAgain(queries, tenantId)
    const values = {
      count: subscriptions.length,
      name: subscriptions[0] === undefined ? '' : titleOf(subscriptions[0]),
    }
    const text = t(verb === 'pause' ? 'pausedToast' : 'resumedToast', values)
    if (isUndone) return toast('good', text)
    // One that was disabled cannot be brought back to that: only pausing it can follow.
    toast('good', text, {
      label: t('undo'),
      run: () => undo.mutate({ verb: verb === 'pause' ? 'resume' : 'pause', subscriptions }),
    })
  }
  const change = async ({ verb, subscriptions }: Pausing): Promise<void> => {
    const act = verb === 'pause' ? pauseSubscription : resumeSubscription
    await Promise.all(subscriptions.map(({ id }) => act(tenantId, id)))
  }
  const onError = (error: Error): void => {
    readAgain(queries, tenantId)
    toastError(error)
  }
  const undo = useMutation({
    mutationFn: change,
    onSuccess: (_, pausing) => done(pausing, true),
    onError,
  })
  return useMutation({
    mutationFn: change,
    onSuccess: (_, pausing) => done(pausing, false),
    onError,
  })
}
