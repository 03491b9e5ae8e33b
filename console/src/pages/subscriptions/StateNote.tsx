/** Says why nothing is sent now, and what becomes of the events meanwhile. */
import { Alert, Button, Text } from '@mantine/core'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { Time } from '../../ui/Time.tsx'
import { detailTexts } from './detail-texts.ts'
import type { Subscription } from './subscription-calls.ts'
import { subscriptionTexts } from './texts.ts'
import { usePausing } from './use-pausing.ts'

export function StateNote({
  tenantId,
  one,
}: {
  readonly tenantId: string
  readonly one: Subscription
}) {
  const t = useTexts(detailTexts)
  const shared = useTexts(subscriptionTexts)
  const session = useSession()
  const pausing = usePausing(tenantId)
  if (one.state !== 'paused' && one.state !== 'disabled') return null
  const isDisabled = one.state === 'disabled'
  const lostText = one.dialect === 'superoffice' ? 'stoppedTextSuperoffice' : 'stoppedText'
  return (
    <Alert
      variant="outline"
      color={isDisabled ? 'red' : 'gray'}
      title={t(isDisabled ? 'disabledTitle' : 'stoppedTitle')}
    >
      <Text size="sm">{t(isDisabled ? 'disabledText' : lostText)}</Text>
      <Text size="sm" mt={4}>
        {one.reason !== null && (
          <>
            {t('reason')}: <ReasonText reason={one.reason} /> ·{' '}
          </>
        )}
        {t('since')} <Time at={one.state_since} />
      </Text>
      {mayManage(session) && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={pausing.isPending}
          onClick={() => pausing.mutate({ verb: 'resume', subscriptions: [one] })}
        >
          {shared(isDisabled ? 'restart' : 'resume')}
        </Button>
      )}
    </Alert>
  )
}

/** Our own reasons in words; what a person gave, as it is. */
function ReasonText({ reason }: { readonly reason: string }) {
  const t = useTexts(detailTexts)
  if (reason === 'too-many-failures' || reason === 'gone') return <>{t(reason)}</>
  return <bdi>{visibleText(reason)}</bdi>
}
