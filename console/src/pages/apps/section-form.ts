/** The section "Customer state change" as it is typed: what it is compared and saved as. */
import { ApiProblem } from '../../api/problem.ts'
import { type EndpointValue, type Environment, environments, type Section } from './app-data.ts'

export type Place = 'common' | Environment

export const isPerEnvironment = ({ per_environment: own }: Section): boolean =>
  environments.some((environment) => own[environment] !== null)

/** One value for all environments. */
export const withCommonOnly = (section: Section): Section => ({
  ...section,
  per_environment: { sod: null, stage: null, production: null },
})

export const sameSection = (one: Section, other: Section): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** As the API takes it: an empty text is no endpoint. */
export function cleaned({ common, per_environment: own }: Section): Section {
  const value = (each: EndpointValue | null) => (each === null ? null : cleanedValue(each))
  return {
    common: cleanedValue(common),
    per_environment: {
      sod: value(own.sod),
      stage: value(own.stage),
      production: value(own.production),
    },
  }
}

function cleanedValue(value: EndpointValue): EndpointValue {
  const endpoint = value.endpoint?.trim() ?? ''
  return { ...value, endpoint: endpoint === '' ? null : endpoint }
}

/** Member by member in one order, however it came. */
function ordered(section: Section): readonly unknown[] {
  const { common, per_environment: own } = cleaned(section)
  const flat = (value: EndpointValue | null) =>
    value === null ? null : [value.endpoint, value.is_on, value.send_error_email]
  return [flat(common), ...environments.map((environment) => flat(own[environment]))]
}

/** What the API says of the endpoint at each place; `other` is what belongs to none. */
export interface SectionFaults {
  readonly endpoints: Partial<Record<Place, string>>
  readonly other: string | null
}

export const noFaults: SectionFaults = { endpoints: {}, other: null }

export function faultsOf(error: Error | null): SectionFaults {
  if (error === null) return noFaults
  if (!(error instanceof ApiProblem)) return { endpoints: {}, other: error.message }
  const endpoints: Partial<Record<Place, string>> = {}
  for (const { pointer, detail } of error.errors) {
    const place = /^\/customer_state_change\/(?:per_environment\/)?(\w+)(?:\/|$)/.exec(pointer)?.[1]
    if (place !== undefined && isPlace(place)) endpoints[place] = detail
  }
  const hasPlace = Object.keys(endpoints).length > 0
  return { endpoints, other: hasPlace ? null : error.message }
}

const isPlace = (text: string): text is Place =>
  text === 'common' || (environments as readonly string[]).includes(text)
