/** The events of the catalogue as the tree that people choose from, read off their dotted names. */
import type { EventType } from './product-data.ts'

export interface TreeGroup {
  readonly name: string
  /** Of all events below. */
  readonly codes: readonly number[]
  readonly groups: readonly TreeGroup[]
  readonly leaves: readonly {
    readonly code: number
    readonly name: string
    readonly label: string
  }[]
}

export function treeOf(types: readonly EventType[]): TreeGroup {
  return groupOf(
    '',
    types.map(({ id, event }) => ({ code: id, name: event, parts: event.split('.') })),
  )
}

interface Placed {
  readonly code: number
  readonly name: string
  readonly parts: readonly string[]
}

function groupOf(name: string, events: readonly Placed[]): TreeGroup {
  const below = new Map<string, Placed[]>()
  for (const { parts, ...event } of events) {
    const [first = '', ...rest] = parts
    if (rest.length === 0) continue
    const group = below.get(first) ?? []
    group.push({ ...event, parts: rest })
    below.set(first, group)
  }
  return {
    name,
    codes: events.map(({ code }) => code),
    leaves: events
      .filter(({ parts }) => parts.length === 1)
      .map(({ code, name: event, parts }) => ({
        code,
        name: event,
        label: spaced(parts[0] ?? ''),
      })),
    groups: [...below].map(([group, members]) => groupOf(spaced(group), members)),
  }
}

/** `ChangedToHealthy` is read as `Changed To Healthy`; the name of the system stays one word. */
const spaced = (text: string): string =>
  text.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll('Ro Saas', 'RoSaas')
