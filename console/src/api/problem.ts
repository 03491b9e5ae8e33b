/**
 * What the API refuses, as an error that a page can show: each API has its own way to say it, and
 * this is the one place that reads them. What the network refuses is one too.
 */
export interface FieldFault {
  /** JSON pointer into the body that was sent, such as `/url`. */
  readonly pointer: string
  readonly detail: string
}

export class ApiProblem extends Error {
  readonly status: number
  /** The permanent name; `unreachable` when there was no answer. */
  readonly code: string
  readonly title: string
  readonly errors: readonly FieldFault[]

  constructor(facts: {
    readonly status: number
    readonly code: string
    readonly title: string
    readonly detail: string
    readonly errors?: readonly FieldFault[]
  }) {
    super(facts.detail)
    this.name = 'ApiProblem'
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title
    this.errors = facts.errors ?? []
  }
}

/**
 * What is wrong at a field, or below it with the way there; null: nothing, or it was no refusal of
 * fields.
 */
export function faultAt(error: Error | null, pointer: string): string | null {
  const faults = faultsOf(error).filter(
    (fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`),
  )
  const texts = faults.map((fault) =>
    `${fault.pointer.slice(pointer.length)} ${fault.detail}`.trim(),
  )
  return texts.length === 0 ? null : texts.join('; ')
}

/** Every field that was refused; none where the refusal is about no field. */
export function faultsOf(error: Error | null): readonly FieldFault[] {
  return error instanceof ApiProblem ? error.errors : []
}

export function unreachable(error: unknown): ApiProblem {
  const detail = error instanceof Error ? error.message : String(error)
  return new ApiProblem({ status: 0, code: 'unreachable', title: 'No answer', detail })
}

/** Reads a refusal of the native API (RFC 9457), of RoSaaS's, or of SuperOffice's. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const fields = isObject(body) ? body : {}
  const { code, title, detail } = fields
  if (typeof code === 'string') {
    return new ApiProblem({
      status,
      code,
      title: textOf(title) ?? code,
      detail: textOf(detail) ?? '',
      errors: Array.isArray(fields['errors']) ? fields['errors'].filter(isFieldFault) : [],
    })
  }
  const detailText =
    rosaasText(fields) ??
    textOf(fields['ErrorMessage']) ??
    textOf(fields['Message']) ??
    textOf(fields['message'])
  return new ApiProblem({
    status,
    code: `http-${status}`,
    title: `HTTP ${status}`,
    detail: detailText ?? '',
    errors: rosaasFaults(fields),
  })
}

function rosaasText(fields: Readonly<Record<string, unknown>>): string | null {
  const messages = rosaasErrors(fields).map(({ message }) => message)
  return messages.filter((message) => typeof message === 'string').join(' ') || null
}

/** What RoSaaS's API says of one member of the body, at the place of that member. */
function rosaasFaults(fields: Readonly<Record<string, unknown>>): readonly FieldFault[] {
  return rosaasErrors(fields).flatMap(({ parameter, message }) =>
    typeof parameter === 'string' && parameter !== '' && typeof message === 'string'
      ? [{ pointer: `/${parameter}`, detail: message }]
      : [],
  )
}

function rosaasErrors({
  metadata,
}: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  if (!isObject(metadata) || !Array.isArray(metadata['errors'])) return []
  return metadata['errors'].filter(isObject)
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFieldFault = (value: unknown): value is FieldFault =>
  isObject(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string'
