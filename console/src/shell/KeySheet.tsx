/** Which keys do what, and the switch that turns single ones off. */
import { Switch } from '@mantine/core'
import { setPreferences, usePreferences } from '../text/preferences.ts'
import { useTexts } from '../text/texts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { shellTexts } from './texts.ts'
import classes from './shell.module.css'

const keys = [
  ['keyPalette', 'Ctrl K'],
  ['keySheetKey', '?'],
  ['keySearch', '/'],
  ['keyGoDeliveries', 'g d'],
  ['keyGoEvents', 'g e'],
  ['keyGoSubscriptions', 'g s'],
  ['keyRows', 'j k'],
  ['keyOpen', 'Enter'],
  ['keySelect', 'x'],
  ['keyLive', 'l'],
  ['keyResend', 'r'],
  ['keyExplain', 'e'],
  ['keyCopy', 'c'],
  ['keyAttempts', '[ ]'],
  ['keyClose', 'Esc'],
] as const

export function KeySheet(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useTexts(shellTexts)
  const { hasShortcuts } = usePreferences()
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title={t('keySheet')}>
      <Switch
        label={t('shortcutsOn')}
        checked={hasShortcuts}
        onChange={({ currentTarget }) => setPreferences({ hasShortcuts: currentTarget.checked })}
      />
      <table className={classes['sheet']}>
        <tbody>
          {keys.map(([name, key]) => (
            <tr key={name}>
              <td>{t(name)}</td>
              <td>
                <kbd dir="ltr">{key}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
