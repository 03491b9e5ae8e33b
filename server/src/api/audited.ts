/**
 * Answers a call and keeps what it changed in the audit log, for every operation that is no GET and
 * does not say why it changes nothing: so none can forget it. What a thing was before is what the
 * GET of its address answers, and what it became is what the caller is answered; both with secrets
 * hidden. The entry is on disk before the caller has an answer, and a refused call leaves none. A
 * crash between the change and its entry leaves a change that nobody was told of.
 */
import { noteChange } from '../manage/note-change.ts'
import { auditActorOf } from './actor.ts'
import { eyesOf, subscriptionTold } from './audit-eyes.ts'
import { hiddenValues } from './hidden-values.ts'
import type {
  Answer,
  AuditedRequest,
  Operation,
  OperationGroup,
  OperationReply,
} from './operation.ts'
import { isProblem, problem } from './problems.ts'

/** Of what is kept of a thing; more, as of an import, is not. */
const documentCharactersMax = 64 * 1024

export async function answerAudited(
  operation: Operation,
  request: AuditedRequest,
  groups: readonly OperationGroup[],
): Promise<Answer> {
  if (operation.method === 'GET' || operation.unaudited !== undefined) {
    return operation.handle(request)
  }
  const subject = subjectOf(operation, request, groups)
  const named = { ...request.params, ...subject?.named }
  const owned = subscriptionTold(request, { named, after: null })
  const before = subject === null ? null : await read(subject, request)
  const answered = await operation.handle(request)
  if (isProblem(answered) || answered.status >= 400 || answered.isDryRun === true) return answered
  const { context, caller, tenant } = request
  const group = groups.find(({ operations }) => operations.includes(operation))
  const isOfApplications = group?.isOfApplications === true
  const after = documentOf(answered)
  const change = {
    accountKey: answered.accountKey ?? (tenant.key > 0 ? tenant.key : null),
    actor: answered.actor ?? auditActorOf(caller),
    seenBy: eyesOf(request, { operationId: operation.id, isOfApplications, named, after }, owned),
    operation: operation.id,
    named,
    status: answered.status,
    before,
    after,
  }
  try {
    await noteChange(change, context)
  } catch (error) {
    context.ports.observer.observe({ kind: 'fault', where: 'writing the audit log', error })
    return problem('change-not-audited')
  }
  return answered
}

interface Subject {
  readonly get: Operation
  readonly named: Readonly<Record<string, string>>
}

/** What the call is about, where a GET shows it; null: it makes something, or nothing shows it. */
function subjectOf(
  { method, path, subject }: Operation,
  request: AuditedRequest,
  groups: readonly OperationGroup[],
): Subject | null {
  const getOf = (address: string): Operation | null => {
    const all = groups.flatMap(({ operations }) => operations)
    return all.find((one) => one.method === 'GET' && one.path === address) ?? null
  }
  const found = (get: Operation | null, named = request.params): Subject | null =>
    get === null ? null : { get, named }
  if (subject !== undefined) {
    const named = subject.named(request)
    return named === null ? null : found(getOf(subject.path), { ...request.params, ...named })
  }
  const own = getOf(path)
  // A POST to an address that lists things makes one of them.
  if (own !== null) return method === 'POST' ? null : found(own)
  const shorter = path.replace(/(?:\/[^/:]+)+$/, '')
  if (shorter === path) return null
  // What is made below an account does not change the account.
  const isAccount = /\/:(?:tenantId|partnerId)$/.test(shorter)
  return isAccount && method === 'POST' ? null : found(getOf(shorter))
}

const noBytes = Buffer.alloc(0)

/** As the GET answers it by itself: no header and no query of this call is its own. */
async function read({ get, named }: Subject, request: AuditedRequest): Promise<unknown> {
  const answered = await get.handle({
    ...request,
    params: named,
    query: {},
    body: undefined,
    rawBody: noBytes,
    contentType: '',
    headers: {},
    url: request.url.split('?', 1)[0] ?? '',
  })
  return isProblem(answered) || answered.status >= 400 ? null : documentOf(answered)
}

function documentOf(reply: OperationReply): unknown {
  const shown = hiddenValues(reply.changed ?? jsonOf(reply))
  const { length } = JSON.stringify(shown)
  return length > documentCharactersMax ? { is_cut: true, characters: length } : shown
}

/** What is no JSON says nothing here. */
function jsonOf({ body = null, headers }: OperationReply): unknown {
  if (typeof body !== 'string') return body instanceof Uint8Array ? null : body
  return headers?.['content-type']?.includes('json') === true ? JSON.parse(body) : null
}
