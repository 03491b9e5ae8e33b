/** What can be done with one webhook: by its button, and where the row was clicked with the right. */
import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../../text/texts.ts'
import { webhookTexts } from './texts.ts'
import type { WebhookRow } from './webhook-rows.ts'

export type WebhookVerb = 'edit' | 'copy' | 'stop' | 'activate' | 'restart' | 'delete'

interface MenuProps {
  readonly row: WebhookRow
  readonly onVerb: (verb: WebhookVerb, row: WebhookRow) => void
}

export function WebhookMenu(props: MenuProps & { readonly target: ReactNode }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>{props.target}</Menu.Target>
      <Items {...props} />
    </Menu>
  )
}

/** The same at the place of the pointer. */
export function WebhookContextMenu(
  props: MenuProps & {
    readonly at: { readonly x: number; readonly y: number }
    readonly onClose: () => void
  },
) {
  return (
    <Menu
      opened
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus
      onChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
    >
      <Menu.Target>
        <span
          aria-hidden
          style={{ position: 'fixed', left: props.at.x, top: props.at.y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Items {...props} />
    </Menu>
  )
}

function Items({ row, onVerb }: MenuProps) {
  const t = useTexts(webhookTexts)
  return (
    <Menu.Dropdown aria-label={t('menuOf', { name: row.name || t('unnamed') })}>
      {verbsOf(row).map((verb) => (
        <Menu.Item
          key={verb}
          {...(verb === 'delete' ? { c: 'var(--posthorn-bad)' } : {})}
          onClick={() => onVerb(verb, row)}
        >
          {t(verb)}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  )
}

/** One that is disabled is restarted, or stopped for good; every other goes between two states. */
function verbsOf({ webhook: { State } }: WebhookRow): readonly WebhookVerb[] {
  const moves: Readonly<Record<typeof State, readonly WebhookVerb[]>> = {
    Active: ['stop'],
    Stopped: ['activate'],
    TooManyErrors: ['restart', 'stop'],
    Unknown: ['activate'],
  }
  return ['edit', 'copy', ...moves[State], 'delete']
}
