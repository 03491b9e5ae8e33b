/**
 * What an API answered, as it may be kept and read by others than the caller: secrets and the values
 * of headers are hidden, by the names that their members have in every API here.
 */
const hidden = '[hidden]'

const secretName =
  /secret|password|passphrase|token|credential|private|authorization|api_?key|^key$/i
const headersName = /^(custom)?_?headers$/i
/** Source of programs: people are told not to put secrets there, and do. */
const sourceName = /^source$/i
/** One-time links to the console carry it where no server's log has it. */
const tokenOfLink = /#token=.+/s

export function hiddenValues(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(tokenOfLink, `#token=${hidden}`)
  if (Array.isArray(value)) return value.map(hiddenValues)
  if (typeof value !== 'object' || value === null) return value
  return withMembers(value, (name, member) => {
    if (secretName.test(name) || sourceName.test(name)) return withoutTexts(member)
    return headersName.test(name) ? withoutHeaderValues(member) : hiddenValues(member)
  })
}

/** Everything that could be a secret goes; that there is one, and since when, may stay. */
function withoutTexts(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    const isInstant = instantName.test(name) && isoInstant.test(value)
    return isInstant || value === '' ? value : hidden
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withoutTexts(item))
  if (typeof value !== 'object' || value === null) return value
  return withMembers(value, (inner, member) => withoutTexts(member, inner))
}

/** A secret may itself look like an instant. */
const instantName = /(_at|At|Date)$/
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/

/** A map from names to values, or a list of both. */
function withoutHeaderValues(value: unknown): unknown {
  if (!Array.isArray(value)) return withoutTexts(value)
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null
      ? withMembers(item, (name, member) => (/^name$/i.test(name) ? member : withoutTexts(member)))
      : withoutTexts(item),
  )
}

function withMembers(value: object, change: (name: string, member: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [name, change(name, member)]),
  )
}
