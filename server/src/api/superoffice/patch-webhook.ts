/**
 * PATCH: a JSON Patch array (RFC 6902) or a merge object (RFC 7396) on the webhook as the caller
 * sees it. As documented: only add, replace, remove and test; paths in any case and with or without
 * the leading slash; a merge object becomes patch operations, in which an object for a list is
 * appended and a list replaces the whole list (REST reference, PATCH Webhook).
 */
import jsonPatch, { type Operation } from 'fast-json-patch'
import { isObject } from './member-reader.ts'
import { badArgument, conflict, isRefusal, type Refusal } from './superoffice-errors.ts'
import { type Webhook, webhookMembers } from './webhook-carrier.ts'
import { mergedValuesMax, patchOperationsMax, patchPathCharactersMax } from './webhook-limits.ts'

type Document = Record<string, unknown>
type PatchOperation = Extract<Operation, { op: 'add' | 'replace' | 'remove' | 'test' }>

/** The patched webhook as a body that `readWebhook` reads, or why the patch cannot be applied. */
export function patchWebhook(webhook: Webhook, patch: unknown): Document | Refusal {
  const document: Document = structuredClone({ ...webhook })
  if (isObject(patch)) return merged(document, patch)
  if (!Array.isArray(patch)) {
    return badArgument('A patch is a list of operations, or an object with the members to change.')
  }
  if (patch.length > patchOperationsMax) {
    return badArgument(`A patch has at most ${patchOperationsMax} operations.`)
  }
  for (const item of patch as readonly unknown[]) {
    const operation = readOperation(item)
    if (isRefusal(operation)) return operation
    // Paths are found in the document as the operations before have left it.
    const refusal = applyOne(document, { ...operation, path: pointerIn(document, operation.path) })
    if (refusal !== null) return refusal
  }
  return document
}

function merged(document: Document, merge: Readonly<Record<string, unknown>>): Document | Refusal {
  const operations = mergeOperations(document, merge)
  if (operations.length > mergedValuesMax) {
    return badArgument(`A patch changes at most ${mergedValuesMax} values.`)
  }
  for (const operation of operations) {
    const refusal = applyOne(document, operation)
    if (refusal !== null) return refusal
  }
  return document
}

function readOperation(item: unknown): PatchOperation | Refusal {
  if (!isObject(item)) return badArgument('Each operation of a patch has to be an object.')
  // Named in any case, as the members of a webhook are.
  const members = new Map(
    Object.entries(item).map(([name, member]) => [name.toLowerCase(), member]),
  )
  const [op, path, value] = ['op', 'path', 'value'].map((name) => members.get(name))
  if (typeof path !== 'string') return badArgument('Each operation of a patch needs a path.')
  if (path.length > patchPathCharactersMax) {
    return badArgument(
      `The path of a patch operation has at most ${patchPathCharactersMax} characters.`,
    )
  }
  const [name = ''] = tokensOf(path)
  if (memberNamed(name) === undefined) {
    return badArgument(`A Webhook has no member ${JSON.stringify(name.slice(0, 100))} to patch.`)
  }
  switch (op) {
    case 'remove':
      return { op, path }
    case 'add':
    case 'replace':
    case 'test':
      if (value === undefined) return badArgument(`A patch operation '${op}' needs a value.`)
      return { op, path, value }
    case 'move':
    case 'copy':
      return badArgument(`The patch operation '${op}' is not supported.`)
    default:
      return badArgument(
        "Each operation of a patch needs an op: 'add', 'replace', 'remove', 'test'.",
      )
  }
}

function applyOne(document: Document, operation: PatchOperation): Refusal | null {
  const tokens = tokensOf(operation.path)
  const [name = ''] = tokens
  if (operation.op === 'remove' && tokens.length === 1) {
    // Members stay; one that is removed has no value.
    document[name] = null
    return null
  }
  try {
    jsonPatch.applyOperation(document, operation, true)
    return null
  } catch (thrown) {
    const at = JSON.stringify(operation.path.slice(0, 200))
    if (isNamed(thrown, 'TEST_OPERATION_FAILED')) {
      return conflict(`The patch operation 'test' does not hold at ${at}: nothing was changed.`)
    }
    // A TypeError is the library's word for a path through `__proto__` or through no object.
    if (thrown instanceof jsonPatch.JsonPatchError || thrown instanceof TypeError) {
      return badArgument(`The patch operation '${operation.op}' cannot be applied at ${at}.`)
    }
    throw thrown
  }
}

function mergeOperations(
  document: Document,
  merge: Readonly<Record<string, unknown>>,
): readonly PatchOperation[] {
  return Object.entries(merge).flatMap(([key, value]) => {
    const name = memberNamed(key)
    // What is not a member of the definition, `_Links` among them, is left out as in a save.
    if (name === undefined) return []
    if (value === null) return [{ op: 'replace' as const, path: `/${name}`, value: null }]
    return mergeInto(document[name], value, `/${name}`)
  })
}

function mergeInto(target: unknown, value: unknown, path: string): readonly PatchOperation[] {
  if (!isObject(value)) return [{ op: 'add', path, value }]
  if (Array.isArray(target)) return [{ op: 'add', path: `${path}/-`, value }]
  if (!isObject(target)) return [{ op: 'add', path, value: withoutNulls(value) }]
  const names = namesIn(target)
  return Object.entries(value).flatMap(([key, member]): readonly PatchOperation[] => {
    const known = Object.hasOwn(target, key) ? key : names.get(key.toLowerCase())
    const below = `${path}/${jsonPatch.escapePathComponent(known ?? key)}`
    if (member === null) return known === undefined ? [] : [{ op: 'remove', path: below }]
    return mergeInto(known === undefined ? undefined : target[known], member, below)
  })
}

function withoutNulls(value: Readonly<Record<string, unknown>>): Document {
  const entries = Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([key, member]): [string, unknown] => [
      key,
      isObject(member) ? withoutNulls(member) : member,
    ])
  return Object.fromEntries(entries)
}

/** The pointer with the names as they stand in the document. */
function pointerIn(document: Document, path: string): string {
  let place: unknown = document
  const tokens = tokensOf(path).map((token) => {
    const key = isObject(place) ? (keyNamed(place, token) ?? token) : token
    place = stepInto(place, key)
    return key
  })
  return tokens.map((token) => `/${jsonPatch.escapePathComponent(token)}`).join('')
}

function stepInto(place: unknown, key: string): unknown {
  if (Array.isArray(place)) return place[Number(key)] as unknown
  return isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined
}

function tokensOf(path: string): readonly string[] {
  const bare = path.startsWith('/') ? path.slice(1) : path
  return bare.split('/').map((token) => jsonPatch.unescapePathComponent(token))
}

function memberNamed(key: string): keyof Webhook | undefined {
  return webhookMembers.find((name) => name.toLowerCase() === key.toLowerCase())
}

function keyNamed(target: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (Object.hasOwn(target, key)) return key
  return Object.keys(target).find((name) => name.toLowerCase() === key.toLowerCase())
}

/** The names of an object by their lower case; of two that differ in case alone the first. */
function namesIn(target: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const names = Object.keys(target).map((name): [string, string] => [name.toLowerCase(), name])
  return new Map(names.toReversed())
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name
}
