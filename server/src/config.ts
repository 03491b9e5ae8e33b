/**
 * Every setting once: its name, its default, its bound and one line of help. Read from the
 * environment at start and never again; an unknown or malformed one stops the start with a message
 * that names it and the fix, so that a typing mistake is never a silent default.
 *
 * What is printed of them (`posthorn config`, the reference page) is read off the same list.
 */
import { consoleSettings } from './console-settings.ts'
import { retentionSettings } from './retention-settings.ts'
import { optional, type Setting, withDefault } from './setting.ts'
import { tenantSettings } from './tenant-settings.ts'
import { unknownSettings } from './setting-names.ts'
import {
  bytesOfBase64,
  choice,
  cidrList,
  count,
  filePath,
  filePaths,
  issuerUrl,
  listenAddress,
  mailAddress,
  printableText,
  publicUrl,
  smtpUrl,
  storeUrl,
  yesOrNo,
  versionText,
  wordList,
  withoutPassword,
  type Read,
} from './setting-values.ts'

/** One part of a path at most, since the service itself answers there. */
const issuerBound = 'http(s) URL without query, with at most one part in its path'

const mebibyte = 1024 * 1024

const settings = {
  listen: withDefault({
    name: 'POSTHORN_LISTEN',
    defaultText: '127.0.0.1:8400',
    bound: 'host:port',
    help: 'Address and port that the API listens on. Port 0 takes a free one.',
    read: listenAddress,
  }),
  publicUrl: optional({
    name: 'POSTHORN_PUBLIC_URL',
    bound: 'http(s) URL without query',
    help: 'Where callers reach the service, for the absolute URLs in its answers; by default what each request was addressed to.',
    read: publicUrl,
  }),
  store: withDefault({
    name: 'POSTHORN_STORE',
    defaultText: 'sqlite:./data/posthorn.db',
    bound: 'sqlite:<path>, sqlite::memory:, or postgres://role:password@host:port/database',
    help: 'Where events, deliveries and subscriptions are kept. The directory is made when missing, a database is not.',
    show: withoutPassword,
    read: storeUrl,
  }),
  node: optional({
    name: 'POSTHORN_NODE',
    bound: '1 to 63 printable characters without spaces',
    help: 'The name of this node among those that share a PostgreSQL store, unique and the same again after a restart. When unset, the name of the host.',
    read: printableText({ min: 1, max: 63 }),
  }),
  roles: withDefault({
    name: 'POSTHORN_ROLES',
    defaultText: 'api,worker,maintenance',
    bound: 'some of api, worker and maintenance, with commas between',
    help: 'What this node does: takes requests, sends, keeps house. For nodes that share a PostgreSQL store.',
    read: wordList(['api', 'worker', 'maintenance']),
  }),
  leaseSeconds: withDefault({
    name: 'POSTHORN_LEASE_SECONDS',
    defaultText: '10',
    bound: 'seconds, 3 to 300',
    help: 'How long a node may be silent before another takes its place, where several share a store; the same for all of them.',
    read: count({ min: 3, max: 300 }),
  }),
  heartbeatSeconds: withDefault({
    name: 'POSTHORN_HEARTBEAT_SECONDS',
    defaultText: '3',
    bound: 'seconds, 1 to 100, at most a third of POSTHORN_LEASE_SECONDS',
    help: 'How often a node says that it lives, and learns what the others changed.',
    read: count({ min: 1, max: 100 }),
  }),
  operatorKey: optional({
    name: 'POSTHORN_OPERATOR_KEY',
    bound: '32 to 512 printable characters without spaces',
    help: "The operator's key. When unset, one is generated into operator.key beside the store.",
    isSecret: true,
    read: printableText({ min: 32, max: 512 }),
  }),
  encryptionKey: optional({
    name: 'POSTHORN_ENCRYPTION_KEY',
    bound: '32 bytes in base64',
    help: 'Encrypts signing secrets and header values at rest. When unset, one is generated into encryption.key beside the store. Losing it loses them.',
    isSecret: true,
    read: bytesOfBase64(32),
  }),
  allowTargets: withDefault({
    name: 'POSTHORN_ALLOW_TARGETS',
    defaultText: '',
    bound: 'addresses or CIDR ranges, separated by commas',
    help: 'Ranges that may be delivered to although they are private, loopback or otherwise refused.',
    read: cidrList,
  }),
  allowHttpTargets: withDefault({
    name: 'POSTHORN_ALLOW_HTTP_TARGETS',
    defaultText: '0',
    bound: '0 or 1',
    help: '1 allows targets with plain http. A signature proves the origin, it does not hide the content.',
    read: yesOrNo,
  }),
  extraCa: optional({
    name: 'POSTHORN_EXTRA_CA',
    bound: 'path of a PEM file',
    help: 'Certificate authorities that are trusted for targets and the mail server beside the usual ones.',
    read: filePath,
  }),
  crl: withDefault({
    name: 'POSTHORN_CRL',
    defaultText: '',
    bound: 'paths of PEM or DER files, separated by commas',
    help: 'Certificate revocation lists: a target whose certificate, or an issuer of it, is on one is refused. Each is signed by its issuer. Looked at once a minute, and read again when changed.',
    read: filePaths,
  }),
  smtpUrl: optional({
    name: 'POSTHORN_SMTP_URL',
    bound: 'smtp://user:password@host:port or smtps://…',
    help: 'The server that mails about trouble go to: smtps is TLS from the start, smtp takes STARTTLS where it is offered, and needs it for a password to another machine. When unset, alerts are kept and shown, and their mails wait for two days.',
    show: withoutPassword,
    read: smtpUrl,
  }),
  smtpFrom: optional({
    name: 'POSTHORN_SMTP_FROM',
    bound: 'a mail address',
    help: 'Who mails about trouble come from. When unset, posthorn@ and the host of POSTHORN_PUBLIC_URL or of the machine.',
    read: mailAddress,
  }),
  bodyBytesMax: withDefault({
    name: 'POSTHORN_BODY_BYTES_MAX',
    defaultText: String(mebibyte),
    bound: 'bytes, 1,024 to 67,108,864',
    help: 'The largest request body that is taken, batches included.',
    read: count({ min: 1024, max: 64 * mebibyte }),
  }),
  ...tenantSettings,
  ...retentionSettings,
  ...consoleSettings,
  inFlightPerOrigin: withDefault({
    name: 'POSTHORN_IN_FLIGHT_PER_ORIGIN',
    defaultText: '8',
    bound: '1 to 1,000',
    help: 'Requests under way to one origin (scheme, host and port) at a time.',
    read: count({ min: 1, max: 1000 }),
  }),
  inFlightMax: withDefault({
    name: 'POSTHORN_IN_FLIGHT_MAX',
    defaultText: '512',
    bound: '1 to 10,000',
    help: 'Requests under way to all targets together. Those without a reply after a second count apart, up to as many again.',
    read: count({ min: 1, max: 10_000 }),
  }),
  sendingThreads: withDefault({
    name: 'POSTHORN_SENDING_THREADS',
    defaultText: '1',
    bound: '0 or 1',
    help: '1 renders, signs and sends in a thread of its own; 0 keeps to one thread, for a machine with one core.',
    read: count({ min: 0, max: 1 }),
  }),
  inboxes: withDefault({
    name: 'POSTHORN_INBOXES',
    defaultText: '1',
    bound: '0 or 1',
    help: '1 lets tenants have inboxes: receivers inside this installation, on a port of 127.0.0.1 of their own, to try webhooks with.',
    read: yesOrNo,
  }),
  queueBytesMax: withDefault({
    name: 'POSTHORN_QUEUE_BYTES_MAX',
    defaultText: String(64 * mebibyte),
    bound: 'bytes, 1,048,576 to 4,294,967,296',
    help: 'Memory for events that wait to be sent. What does not fit waits in the store.',
    read: count({ min: mebibyte, max: 4096 * mebibyte }),
  }),
  attemptTimeoutSeconds: withDefault({
    name: 'POSTHORN_ATTEMPT_TIMEOUT_SECONDS',
    defaultText: '15',
    bound: 'seconds, 1 to 30',
    help: 'How long an attempt may take, from connecting to the last byte of the reply, where a subscription says nothing else.',
    read: count({ min: 1, max: 30 }),
  }),
  shutdownSeconds: withDefault({
    name: 'POSTHORN_SHUTDOWN_SECONDS',
    defaultText: '10',
    bound: 'seconds, 1 to 300',
    help: 'How long a stop waits for what is under way; what is not done by then is sent again after the next start.',
    read: count({ min: 1, max: 300 }),
  }),
  logLevel: withDefault({
    name: 'POSTHORN_LOG_LEVEL',
    defaultText: 'info',
    bound: 'fatal, error, warn, info, debug, trace or silent',
    help: 'What is logged: this and what is more serious.',
    read: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  }),
  superofficeAcceptAny2xx: withDefault({
    name: 'POSTHORN_SUPEROFFICE_ACCEPT_ANY_2XX',
    defaultText: '0',
    bound: '0 or 1',
    help: '1 takes any 2xx for success in the SuperOffice dialect, where 200 alone is.',
    read: yesOrNo,
  }),
  superofficeMaskSecrets: withDefault({
    name: 'POSTHORN_SUPEROFFICE_MASK_SECRETS',
    defaultText: '0',
    bound: '0 or 1',
    help: '1 hides signing secrets and the values of custom headers in the answers of the SuperOffice API, which shows both otherwise to keys that may change them.',
    read: yesOrNo,
  }),
  superofficeVersion: withDefault({
    name: 'POSTHORN_SUPEROFFICE_VERSION',
    defaultText: '12.4.1514.0',
    bound: 'up to four numbers with dots between',
    help: 'The version that the SuperOffice dialect and API call themselves.',
    read: versionText,
  }),
  issuerSod: optional({
    name: 'POSTHORN_ISSUER_SOD',
    bound: issuerBound,
    help: 'The issuer of tokens for apps in SOD. When unset, POSTHORN_PUBLIC_URL with /sod behind it.',
    read: issuerUrl,
  }),
  issuerStage: optional({
    name: 'POSTHORN_ISSUER_STAGE',
    bound: issuerBound,
    help: 'The issuer of tokens for apps in stage. When unset, POSTHORN_PUBLIC_URL with /stage behind it.',
    read: issuerUrl,
  }),
  issuerProduction: optional({
    name: 'POSTHORN_ISSUER_PRODUCTION',
    bound: issuerBound,
    help: 'The issuer of tokens for apps in production. When unset, POSTHORN_PUBLIC_URL.',
    read: issuerUrl,
  }),
  stateValidSeconds: withDefault({
    name: 'POSTHORN_STATE_VALID_SECONDS',
    defaultText: '600',
    bound: 'seconds, 10 to 86400',
    help: "How long an answer about a tenant's state holds (ValidUntil); states that pass hold a minute at most.",
    read: count({ min: 10, max: 86_400 }),
  }),
} as const

