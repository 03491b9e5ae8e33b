/**
 * One HTTP operation as data: the router, the access rules, the OpenAPI document and the tests of
 * tenant isolation are all read off the same object. Forgetting `allow` does not compile.
 *
 * Operations stand in groups; a group is one API with its own way to show credentials and its own
 * error bodies, so that the management API of another system keeps that system's manners.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Static, TSchema } from 'typebox'
import type { AuditActor } from '../domain/audit.ts'
import type { Tenant } from '../domain/tenant.ts'
import type { KnownCaller } from './caller.ts'
import type { ApiContext } from './context.ts'
import type { Problem, ProblemCode } from './problems.ts'
import type { ReplyStream } from './reply-stream.ts'

/** Who may call: the operator, or a key of the path's tenant or partner with that scope. */
export type Role =
  'operator' | 'tenant:manage' | 'tenant:read' | 'tenant:ingest' | 'partner:manage' | 'partner:read'
export type Allow = 'anyone' | readonly Role[]
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Caller = { readonly kind: 'anyone' } | KnownCaller

/** What a path may name: whose account it is about; or the caller's own, which it does not name. */
export type AccountKind = 'tenant' | 'partner' | 'app' | 'product' | 'own'

/** The account of the path, which exists and which the caller may see; of an app, its partner's. */
export type PathTenant = Pick<Tenant, 'key' | 'id'>

/** The names after a colon in a path, as an object of texts. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown

export interface OperationRequest<Params, Query, Body> {
  /** Decoded, otherwise as the caller wrote them: a malformed id is the operation's to refuse. */
  readonly params: Params
  readonly query: Query
  /** What the schema made of the body; the raw bytes themselves for a raw body. */
  readonly body: Body
  /** As received; empty when there was none. */
  readonly rawBody: Buffer
  /** Lower case, without parameters; empty when the caller gave none. */
  readonly contentType: string
  readonly headers: IncomingHttpHeaders
  /** Path and query as received. */
  readonly url: string
  readonly caller: Caller
  readonly remoteAddress: string
  readonly context: ApiContext
}

export type TenantRequest<Params, Query, Body> = OperationRequest<Params, Query, Body> & {
  readonly tenant: PathTenant
}

export interface OperationReply {
  readonly status: number
  /** Sent as JSON; a text or bytes go as they are; undefined: no body. */
  readonly body?: unknown
  /** In place of a body: an answer that goes on, always with the status 200. */
  readonly stream?: ReplyStream
  /** `content-type` may be among them; JSON otherwise. */
  readonly headers?: Readonly<Record<string, string>>
  /** Cookies to be set beside one among the headers. */
  readonly cookies?: readonly string[]
  /** Nothing was changed, so the audit log has nothing to keep. */
  readonly isDryRun?: boolean
  /** Whose audit log has the entry, where the call names no account. */
  readonly accountKey?: number
  /** Who did it, for the audit log, where the call itself showed nobody. */
  readonly actor?: AuditActor
  /** What became of it, for the audit log, where the body is no JSON or shows a secret. */
  readonly changed?: unknown
}

export type Answer = OperationReply | Problem

export type BodyRule<Schema extends TSchema = TSchema> =
  /** Parsed within the limits and checked; `contentTypes` defaults to `application/json`. */
  | {
      readonly kind: 'json'
      readonly schema: Schema
      readonly example: unknown
      readonly isOptional?: boolean
      /** At the most, where strangers may send it; else what the installation takes. */
      readonly bytesMax?: number
      readonly contentTypes?: readonly string[]
    }
  /** Handed over as received; the schema is for the document alone. `*` takes any content type. */
  | {
      readonly kind: 'raw'
      readonly contentTypes: readonly string[]
      readonly schema?: Schema
      readonly example?: unknown
    }
  | EnvelopeRule

/**
 * A body that says which of the operations at one address is meant, and that may carry the
 * caller's key where no header shows one. All operations at that address have the same `read`.
 */
