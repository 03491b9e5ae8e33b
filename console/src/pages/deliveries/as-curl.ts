import type { Schemas } from '../../api/client.ts'

type Request = NonNullable<Schemas['Attempt']['request']>

/** The request as a command for a shell; hidden values are hidden in it too. */
export function asCurl({ line, headers, body }: Request): string {
  const space = line.indexOf(' ')
  const parts = [
    `curl -X ${line.slice(0, space)} ${quoted(line.slice(space + 1))}`,
    ...headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ]
  return parts.join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
