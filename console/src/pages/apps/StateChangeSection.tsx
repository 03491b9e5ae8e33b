/** The section "Customer state change": where an app is told, for all environments or for each. */
import { Alert, Button, Group, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../text/texts.ts'
import { Section as Card } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { environmentNames, environments, type Section } from './app-data.ts'
import { EndpointFields } from './EndpointFields.tsx'
import { PerEnvironmentDialog } from './PerEnvironmentDialog.tsx'
import { isPerEnvironment, withCommonOnly } from './section-form.ts'
import type { SectionForm } from './use-section-form.ts'
import { versionTexts } from './version-texts.ts'
import classes from './apps.module.css'

export function StateChangeSection(props: {
  readonly form: SectionForm
  /** Locked, or not for this session to change. */
  readonly isDisabled: boolean
}) {
  const t = useTexts(versionTexts)
  const { form, isDisabled } = props
  const [isOpen, setOpen] = useState(false)
  const isEach = isPerEnvironment(form.section)
  return (
    <Card
      title={t('customerStateChange')}
      actions={
        <Switch
          label={t('configurePerEnvironment')}
          labelPosition="left"
          checked={isEach || isOpen}
          disabled={isDisabled}
          onChange={(event) => {
            if (event.currentTarget.checked) setOpen(true)
            else form.edit(withCommonOnly(form.section))
          }}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('customerStateChangeLead')}
      </Text>
      <div style={{ maxWidth: 640 }}>
        <EndpointFields
          value={form.section.common}
          isDisabled={isDisabled}
          fault={form.faults.endpoints.common}
          onChange={(common) => form.edit({ ...form.section, common })}
        />
      </div>
      {isEach && (
        <OwnValues section={form.section} isDisabled={isDisabled} onEdit={() => setOpen(true)} />
      )}
      {form.faults.other !== null && !isOpen && (
        <Alert mt="md" variant="outline" color="red" role="alert">
          {form.faults.other}
        </Alert>
      )}
      {!isDisabled && (
        <Group mt="lg" gap="sm">
          <Button loading={form.isSaving} disabled={!form.isDirty} onClick={() => form.save()}>
            {t('saveSettings')}
          </Button>
          {form.isDirty && (
            <Button variant="default" onClick={form.discard}>
              {t('discard')}
            </Button>
          )}
          {form.isDirty && (
            <Text size="sm" c="dimmed">
              {t('unsaved')}
            </Text>
          )}
        </Group>
      )}
      {isOpen && (
        <PerEnvironmentDialog
          section={form.section}
          faults={form.faults}
          isBusy={form.isSaving}
          isDisabled={isDisabled}
          onOk={(section) => form.save(section, () => setOpen(false))}
          onCancel={() => {
            form.forgetFaults()
            setOpen(false)
          }}
        />
      )}
    </Card>
  )
}

function OwnValues(props: {
  readonly section: Section
  readonly isDisabled: boolean
  readonly onEdit: () => void
}) {
  const t = useTexts(versionTexts)
  const { common, per_environment: own } = props.section
  return (
    <div style={{ marginBlockStart: 20 }}>
      <Group justify="space-between" mb="xs">
        <h3 style={{ margin: 0, fontSize: 15 }}>{t('perEnvironment')}</h3>
        <Button size="compact-sm" variant="default" onClick={props.onEdit}>
          {t(props.isDisabled ? 'showPerEnvironment' : 'editPerEnvironment')}
        </Button>
      </Group>
      <div className={classes['cards']}>
        {environments.map((environment) => {
          const { endpoint, is_on: isOn, send_error_email: isMailed } = own[environment] ?? common
          return (
            <div key={environment} className={classes['card']}>
              <Group gap="xs" mb={6}>
                <strong>{environmentNames[environment]}</strong>
                <StatusBadge tone={isOn ? 'good' : 'quiet'}>{t(isOn ? 'on' : 'off')}</StatusBadge>
              </Group>
              <span className="mono">{endpoint ?? t('noEndpoint')}</span>
              <Text size="xs" c="dimmed" mt={6}>
                {t(own[environment] === null ? 'isCommon' : 'isOwn')}
                {' · '}
                {t(isMailed ? 'mailed' : 'notMailed')}
              </Text>
            </div>
          )
        })}
      </div>
    </div>
  )
}
