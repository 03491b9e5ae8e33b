/**
 * JSON text with line ends and indents, and otherwise as it was: parsing and writing it again would
 * change long numbers and drop members of the same name. Null: it is not an object or a list, or
 * not JSON (such as one that was cut).
 */
const indent = '  '

export function prettyJson(text: string): string | null {
  const start = text.trimStart()
  if (!start.startsWith('{') && !start.startsWith('[')) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const parts: string[] = []
  let depth = 0
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token === '{' || token === '[') {
      const isEmpty = next === '}' || next === ']'
      if (!isEmpty) depth += 1
      parts.push(token, isEmpty ? '' : lineEnd(depth))
    } else if (token === '}' || token === ']') {
      const before = tokens[index - 1]
      if (before === '{' || before === '[') parts.push(token)
      else {
        depth -= 1
        parts.push(lineEnd(depth), token)
      }
    } else if (token === ',') parts.push(token, lineEnd(depth))
    else parts.push(token === ':' ? ': ' : token)
  }
  return parts.join('')
}

const lineEnd = (depth: number): string => `\n${indent.repeat(depth)}`
