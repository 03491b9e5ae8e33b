/** The attempts of the last day by the hour, as far as the server has counted them. */
import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../text/texts.ts'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { activityQuery } from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'

export function DaySpark(props: { readonly tenantId: string; readonly subscriptionId: string }) {
  const t = useTexts(subscriptionTexts)
  const { data } = useQuery(activityQuery(props.tenantId, props.subscriptionId))
  if (data === undefined) return null
  const attempts = data.hours.reduce((sum, hour) => sum + hour.attempts, 0)
  const failed = data.hours.reduce((sum, hour) => sum + hour.failed, 0)
  return (
    <Sparkline
      label={attempts === 0 ? t('sparkNone') : t('spark', { attempts, failed })}
      bars={data.hours.map((hour) => ({ count: hour.attempts, failed: hour.failed }))}
    />
  )
}
