/** Events that look like a CRM's day, for the demo: types, ids and changed columns that vary. */
export interface SampleEvent {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const samples: readonly ((id: number) => SampleEvent)[] = [
  (id) => ({
    type: 'contact.changed',
    data: {
      PrimaryKey: 4_700 + id,
      Changes: ['contact_id', 'name', 'updated', 'updated_associate_id', 'updatedCount'],
      ChangedByAssociateId: 42,
      FieldValues: { associate_id: 42, country_id: 578, updated: '2026-07-03T09:15:42' },
    },
  }),
  (id) => ({
    type: 'contact.created',
    data: {
      PrimaryKey: 5_100 + id,
      Changes: ['contact_id', 'name', 'registered'],
      ChangedByAssociateId: 7,
    },
  }),
  (id) => ({
    type: 'sale.sold',
    data: {
      PrimaryKey: 900 + id,
      Changes: ['sale_id', 'status', 'updated'],
      ChangedByAssociateId: 42,
    },
  }),
  (id) => ({
    type: 'person.deleted',
    data: {
      PrimaryKey: 300 + id,
      Values: { person_id: 300 + id, contact_id: 4_700, associate_id: 42 },
    },
  }),
  (id) => ({
    type: 'invoice.paid',
    data: { invoice: `2026-${1_000 + id}`, amount: 1_250, currency: 'NOK' },
  }),
]

/** An event of every type that SuperOffice documents, as the running service lists them. */
export async function documentedSamples(
  call: (method: 'GET', path: string) => Promise<unknown>,
  tenantId: string,
): Promise<readonly SampleEvent[]> {
  const page = (await call('GET', `/v1/tenants/${tenantId}/event-types?dialect=superoffice`)) as {
    readonly data: readonly { readonly example: SampleEvent }[]
  }
  return page.data.map(({ example }) => example)
}

/** The n-th sample. */
export function sampleEvent(count: number): SampleEvent {
  return samples[count % samples.length]!(count)
}
