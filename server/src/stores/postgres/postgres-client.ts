/**
 * Connections to one PostgreSQL database. Every statement is plain SQL text with numbered
 * parameters, prepared once a connection, and is a transaction of its own: nothing here holds one
 * open, so no connection can be lost in the middle of one, and a pool between may do as it likes.
 */
import type { ConnectionOptions } from 'node:tls'
import postgres from 'postgres'

export type SqlParameter = string | number | boolean | Uint8Array | null

export interface PostgresPlace {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ssl: 'require' | 'allow' | 'prefer' | 'verify-full' | boolean | ConnectionOptions
  /** False behind a pool that knows nothing of prepared statements. */
  readonly prepare: boolean
  /** What messages call the place where the URL stands, such as the name of a setting. */
  readonly givenIn: string
}

export interface Patience {
  /** A statement that has no answer after this is taken for lost, and its connection with it. */
  readonly answerMsMax: number
  readonly connectSeconds: number
}

const usualPatience: Patience = { answerMsMax: 30_000, connectSeconds: 5 }
const bigintType = 20

type Client = ReturnType<typeof connect>

/** What the driver knows of the connection that an answer came over. */
interface ConnectionState {
  readonly pid: number
}

export class PostgresClient {
  readonly #client: Client
  readonly #prepare: boolean
  readonly #answerMsMax: number

  constructor(place: PostgresPlace, connectionCount: number, given: Partial<Patience> = {}) {
    const { answerMsMax, connectSeconds } = { ...usualPatience, ...given }
    this.#client = connect(place, { connectionCount, connectSeconds })
    this.#prepare = place.prepare
    this.#answerMsMax = answerMsMax
  }

  /** Runs a statement that is used again and again: parsed once a connection. */
  query<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    return this.#run<Row>(sql, parameters, this.#prepare)
  }

  /**
   * Runs a statement that is planned for its parameters each time, so that of the days only those
   * are looked at that they name.
   */
  plan<Row>(sql: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
    return this.#run<Row>(sql, parameters, false)
  }

  /** Runs text without parameters, several statements at once if need be, as one transaction. */
  async exec(text: string): Promise<void> {
    await answered(this.#client.unsafe(text).simple(), this.#answerMsMax)
  }

  /** Whether what answered the connection is not what runs the statements. */
  async isBehindPool(): Promise<boolean> {
    const asked = this.#client.unsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid')
    const rows = await answered(asked, this.#answerMsMax)
    return rows[0]!.pid !== (rows as typeof rows & { state: ConnectionState }).state.pid
  }

  /** Lets go of the connections, after at most so many seconds for what is under way. */
  end(seconds: number): Promise<void> {
    return this.#client.end({ timeout: seconds })
  }

  async #run<Row>(
    sql: string,
    parameters: readonly SqlParameter[],
    prepare: boolean,
  ): Promise<Row[]> {
    const query = this.#client.unsafe(sql, [...parameters], { prepare })
    // Rows have the columns that the statement's author vouches for; nothing else here casts.
    return (await answered(query, this.#answerMsMax)) as unknown as Row[]
  }
}

/** Of 64-bit numbers only safe integers are stored. */
const types = {
  bigint: { to: bigintType, from: [bigintType], serialize: String, parse: Number },
}

function connect(
  place: PostgresPlace,
  { connectionCount, connectSeconds }: { connectionCount: number; connectSeconds: number },
) {
  const { host, port, database, user, password, ssl, prepare } = place
  return postgres({
    host,
    port,
    database,
    user,
    password,
    ssl,
    prepare,
    max: connectionCount,
    types,
    connection: { application_name: 'posthorn' },
    connect_timeout: connectSeconds,
    // A lost connection is replaced by whoever uses it, at once.
    backoff: false,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
  })
}

class AnswerMissing extends Error {
  readonly code = 'ANSWER_MISSING'

  constructor(waitedMs: number) {
    super(`the database did not answer for ${waitedMs / 1_000} seconds`)
    this.name = 'AnswerMissing'
  }
}

/** An answer that never comes must not hold up a store for ever. */
function answered<Value>(query: PromiseLike<Value>, waitMsMax: number): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => reject(new AnswerMissing(waitMsMax)), waitMsMax)
    query.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
  })
}
