/** What of an app holds at once: its name, who is told of trouble, and its secrets. */
import { Button, Stack, TagsInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { FormFault } from '../../ui/FormFault.tsx'
import { Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { type App, useAppChanged } from './app-data.ts'
import { AppSecrets } from './AppSecrets.tsx'
import { appTexts } from './texts.ts'

const emailsMax = 20

export function AppSettings({ app, etag }: { readonly app: App; readonly etag: string }) {
  const t = useTexts(appTexts)
  const may = mayManage(useSession())
  const changed = useAppChanged(app.id)
  const [name, setName] = useState(app.name)
  const [emails, setEmails] = useState<string[]>([...app.error_emails])
  const save = useMutation({
    mutationFn: () =>
      call(
        client.PATCH('/v1/apps/{appId}', {
          params: { path: { appId: app.id }, header: { 'if-match': etag } },
          body: { name: name.trim(), error_emails: emails },
        }),
      ),
    onSuccess: async () => {
      toast('good', t('settingsSaved'))
      await changed()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  const fault = faultOf(save.error, t('settingsConflict'))
  return (
    <>
      <Section title={t('errorReporting')}>
        <form onSubmit={submit}>
          <Stack maw={560}>
            <TextInput
              label={t('name')}
              value={name}
              maxLength={200}
              required
              disabled={!may}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TagsInput
              label={t('errorEmailsLabel')}
              description={t('errorEmailsHint')}
              value={emails}
              onChange={setEmails}
              maxTags={emailsMax}
              splitChars={[',', ' ', ';']}
              disabled={!may}
              error={fault.email}
            />
            {fault.other !== null && <FormFault>{fault.other}</FormFault>}
            {may && (
              <div>
                <Button type="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
              </div>
            )}
          </Stack>
        </form>
      </Section>
      {may && <AppSecrets appId={app.id} />}
    </>
  )
}

function faultOf(
  error: Error | null,
  conflict: string,
): { readonly email: string | null; readonly other: string | null } {
  if (error === null) return { email: null, other: null }
  if (error instanceof ApiProblem) {
    if (error.status === 412) return { email: null, other: conflict }
    const email = error.errors.find(({ pointer }) => pointer.startsWith('/error_emails'))
    if (email !== undefined) return { email: email.detail, other: null }
  }
  return { email: null, other: error.message }
}
