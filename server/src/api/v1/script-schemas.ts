/** What callers send and are answered of scripts, with the examples of the OpenAPI document. */
import { Type } from 'typebox'
import { scriptCharactersMax } from '../../domain/limits.ts'
import type { Script } from '../../domain/script.ts'

const strict = { additionalProperties: false } as const
const instant = Type.String({ format: 'date-time' })

export const ScriptBody = Type.Object(
  {
    source: Type.String({
      minLength: 1,
      maxLength: scriptCharactersMax,
      pattern: '^[^\\u0000\\p{Cs}]*$',
      description: `JavaScript, 1 to ${scriptCharactersMax} characters without NUL and half characters`,
    }),
  },
  strict,
)

const facts = {
  name: Type.String(),
  created_at: instant,
  updated_at: instant,
}

export const ScriptView = Type.Object(
  { ...facts, source: Type.String() },
  { title: 'Script', ...strict },
)

export const ScriptListView = Type.Object({ data: Type.Array(Type.Object(facts, strict)) }, strict)

const source = "if (getVariable('Changes.category_idx') === '3') log('a customer')"
const times = { created_at: '2026-11-21T09:00:00.000Z', updated_at: '2026-11-21T09:00:00.000Z' }

export const scriptBodyExample = { source }
export const scriptExample = { name: 'ScriptHook1', ...times, source }
export const scriptListExample = { data: [{ name: 'ScriptHook1', ...times }] }

export function scriptFacts({ name, createdAtMs, updatedAtMs }: Script) {
  const written = (atMs: number): string => new Date(atMs).toISOString()
  return { name, created_at: written(createdAtMs), updated_at: written(updatedAtMs) }
}
