/**
 * What makes attempts, opened from the settings: the dialects and the dispatcher. Used by the main
 * thread (tests on save, checks of targets) and by the sending thread alike, so that both speak
 * with one voice.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { createRosaasDialect } from './dialects/rosaas/dialect.ts'
import { createStandardWebhooksDialect } from './dialects/standard-webhooks/dialect.ts'
import { createSuperOfficeDialect } from './dialects/superoffice/dialect.ts'
import { createTenantStatusDialect } from './dialects/tenant-status/dialect.ts'
import { readCrlFiles } from './dispatchers/http/crl-files.ts'
import { createHttpDispatcher } from './dispatchers/http/http-dispatcher.ts'
import { certificatesIn } from './dispatchers/http/tls-trust.ts'
import { createScriptDispatcher } from './dispatchers/script/script-dispatcher.ts'
import { replyBytesMax } from './domain/limits.ts'
import type { DialectName } from './domain/subscription.ts'
import type { Dialect, Dialects } from './ports/dialect.ts'
import type { Dispatcher } from './ports/dispatcher.ts'
import type { ScriptStore } from './ports/script-store.ts'
import { StartRefused, systemReason } from './start-refused.ts'

export const version: string = (
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    version: string
  }
).version

/** The settings that sending needs; plain data, so that they can be handed to a thread. */
export type SendingConfig = Pick<
  Config,
  | 'allowTargets'
  | 'allowHttpTargets'
  | 'crl'
  | 'inFlightPerOrigin'
  | 'attemptTimeoutSeconds'
  | 'superofficeAcceptAny2xx'
  | 'superofficeVersion'
  | 'publicUrl'
> & {
  /** What `readExtraCa` read, once at start: the file may be gone when a thread is started again. */
  readonly extraCaPem: string | null
  /** What `readCrls` read at start, for the same reason. */
  readonly crlsAtStart: readonly Uint8Array[]
  /** Idle connections to all endpoints: each costs some 22 KB, 48 KB over TLS. */
  readonly idleSocketsMax: number
  /** Where the inboxes of this process listen; null: it has none. */
  readonly inboxPort: number | null
}

/** `onFault` is told of revocation lists that cannot be read any more. */
export function openDispatcher(
  config: SendingConfig,
  onFault: (error: Error) => void = () => {},
): Dispatcher {
  return createHttpDispatcher({
    allowTargets: config.allowTargets,
    allowHttp: config.allowHttpTargets,
    extraCaPem: config.extraCaPem,
    crl: { paths: config.crl, atStart: config.crlsAtStart, onFault },
    connectionsPerOriginMax: config.inFlightPerOrigin,
    replyBytesMax,
    idleSocketsMax: config.idleSocketsMax,
    inboxPort: config.inboxPort,
  })
}

/** Scripts run in processes of their own; the thread that has the store asks it for them. */
export function openScriptDispatcher(scripts: ScriptStore): Dispatcher {
  return createScriptDispatcher({ scripts })
}

/** The certificates of the file that POSTHORN_EXTRA_CA names. Throws `StartRefused`. */
export function readExtraCa(path: string | null): string | null {
  if (path === null) return null
  try {
    const pem = readFileSync(path, 'utf8')
    certificatesIn(pem)
    return pem
  } catch (error) {
    throw unusable('POSTHORN_EXTRA_CA', path, error)
  }
}

/** The revocation lists of the files that POSTHORN_CRL names. Throws `StartRefused`. */
export function readCrls(paths: readonly string[]): readonly Uint8Array[] {
  return readCrlFiles(paths, (path, error) => unusable('POSTHORN_CRL', path, error))
}

function unusable(setting: string, path: string, error: unknown): StartRefused {
  const reason = systemReason(error)
  const why = reason === null && error instanceof Error ? error.message : reason
  return new StartRefused(`${setting} names ${path}, which cannot be used: ${why}`, {
    cause: error,
  })
}

export function openDialects(config: SendingConfig): Dialects {
  const attemptTimeoutMs = config.attemptTimeoutSeconds * 1_000
  const dialects = new Map<DialectName, Dialect>([
    [
      'superoffice',
      createSuperOfficeDialect({
        acceptAny2xx: config.superofficeAcceptAny2xx,
        userAgentVersion: config.superofficeVersion,
        publicUrl: config.publicUrl,
        attemptTimeoutMs,
      }),
    ],
    ['rosaas', createRosaasDialect({ userAgentVersion: version, attemptTimeoutMs })],
    [
      'standard-webhooks',
      createStandardWebhooksDialect({
        userAgentVersion: version,
        publicUrl: config.publicUrl,
        attemptTimeoutMs,
      }),
    ],
    ['tenant-status', createTenantStatusDialect({ userAgentVersion: version, attemptTimeoutMs })],
  ])
  const find = (name: DialectName): Dialect => {
    const dialect = dialects.get(name)
    if (dialect === undefined) throw new Error(`no dialect "${name}"`)
    return dialect
  }
  return Object.assign(find, { names: [...dialects.keys()] })
}
