/** "Request to publish": to which environment, and what follows from it. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { toast } from '../../ui/Toasts.tsx'
import {
  type App,
  type AppVersion,
  type Environment,
  environmentNames,
  environments,
} from './app-data.ts'
import { versionTexts } from './version-texts.ts'

export function RequestDialog(props: {
  readonly app: App
  readonly version: AppVersion
  readonly etag: string
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const t = useTexts(versionTexts)
  const { app, version } = props
  const [environment, setEnvironment] = useState<Environment>('stage')
  const ask = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/apps/{appId}/versions/{version}/publications', {
          params: {
            path: { appId: app.id, version: String(version.version) },
            header: { 'if-match': props.etag },
          },
          body: { environment },
        }),
      ),
    onSuccess: () => {
      toast('good', t(environment === 'sod' ? 'publishedToSod' : 'asked'))
      props.onDone()
      props.onClose()
    },
  })
  return (
    <Dialog opened onClose={props.onClose} title={t('requestTitle', { label: version.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <Stack>
          <Radio.Group
            label={t('environment')}
            value={environment}
            onChange={(value) => setEnvironment(value)}
          >
            <Stack gap="sm" mt="xs">
              {environments.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={environmentNames[each]}
                  description={t(`request-${each}-${app.kind}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            {t('requestLocks')}
          </Text>
          {ask.error !== null && <FormFault>{ask.error.message}</FormFault>}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={ask.isPending}>
              {t('requestToPublish')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
