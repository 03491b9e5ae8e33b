/** What a replay sends, in words. */
import { Fragment } from 'react'
import { useAccount } from '../../api/account.ts'
import type { Schemas } from '../../api/client.ts'
import { useSubscriptionNames } from '../../api/subscription-names.ts'
import { useTexts } from '../../text/texts.ts'
import { Time } from '../../ui/Time.tsx'
import { isDeliveryState } from '../deliveries/delivery-filters.ts'
import { deliveryTexts } from '../deliveries/texts.ts'
import { replayTexts } from './texts.ts'

export function FilterWords({ filter }: { readonly filter: Schemas['Replay']['filter'] }) {
  const t = useTexts(replayTexts)
  const states = useTexts(deliveryTexts)
  const { labelOf } = useSubscriptionNames(useAccount())
  const { subscription, event_types: types, since, until } = filter
  const parts = [
    filter.states?.map((state) => (isDeliveryState(state) ? states(state) : state)).join(', '),
    subscription === null ? null : <bdi>{labelOf(subscription)}</bdi>,
    types === null ? null : <bdi className="mono">{types.join(', ')}</bdi>,
    since === null ? null : (
      <>
        {before(t('sinceText', { at: mark }))}
        <Time at={since} />
        {after(t('sinceText', { at: mark }))}
      </>
    ),
    until === null ? null : (
      <>
        {before(t('untilText', { at: mark }))}
        <Time at={until} />
        {after(t('untilText', { at: mark }))}
      </>
    ),
    filter.include_undelivered ? t('withUndelivered') : null,
  ].filter((part) => part != null)
  if (parts.length === 0) return <>{t('everything')}</>
  return (
    <>
      {parts.map((part, at) => (
        <Fragment key={at}>
          {at > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </>
  )
}

/** Where the time stands in the sentence: each language has its own place for it. */
const mark = '\u0001'
const before = (text: string): string => text.split(mark)[0] ?? ''
const after = (text: string): string => text.split(mark)[1] ?? ''
