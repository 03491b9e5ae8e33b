/** What stands in the environment under a name like that of a setting, and is none. */
import { nearestName } from './domain/nearest-name.ts'

/** Kubernetes puts these into every pod beside a Service that is called `posthorn`. */
const ignoredName = /^POSTHORN_(PORT|PORT_.*|SERVICE_.*)$/
/** The same beside one that is called `posthorn-<name>`. */
const ignoredNameOfOthers =
  /^POSTHORN_.+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/
const ignoredPort = { name: /^POSTHORN_.+_PORT$/, value: /^(tcp|udp|sctp):\/\// }

/** A sentence for each variable that looks like a setting and is none of these. */
export function unknownSettings(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('POSTHORN_') && !names.includes(name))
    .filter((name) => !ignoredName.test(name) && !ignoredNameOfOthers.test(name))
    .filter((name) => {
      const isPort = ignoredPort.name.test(name) && ignoredPort.value.test(environment[name] ?? '')
      return !isPort
    })
    .map((name) => {
      const nearest = nearestName(name, names)
      const hint = nearest === null ? 'see "posthorn config" for those there are' : `${nearest}?`
      const fix = nearest === null ? hint : `did you mean ${hint}`
      return `${name} is no setting; ${fix}`
    })
}
