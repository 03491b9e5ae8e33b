/** The dialog "Update configuration per environment": OK saves, Cancel leaves all as it was. */
import { Alert, Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../text/texts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type Environment, environmentNames, environments, type Section } from './app-data.ts'
import { EndpointFields } from './EndpointFields.tsx'
import type { SectionFaults } from './section-form.ts'
import { versionTexts } from './version-texts.ts'
import classes from './apps.module.css'

export function PerEnvironmentDialog(props: {
  readonly section: Section
  readonly faults: SectionFaults
  readonly isBusy: boolean
  readonly isDisabled: boolean
  readonly onOk: (section: Section) => void
  readonly onCancel: () => void
}) {
  const t = useTexts(versionTexts)
  const [section, setSection] = useState(props.section)
  const { faults, isDisabled } = props
  return (
    <Dialog opened size={960} onClose={props.onCancel} title={t('perEnvironmentTitle')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onOk(section)
        }}
      >
        <div className={classes['boxes']}>
          <fieldset className={classes['box']}>
            <legend>{t('common')}</legend>
            <EndpointFields
              of={t('common')}
              value={section.common}
              isDisabled={isDisabled}
              fault={faults.endpoints.common}
              onChange={(common) => setSection({ ...section, common })}
            />
          </fieldset>
          <div className={classes['stack']}>
            {environments.map((environment) => (
              <Own
                key={environment}
                environment={environment}
                section={section}
                isDisabled={isDisabled}
                fault={faults.endpoints[environment]}
                onChange={setSection}
              />
            ))}
          </div>
        </div>
        {faults.other !== null && (
          <Alert mt="md" variant="outline" color="red" role="alert">
            {faults.other}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={props.onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={props.isBusy} disabled={isDisabled}>
            {t('ok')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}

function Own(props: {
  readonly environment: Environment
  readonly section: Section
  readonly isDisabled: boolean
  readonly fault: string | undefined
  readonly onChange: (section: Section) => void
}) {
  const t = useTexts(versionTexts)
  const { environment, section } = props
  const name = environmentNames[environment]
  const own = section.per_environment[environment]
  const put = (value: typeof own): void =>
    props.onChange({
      ...section,
      per_environment: { ...section.per_environment, [environment]: value },
    })
  return (
    <fieldset className={classes['box']}>
      <legend>{name}</legend>
      <div className={classes['fields']}>
        <Checkbox
          label={t('replaceWithCommon', { environment: name })}
          checked={own === null}
          disabled={props.isDisabled}
          onChange={(event) => put(event.currentTarget.checked ? null : section.common)}
        />
        {own !== null && (
          <EndpointFields
            of={name}
            value={own}
            isDisabled={props.isDisabled}
            fault={props.fault}
            onChange={put}
          />
        )}
      </div>
    </fieldset>
  )
}
