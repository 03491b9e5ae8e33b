/** What an import takes and answers, with the example that the OpenAPI document shows. */
import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const text = Type.String()
const textOrNull = Type.Union([Type.String(), Type.Null()])
const count = Type.Integer({ minimum: 0 })

/** As many as a tenant may have unless the operator says otherwise. */
export const importRowsMax = 1_000

export const importQuery = Type.Object(
  {
    dry_run: Type.Optional(
      Type.Boolean({ description: 'true: say what would be stored and store nothing' }),
    ),
  },
  strict,
)

export const ImportView = Type.Object(
  {
    dry_run: Type.Boolean(),
    created: count,
    changed: count,
    unchanged: count,
    data: Type.Array(
      Type.Object(
        {
          superoffice_id: Type.Union([Type.Integer(), Type.Null()], {
            description: 'its number in SuperOffice; null: the row has none',
          }),
          name: textOrNull,
          result: Type.Enum(['created', 'changed', 'unchanged']),
          subscription_id: textOrNull,
          number: Type.Union([Type.Integer(), Type.Null()], {
            description: 'its number here, which the SuperOffice API knows it by',
          }),
          warnings: Type.Array(text, { description: 'what is stored and will not work as it is' }),
        },
        strict,
      ),
    ),
  },
  { title: 'Import', ...strict },
)

export const importRowExample = {
  WebhookId: 17,
  Name: 'CRM sync',
  Events: ['contact.created', 'contact.changed'],
  TargetUrl: 'https://hooks.example.com/so',
  Secret: 's3cr3t-Key!',
  State: 'Active',
  Type: 'webhook',
}

export const importExample = {
  dry_run: false,
  created: 1,
  changed: 0,
  unchanged: 0,
  data: [
    {
      superoffice_id: 17,
      name: 'CRM sync',
      result: 'created',
      subscription_id: 'sub_0199c3f0b2c37def90123456789abcde',
      number: 1,
      warnings: [],
    },
  ],
}
