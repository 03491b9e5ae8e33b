/**
 * The form of a webhook with what stands around it: the way back, the active toggle and Save at the
 * top right, below them how deliveries have been going, and the log of its events beside the form.
 */
import { Alert, Anchor, Button, Group, Stack, Switch, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Page } from '../../ui/Page.tsx'
import { LeaveQuestion } from '../subscriptions/LeaveQuestion.tsx'
import { AdvancedFields } from './AdvancedFields.tsx'
import { DestinationFields } from './DestinationFields.tsx'
import { webhookFormTexts } from './form-texts.ts'
import type { WebhookPart } from './form-part.ts'
import { GeneralFields } from './GeneralFields.tsx'
import { NotificationFields } from './NotificationFields.tsx'
import { fieldOf, newValues, type WebhookValues } from './webhook-values.ts'

interface EditorProps {
  readonly tenantId: string
  readonly title: string
  readonly stored: WebhookPart['stored']
  /** The stored values; null: a new webhook. */
  readonly before: WebhookValues | null
  readonly aside?: React.ReactNode
  /** Below the toggle. */
  readonly status?: React.ReactNode
  /** Puts the fields among other parts of the page. */
  readonly around?: (fields: React.ReactNode) => React.ReactNode
  /** Saves, and says what to do once the form may be left. */
  readonly save: (values: WebhookValues) => Promise<() => void>
}

export function WebhookEditor(props: EditorProps) {
  const { tenantId, before, stored } = props
  const t = useTexts(webhookFormTexts)
  const isReadOnly = !mayManage(useSession())
  const form = useForm<WebhookValues>({
    ...(before === null ? { defaultValues: newValues } : { values: before }),
    mode: 'onTouched',
    // What is read again meanwhile must not take away what is being typed.
    resetOptions: { keepDirtyValues: true },
  })
  const { isDirty, isSubmitting, errors } = form.formState
  const isSaved = useRef(false)
  const isChanged = useRef(false)
  useEffect(() => {
    isChanged.current = isDirty
  }, [isDirty])
  const submit = form.handleSubmit(async (values) => {
    try {
      const goOn = await props.save(values)
      isSaved.current = true
      form.reset({ ...values, secret: '' })
      goOn()
      isSaved.current = false
    } catch (error) {
      tellFault(error, form)
    }
  })
  const part: WebhookPart = { tenantId, form, isReadOnly, stored }
  const fields = (
    <Stack gap="lg">
      {errors.root?.message !== undefined && (
        <Alert color="red" variant="outline" role="alert">
          {errors.root.message}
        </Alert>
      )}
      <GeneralFields {...part} />
      <DestinationFields {...part} />
      <NotificationFields {...part} />
      <AdvancedFields {...part} />
    </Stack>
  )
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <LeaveQuestion isChanged={() => isChanged.current && !isSaved.current} />
      <Page
        title={props.title}
        aside={props.aside}
        lead={
          <Anchor component={Link} to={paths.tenant(tenantId).webhooks} size="sm">
            {t('back')}
          </Anchor>
        }
        actions={
          <Stack gap={6} align="flex-end">
            <Group gap="md">
              <Switch
                label={t('active')}
                disabled={isReadOnly}
                {...form.register('isActive')}
                checked={form.watch('isActive')}
              />
              {!isReadOnly && (
                <Button type="submit" loading={isSubmitting}>
                  {t('save')}
                </Button>
              )}
            </Group>
            {props.status !== undefined && (
              <Text size="xs" c="dimmed" component="div">
                {props.status}
              </Text>
            )}
          </Stack>
        }
      >
        {props.around === undefined ? fields : props.around(fields)}
      </Page>
    </form>
  )
}

/** The API says in a sentence what is wrong; it begins with the member that is. */
function tellFault(error: unknown, form: UseFormReturn<WebhookValues>): void {
  const message = error instanceof Error ? error.message : String(error)
  const field = fieldOf(message)
  const isHidden = field === 'url' && form.getValues('kind') === 'crmscript'
  form.setError(field === null ? 'root' : isHidden ? 'script' : field, { message })
}
