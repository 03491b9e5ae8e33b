/** Turns a list's live feed on and off, by hand or with `l`, and says how it stands. */
import { Switch } from '@mantine/core'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'
import { useKeys } from './use-keys.ts'

export type LiveSwitchState = 'off' | 'connecting' | 'open' | 'lost'

export function LiveSwitch(props: {
  readonly state: LiveSwitchState
  readonly onChange: (isOn: boolean) => void
}) {
  const t = useTexts(uiTexts)
  const isOn = props.state !== 'off'
  useKeys({ l: () => props.onChange(!isOn) })
  return (
    <div className="live" data-state={props.state}>
      <Switch
        size="sm"
        label={t('live')}
        checked={isOn}
        onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
      />
      <span className="live-dot" aria-hidden />
      <span role="status">{t(`live-${props.state}`)}</span>
    </div>
  )
}
