/** The attempts of the last day by the hour, as far as the server has counted them. */
import { Text } from '@mantine/core'
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
  if (attempts === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('sparkNone')}
      </Text>
    )
  }
  return (
    <Sparkline
      label={t('spark', { attempts, failed })}
      bars={data.hours.map((hour) => ({ count: hour.attempts, failed: hour.failed }))}
    />
  )
}
