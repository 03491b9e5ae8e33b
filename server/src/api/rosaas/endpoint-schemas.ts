/** What callers of the RoSaaS API send of an endpoint; names and casing are RoSaaS's own. */
import { Type } from 'typebox'
import { urlCharactersMax } from '../../domain/limits.ts'

const strict = { additionalProperties: false } as const
/** More codes than there will be events. */
const codesMax = 200
const descriptionCharactersMax = 250
const noticeAddressesMax = 10

const code = Type.Integer({ minimum: 0, maximum: 100_000 })
const ofDetail = Type.Object(
  { id: code, event: Type.Optional(Type.String({ maxLength: 200 })) },
  strict,
)

const fields = {
  url: Type.String({ minLength: 1, maxLength: urlCharactersMax, description: 'an absolute URL' }),
  description: Type.Optional(
    Type.Union([Type.String({ maxLength: descriptionCharactersMax }), Type.Null()], {
      description: `a text of at most ${descriptionCharactersMax} characters`,
    }),
  ),
  eventsToListen: Type.Optional(
    Type.Array(
      Type.Union([code, ofDetail], { description: 'the code of an event, or { id } as answered' }),
      { maxItems: codesMax },
    ),
  ),
  allEvents: Type.Optional(Type.Boolean({ description: 'true or false' })),
  noticeAddresses: Type.Optional(
    Type.Array(Type.String({ maxLength: 320 }), {
      maxItems: noticeAddressesMax,
      description: `a list of at most ${noticeAddressesMax} mail addresses`,
    }),
  ),
  // What answers hold beside it, so that one can be sent back as it was read.
  isActive: Type.Optional(Type.Boolean({ description: 'true or false' })),
  id: Type.Optional(Type.String({ maxLength: 64 })),
  entityId: Type.Optional(Type.String({ maxLength: 64 })),
  entityType: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
}

/** Its characters are judged by the rules of header secrets, which say more. */
const secret = Type.String({ maxLength: 4_096, description: 'a text' })

export const NewEndpointBody = Type.Object({ ...fields, signingSecret: secret }, strict)

/** Without a secret, or with null as answers have it, the present one stays. */
export const EndpointBody = Type.Object(
  { ...fields, signingSecret: Type.Optional(Type.Union([secret, Type.Null()])) },
  strict,
)

export const ActivationBody = Type.Object(
  { isActive: Type.Boolean({ description: 'true or false' }) },
  strict,
)

export const endpointBodyExample = {
  url: 'https://crm.example.com/api/WebhookListener/notifyme',
  description: 'CRM',
  eventsToListen: [1, 2, 13],
  signingSecret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  isActive: true,
}