type Settings = typeof settings
export type Config = {
  readonly [Key in keyof Settings]: Settings[Key] extends Setting<infer Value> ? Value : never
}

export type ConfigRead =
  | { readonly kind: 'read'; readonly config: Config }
  /** One sentence a fault: the name of the setting and how to mend it; never a secret's value. */
  | { readonly kind: 'refused'; readonly faults: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

const all: readonly (readonly [string, Setting<unknown>])[] = Object.entries(settings)

/** The settings of an environment, or everything that is wrong with it. */
export function readConfig(environment: Environment): ConfigRead {
  const names = all.map(([, setting]) => setting.name as string)
  const faults = unknownSettings(environment, names)
  const values: Record<string, unknown> = {}
  for (const [key, setting] of all) {
    const text = textOf(setting, environment)
    const read: Read<unknown> = text === null ? { kind: 'value', value: null } : setting.read(text)
    if (read.kind === 'value') values[key] = read.value
    else faults.push(`${setting.name} ${read.why}. It takes: ${setting.bound}.`)
  }
  if (faults.length > 0) return { kind: 'refused', faults }
  // Every key of `settings` was read by its own function just above.
  return { kind: 'read', config: values as Config }
}

/** An empty variable is an unset one, as shells and compose files write it. */
function textOf(setting: Setting<unknown>, environment: Environment): string | null {
  const text = environment[setting.name]
  return text === undefined || text === '' ? setting.defaultText : text
}

export interface DescribedSetting {
  readonly name: string
  /** As text; a secret only as `(set)`; null when unset without a default. */
  readonly value: string | null
  readonly defaultText: string | null
  readonly bound: string
  readonly help: string
  readonly isDefault: boolean
}

function shown({ isSecret, show }: Setting<unknown>, value: string): string {
  return isSecret ? '(set)' : (show?.(value) ?? value)
}

/** Every setting as it holds in this environment, for people: secrets only as set or unset. */
export function describeConfig(environment: Environment): readonly DescribedSetting[] {
  return all.map(([, setting]) => {
    const text = environment[setting.name]
    const isSet = text !== undefined && text !== ''
    const value = isSet ? text : setting.defaultText
    return {
      name: setting.name,
      value: value === null ? null : shown(setting, value),
      defaultText: setting.defaultText,
      bound: setting.bound,
      help: setting.help,
      isDefault: !isSet,
    }
  })
}
