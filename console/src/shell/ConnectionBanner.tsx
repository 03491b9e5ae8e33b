/** Says above the page that the server does not answer, for as long as it does not. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, client } from '../api/client.ts'
import { useTexts } from '../text/texts.ts'
import { shellTexts } from './texts.ts'

const askEveryMs = 15_000

export function ConnectionBanner() {
  const t = useTexts(shellTexts)
  const { isError } = useQuery({
    queryKey: ['health'],
    queryFn: () => call(client.GET('/healthz')),
    refetchInterval: askEveryMs,
    retry: 1,
  })
  if (!isError) return null
  return (
    <Alert color="yellow" variant="outline" mb="md" role="status">
      {t('offline')}
    </Alert>
  )
}