export interface EnvelopeRule<Value = unknown> {
  readonly kind: 'envelope'
  readonly contentTypes: readonly string[]
  /** At the most; less where the installation takes less of every body. */
  readonly bytesMax: number
  readonly read: (bytes: Buffer, headers: IncomingHttpHeaders) => Envelope<Value> | Answer
  readonly example: string
  /** It is not described by a JSON schema. */
  readonly schema?: never
}

export interface Envelope<Value> {
  readonly kind: 'envelope'
  /** Id of the operation that is meant. */
  readonly operationId: string
  /** The caller's key as the body carries it; null: it carries none. */
  readonly key: string | null
  /** What the operation gets as its body. */
  readonly value: Value
}

export interface ResponseRule {
  readonly description: string
  readonly schema?: TSchema
  readonly example?: unknown
  readonly contentType?: string
  /** Name and meaning of headers that the answer may carry. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A request with its types forgotten, as the audit log looks at it. */
export type AuditedRequest = TenantRequest<Record<string, string>, unknown, unknown>

export interface AuditSubject {
  /** Of the GET that shows it. */
  readonly path: string
  /** What its path names in this request; null: nothing that is there yet. */
  named(request: AuditedRequest): Readonly<Record<string, string>> | null
}

interface OperationFacts<Path extends string> {
  readonly id: string
  readonly method: Method
  /** With `:name` for what varies; the tenant is always `:tenantId`. */
  readonly path: Path
  readonly allow: Allow
  readonly summary: string
  readonly description?: string
  readonly tag: string
  /** Beyond those that every operation can answer. */
  readonly problems?: readonly ProblemCode[]
  readonly responses: Readonly<Record<number, ResponseRule>>
  /** Request headers that mean something here: name and meaning. */
  readonly requestHeaders?: Readonly<Record<string, string>>
  /** Why it is in no audit log, although it is no GET: it changes nothing that anybody manages. */
  readonly unaudited?: 'reads' | 'event' | 'test'
  /** What it changes, for the audit log, where the path does not say so. */
  readonly subject?: AuditSubject
  /** Answered ahead of the router (hot-path.ts): a raw JSON body, and a tenant in the path. */
  readonly isHot?: true
}

/** What the router holds: the same with its types forgotten. */
export interface Operation extends OperationFacts<string> {
  readonly query: TSchema | null
  readonly body: BodyRule | null
  /** Null: its path names no account. */
  readonly accountKind: AccountKind | null
  readonly isOfTenant: boolean
  handle(request: TenantRequest<Record<string, string>, unknown, unknown>): Promise<Answer>
}

type BodyOf<Rule> = Rule extends { kind: 'json'; schema: infer Schema extends TSchema }
  ? Rule extends { isOptional: true }
    ? Static<Schema> | undefined
    : Static<Schema>
  : Rule extends { kind: 'raw' }
    ? Buffer
    : Rule extends EnvelopeRule<infer Value>
      ? Value
      : undefined

type QueryOf<Schema> = Schema extends TSchema ? Static<Schema> : Readonly<Record<never, never>>

interface OperationRules<Query, Body> {
  readonly query?: Query
  readonly body?: Body
}

/** As it is written down: with the types of what its handler gets. */
type AccountOperation<
  Path extends string,
  Query extends TSchema | undefined,
  Body extends BodyRule | undefined,
> = OperationFacts<Path> &
  OperationRules<Query, Body> & {
    handle(
      request: TenantRequest<PathParams<Path>, QueryOf<Query>, BodyOf<Body>>,
    ): Promise<Answer> | Answer
  }

/** An operation whose path names no tenant. */
export function operation<
  const Path extends string,
  Query extends TSchema | undefined = undefined,
  const Body extends BodyRule | undefined = undefined,
>(
  spec: OperationFacts<Path> &
    OperationRules<Query, Body> & {
      handle(
        request: OperationRequest<PathParams<Path>, QueryOf<Query>, BodyOf<Body>>,
      ): Promise<Answer> | Answer
    },
): Operation {
  return withTypesForgotten(spec, null)
}

/** An operation on one tenant; the caller was found to belong to it before `handle` runs. */
export function tenantOperation<
  const Path extends `${string}/:tenantId${string}`,
  Query extends TSchema | undefined = undefined,
  const Body extends BodyRule | undefined = undefined,
>(spec: AccountOperation<Path, Query, Body>): Operation {
  return withTypesForgotten(spec, 'tenant')
}

/** An operation on one partner, or on one app of a partner; `tenant` is the partner's account. */
export function partnerOperation<
  const Path extends `/v1/partners/:partnerId${string}` | `/v1/apps/:appId${string}`,
  Query extends TSchema | undefined = undefined,
  const Body extends BodyRule | undefined = undefined,
>(spec: AccountOperation<Path, Query, Body>): Operation {
  return withTypesForgotten(spec, spec.path.startsWith('/v1/apps/') ? 'app' : 'partner')
}

/** An operation on the product of the path, or on that of the caller; `tenant` is its tenant. */
export function productOperation<
  const Path extends
    `/api/management/sadmin/v1/products/:productId${string}` | `/api/management/apps/v1/${string}`,
  Query extends TSchema | undefined = undefined,
  const Body extends BodyRule | undefined = undefined,
>(spec: AccountOperation<Path, Query, Body>): Operation {
  return withTypesForgotten(spec, spec.path.includes('/:productId') ? 'product' : 'own')
}

/** What tenants do with their own, as partners do it with theirs. */
export function forPartners(ofTenants: Operation): Operation {
  const asPartner = (role: Role): Role => role.replace('tenant:', 'partner:') as Role
  return {
    ...ofTenants,
    id: `partner${ofTenants.id.charAt(0).toUpperCase()}${ofTenants.id.slice(1)}`,
    path: ofTenants.path.replace('/v1/tenants/:tenantId', '/v1/partners/:partnerId'),
    allow: ofTenants.allow === 'anyone' ? 'anyone' : ofTenants.allow.map(asPartner),
    tag: 'Partners',
    accountKind: 'partner',
    isOfTenant: false,
  }
}

function withTypesForgotten(
  spec: OperationFacts<string> &
    OperationRules<TSchema | undefined, BodyRule | undefined> & {
      // The router checks query and body by these very schemas before it calls.
      handle(request: never): Promise<Answer> | Answer
    },
  accountKind: AccountKind | null,
): Operation {
  return {
    ...spec,
    query: spec.query ?? null,
    body: spec.body ?? null,
    accountKind,
    isOfTenant: accountKind === 'tenant',
    handle: async (request) => spec.handle(request as never),
  }
}

/** How a group shows a problem to its callers. */
export type ErrorStyle = (
  problem: Problem,
  at: {
    readonly requestId: string
    readonly url: string
    /** Of the request, as received; empty when there was none. */
    readonly contentType?: string
  },
) => {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface OperationGroup {
  readonly name: string
  readonly operations: readonly Operation[]
  readonly errorStyle: ErrorStyle
  /**
   * The schemes of `Authorization` that are taken, in lower case: whether the key stands there as
   * it is or as the password of a `user:password` pair in base64, whose user says nothing.
   */
  readonly credentialSchemes: ReadonlyMap<string, 'key' | 'password'>
  /** It takes passes of clients beside keys. */
  readonly takesPasses?: true
  /** What its calls are about are webhooks, each of the application that made it. */
  readonly isOfApplications?: true
  /** Its tenants are reached at their own hosts alone, where they have one. */
  readonly isBoundToHosts?: true
  /** Whether a path that no operation answers is this API's to refuse. */
  ownsPath(path: string): boolean
}
