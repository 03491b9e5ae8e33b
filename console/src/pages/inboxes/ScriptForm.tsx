/** How an inbox answers: a step a line, and what follows the last one. */
import { Button, Group, Radio, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { Section } from '../../ui/Page.tsx'
import { toast, toastError } from '../../ui/Toasts.tsx'
import { type NewStep, readScript, writeScript } from './script-text.ts'
import { inboxesTexts } from './texts.ts'

type Script = Schemas['InboxScript']

export function ScriptForm(props: {
  readonly path: { readonly tenantId: string; readonly inboxId: string }
  readonly script: Script
}) {
  const t = useTexts(inboxesTexts)
  const queries = useQueryClient()
  const [text, setText] = useState(() => writeScript(props.script.steps))
  const [after, setAfter] = useState<Script['after']>(props.script.after)
  const read = readScript(text)
  const save = useMutation({
    mutationFn: (steps: NewStep[]) =>
      call(
        client.PUT('/v1/tenants/{tenantId}/inboxes/{inboxId}/script', {
          params: { path: props.path },
          body: { steps, after },
        }),
      ),
    onError: toastError,
    onSuccess: () => {
      toast('good', t('saved'))
      void queries.invalidateQueries({ queryKey: ['tenant', props.path.tenantId, 'inboxes'] })
    },
  })
  return (
    <Section title={t('script')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (read.kind === 'steps') save.mutate(read.steps)
        }}
      >
        <Text size="sm" c="dimmed" mb="xs">
          {t('scriptLead')}
        </Text>
        <Textarea
          label={t('steps')}
          value={text}
          autosize
          minRows={2}
          maxRows={10}
          dir="ltr"
          error={
            read.kind === 'bad-line' ? t('badLine', { line: read.line, text: read.text }) : null
          }
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group mt="sm" justify="space-between" align="flex-end">
          <Radio.Group
            label={t('after')}
            value={after}
            onChange={(value) => setAfter(value === 'loop' ? 'loop' : 'repeat-last')}
          >
            <Group mt="xs">
              <Radio value="repeat-last" label={t('repeat-last')} />
              <Radio value="loop" label={t('loop')} />
            </Group>
          </Radio.Group>
          <Button type="submit" loading={save.isPending} disabled={read.kind === 'bad-line'}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Section>
  )
}
