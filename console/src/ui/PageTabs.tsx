/** The parts of a page that has too much for one look. Which one is open is the address's to say. */
import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

export interface PageTab {
  readonly name: string
  readonly title: string
  readonly show: () => ReactNode
}

export function PageTabs(props: {
  readonly label: string
  readonly tabs: readonly PageTab[]
  /** As the address has it; the first tab where it names none. */
  readonly open: string | undefined
  readonly onOpen: (name: string) => void
}) {
  const { tabs } = props
  const open = tabs.find(({ name }) => name === props.open) ?? tabs[0]
  if (open === undefined) return null
  return (
    <Tabs
      value={open.name}
      onChange={(name) => {
        if (name !== null) props.onOpen(name)
      }}
      keepMounted={false}
      className="page-tabs"
    >
      <Tabs.List aria-label={props.label}>
        {tabs.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, show }) => (
        <Tabs.Panel key={name} value={name} pt="md">
          {name === open.name ? show() : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
