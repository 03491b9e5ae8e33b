/** What callers send of partners, apps and tenants' states; unknown fields are refused. */
import { Type } from 'typebox'
import { appKinds } from '../../../domain/app.ts'
import { urlCharactersMax } from '../../../domain/limits.ts'
import { transitions } from '../../../domain/tenant-state.ts'
import { environments, stateChanges } from '../../../domain/tenant-status.ts'

const strict = { additionalProperties: false } as const

/** One line of text: no control characters, no half characters. */
const line = (charactersMax: number, charactersMin = 1) =>
  Type.String({
    minLength: charactersMin,
    maxLength: charactersMax,
    pattern: '^[^\\p{Cc}\\p{Cs}]*$',
    description: `one line of ${charactersMin} to ${charactersMax} characters`,
  })

const mail = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'one mail address',
})

export const environment = Type.Enum([...environments], {
  description: 'sod (development), stage (certification) or production',
})

export const PartnerBody = Type.Object(
  {
    id: Type.String({
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      description: '1 to 64 of A-Z a-z 0-9 _ -',
    }),
    name: line(200),
    technical_contact: Type.Optional(mail),
  },
  strict,
)

export const PartnerChangeBody = Type.Object(
  { technical_contact: Type.Union([mail, Type.Null()]) },
  strict,
)

const errorEmails = Type.Array(mail, {
  maxItems: 20,
  uniqueItems: true,
  description: "told of trouble with the app's endpoints; empty: the technical contact is",
})

export const AppBody = Type.Object(
  {
    name: line(200),
    kind: Type.Enum([...appKinds], {
      description: 'custom: made for one customer. standard: for all, certified in stage first',
    }),
    error_emails: Type.Optional(errorEmails),
  },
  strict,
)

export const AppChangeBody = Type.Object(
  { name: Type.Optional(line(200)), error_emails: Type.Optional(errorEmails) },
  { ...strict, minProperties: 1 },
)

export const AppSecretBody = Type.Object({ name: line(200) }, strict)

const endpointValue = Type.Object(
  {
    endpoint: Type.Union([Type.String({ minLength: 1, maxLength: urlCharactersMax }), Type.Null()]),
    is_on: Type.Boolean({ description: 'turns on data traffic' }),
    send_error_email: Type.Boolean(),
  },
  strict,
)

const orCommon = Type.Union([endpointValue, Type.Null()], {
  description: 'null: the common value counts there',
})

/** The section "Customer state change". */
export const stateChangeSection = Type.Object(
  {
    common: endpointValue,
    per_environment: Type.Object({ sod: orCommon, stage: orCommon, production: orCommon }, strict),
  },
  strict,
)

export const VersionBody = Type.Object(
  {
    label: line(100),
    from: Type.Optional(
      Type.Integer({ minimum: 1, description: 'the version to begin with; by default the newest' }),
    ),
  },
  strict,
)

export const VersionSaveBody = Type.Object(
  { label: Type.Optional(line(100)), customer_state_change: Type.Optional(stateChangeSection) },
  { ...strict, minProperties: 1 },
)

export const PublicationBody = Type.Object({ environment }, strict)

export const RejectionBody = Type.Object({ reason: line(1_000) }, strict)

export const EnvironmentBody = Type.Object({ environment }, strict)

export const RotationBody = Type.Object(
  {
    at_once: Type.Optional(
      Type.Boolean({
        description:
          'for a key that others may have seen: the new one signs now and the old ones are published no more',
      }),
    ),
  },
  strict,
)

export const StateChangeBody = Type.Object(
  {
    change: Type.Enum([...transitions]),
    version_name: Type.Optional(line(100)),
    file_version: Type.Optional(
      Type.String({
        pattern: '^\\d{1,9}(\\.\\d{1,9}){3}$',
        description: 'four numbers with dots between, such as 12.4.1514.0',
      }),
    ),
    public_endpoint: Type.Optional(
      Type.String({
        maxLength: 253,
        description: 'with move: the new host, without scheme, port and path',
      }),
    ),
    notice: Type.Optional(
      Type.Enum([...stateChanges], { description: 'with notify: what the apps are told' }),
    ),
    app: Type.Optional(
      Type.String({ maxLength: 64, description: 'with notify: the one app that is told' }),
    ),
    why: Type.Optional(line(1_000)),
  },
  strict,
)

export const AppsQuery = Type.Object(
  {
    requested: Type.Optional(
      Type.Boolean({ description: 'true: only those with a version that waits for the operator' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 512 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)
