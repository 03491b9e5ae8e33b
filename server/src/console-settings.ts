/** The settings of the console. */
import { withDefault } from './setting.ts'
import { frameAncestors } from './setting-values.ts'

export const consoleSettings = {
  consoleFrameAncestors: withDefault({
    name: 'POSTHORN_CONSOLE_FRAME_ANCESTORS',
    defaultText: 'none',
    bound: 'none, self, or origins such as https://app.example.com, separated by commas',
    help: 'Who may show the console in a frame of theirs, for a portal within another product.',
    read: frameAncestors,
  }),
} as const
