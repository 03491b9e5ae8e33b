/** The three settings of an endpoint, once for all environments or for one. */
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { Facts } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { EndpointValue } from './app-data.ts'
import { versionTexts } from './version-texts.ts'
import classes from './apps.module.css'

export function EndpointFields(props: {
  readonly value: EndpointValue
  readonly onChange: (value: EndpointValue) => void
  readonly isDisabled: boolean
  readonly fault?: string | undefined
  /** Before the names of the controls for readers of the screen, where there are several. */
  readonly of?: string
}) {
  const t = useTexts(versionTexts)
  const { value, onChange } = props
  if (props.isDisabled) return <EndpointFacts value={value} />
  const named = (label: string) =>
    props.of === undefined ? {} : { 'aria-label': `${props.of}: ${label}` }
  return (
    <div className={classes['fields']}>
      <TextInput
        label={t('endpoint')}
        {...named(t('endpoint'))}
        type="url"
        inputMode="url"
        dir="ltr"
        placeholder="https://www.awesomeapp.com/NotifyCustomerStateChange"
        maxLength={2_048}
        value={value.endpoint ?? ''}
        error={props.fault}
        onChange={(event) => onChange({ ...value, endpoint: event.currentTarget.value })}
      />
      <Switch
        label={t('isOn')}
        {...named(t('isOn'))}
        checked={value.is_on}
        onChange={(event) => onChange({ ...value, is_on: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('sendErrorEmail')}
        {...named(t('sendErrorEmail'))}
        checked={value.send_error_email}
        onChange={(event) => onChange({ ...value, send_error_email: event.currentTarget.checked })}
      />
    </div>
  )
}

/** The same where nothing can be changed: to be read, not greyed. */
function EndpointFacts({ value }: { readonly value: EndpointValue }) {
  const t = useTexts(versionTexts)
  const { endpoint, is_on: isOn, send_error_email: isMailed } = value
  return (
    <Facts
      rows={[
        [
          t('endpoint'),
          endpoint === null ? (
            t('noEndpoint')
          ) : (
            <span key="endpoint" className="mono">
              {endpoint}
            </span>
          ),
        ],
        [
          t('isOn'),
          <StatusBadge key="on" tone={isOn ? 'good' : 'quiet'}>
            {t(isOn ? 'on' : 'off')}
          </StatusBadge>,
        ],
        [t('sendErrorEmail'), t(isMailed ? 'yes' : 'no')],
      ]}
    />
  )
}
