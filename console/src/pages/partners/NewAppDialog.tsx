import { Button, Group, Radio, Stack, TagsInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { faultAt, faultsOf } from '../../api/problem.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { partnerTexts } from './texts.ts'

export function NewAppDialog(props: { readonly partnerId: string; readonly onClose: () => void }) {
  const { partnerId, onClose } = props
  const t = useTexts(partnerTexts)
  const router = useRouter()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<'custom' | 'standard'>('custom')
  const [emails, setEmails] = useState<string[]>([])
  const make = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/partners/{partnerId}/apps', {
          params: { path: { partnerId } },
          body: { name: name.trim(), kind, error_emails: emails },
        }),
      ),
    onSuccess: async (app) => {
      await queries.invalidateQueries({ queryKey: ['partner', partnerId] })
      await queries.invalidateQueries({ queryKey: ['installation', 'apps'] })
      await router.navigate({ to: paths.app(app.id) })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog opened onClose={onClose} title={t('makeApp')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('name')}
            value={name}
            maxLength={200}
            required
            data-autofocus
            error={faultAt(make.error, '/name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Radio.Group label={t('kind')} value={kind} onChange={setKind}>
            <Stack gap="xs" mt="xs">
              <Radio value="custom" label={t('kind-custom')} description={t('customText')} />
              <Radio value="standard" label={t('kind-standard')} description={t('standardText')} />
            </Stack>
          </Radio.Group>
          <TagsInput
            label={t('errorEmails')}
            description={t('errorEmailsHint')}
            value={emails}
            onChange={setEmails}
            maxTags={20}
            splitChars={[',', ' ', ';']}
            error={faultAt(make.error, '/error_emails')}
          />
          {make.error !== null && faultsOf(make.error).length === 0 && (
            <FormFault>{make.error.message}</FormFault>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('makeApp')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
