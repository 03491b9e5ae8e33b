/** Colours, type and the few defaults in which this console differs from Mantine's own. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Ink: the blue of the console. */
const ink: MantineColorsTuple = [
  '#eef4fb',
  '#d8e5f4',
  '#adc8e8',
  '#7fa9db',
  '#5a8fd1',
  '#437fca',
  '#346fbd',
  '#255a9f',
  '#1d4a86',
  '#153a6c',
]

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 8 },
  colors: { ink },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  focusRing: 'auto',
  components: {
    // A header within a dialog is none of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
  },
})

/** Quiet text has to be readable too: 4.5 to 1 against what it stands on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#545b64',
    '--mantine-color-placeholder': '#6a727c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#1d4a86',
    '--posthorn-good': '#19692c',
    '--posthorn-good-back': '#e3f4e6',
    '--posthorn-warn': '#7a4b00',
    '--posthorn-warn-back': '#fdf0d5',
    '--posthorn-bad': '#a3211a',
    '--posthorn-bad-back': '#fde7e5',
    '--posthorn-quiet': '#4b525b',
    '--posthorn-quiet-back': '#eceff2',
    '--posthorn-busy': '#1d4a86',
    '--posthorn-busy-back': '#e4eefa',
    '--posthorn-surface': '#ffffff',
    '--posthorn-ground': '#f6f8fa',
    '--posthorn-line': '#d5dae0',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1bb',
    '--mantine-color-placeholder': '#949ca6',
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-anchor': '#9cc4f5',
    '--posthorn-good': '#8fe0a2',
    '--posthorn-good-back': '#163321',
    '--posthorn-warn': '#f5cf86',
    '--posthorn-warn-back': '#3b2c0d',
    '--posthorn-bad': '#ffaaa2',
    '--posthorn-bad-back': '#451c19',
    '--posthorn-quiet': '#bcc4cd',
    '--posthorn-quiet-back': '#2b3037',
    '--posthorn-busy': '#a5caf7',
    '--posthorn-busy-back': '#172c47',
    '--posthorn-surface': '#1c2026',
    '--posthorn-ground': '#14171b',
    '--posthorn-line': '#363c44',
  },
})
