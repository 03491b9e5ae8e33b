/** Short messages at the corner: what was done, or what was refused. Read aloud, gone by themselves. */
import { CloseButton, Paper, Stack, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTexts } from '../text/texts.ts'
import { uiTexts } from './texts.ts'

interface Toast {
  readonly id: number
  readonly tone: 'good' | 'bad'
  readonly text: string
  /** Such as undoing what was done. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const shownMs = { good: 6_000, bad: 15_000 } as const
const shownMax = 5
const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let count = 0

export function toast(tone: Toast['tone'], text: string, action?: Toast['action']): void {
  count += 1
  const id = count
  const added = action === undefined ? { id, tone, text } : { id, tone, text, action }
  change([...toasts, added].slice(-shownMax))
  setTimeout(() => remove(id), action === undefined ? shownMs[tone] : 10_000)
}

/** For the `onError` of a mutation. */
export function toastError(error: Error): void {
  toast('bad', error.message)
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => toasts,
  )
  const t = useTexts(uiTexts)
  return (
    <Stack
      pos="fixed"
      bottom={16}
      style={{ insetInlineEnd: 16, zIndex: 500 }}
      gap="xs"
      aria-live="polite"
      role="status"
    >
      {shown.map(({ id, tone, text, action }) => (
        <Paper key={id} withBorder shadow="md" p="sm" maw={420}>
          <div style={{ display: 'flex', gap: 12, alignItems: 'flex-start' }}>
            <span className="badge" data-tone={tone} data-sign={tone === 'good' ? '✓' : '✕'} />
            <Text size="sm" style={{ flex: 1, overflowWrap: 'anywhere' }}>
              {text}
            </Text>
            {action !== undefined && (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  action.run()
                  remove(id)
                }}
              >
                {action.label}
              </button>
            )}
            <CloseButton size="sm" aria-label={t('close')} onClick={() => remove(id)} />
          </div>
        </Paper>
      ))}
    </Stack>
  )
}

function remove(id: number): void {
  change(toasts.filter((each) => each.id !== id))
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}
