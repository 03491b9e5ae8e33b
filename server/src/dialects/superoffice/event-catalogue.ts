/**
 * The events that SuperOffice documents, as data: entities, verbs, and which members a notification
 * of each has (SuperOffice webhook reference, one page an entity; "Event details"). The events about
 * webhooks themselves have no entity and stand in state-event.ts.
 */

/** One entity, which is the first part of its events' names. */
export interface CatalogueEntity {
  readonly name: string
  readonly verbs: readonly string[]
  /** Column of the primary key; null where a notification lists no columns. */
  readonly key: string | null
  /** Ids that a delete carries in `Values`. */
  readonly deletedValues: readonly string[]
  /** Columns whose present values a notification carries; empty: it has no such member. */
  readonly fields: readonly string[]
  /** Where a verb lists other columns in `Changes` than its kind does. */
  readonly changes?: Readonly<Record<string, readonly string[]>>
  /** Verbs whose notification has no `FieldValues` although the entity has. */
  readonly withoutFields?: readonly string[]
}

const usual = ['created', 'changed', 'deleted'] as const
const bookkeeping = ['registered', 'registered_associate_id', 'updated', 'updated_associate_id']
const chatMessage = [
  ...['topicId', 'userId', 'customerId', 'customerName', 'customerEmail', 'companyName'].map(
    (name) => `chatSession.${name}`,
  ),
  'chatSession.customerPhone',
  ...['sessionId', 'id', 'message', 'type', 'specialType', 'specialParam', 'author'].map(
    (name) => `chatMessage.${name}`,
  ),
]
const saleOutcome = ['sale_id', 'status', 'updated', 'updated_associate_id']

const words = (text: string): readonly string[] => text.split(' ')

export const catalogueEntities: readonly CatalogueEntity[] = [
  {
    name: 'activity',
    verbs: usual,
    key: 'appointment_id',
    deletedValues: words('appointment_id contact_id person_id project_id sale_id'),
    fields: words(
      'activeDate associate_id contact_id do_by document_id endDate modified_appointment_fields mother_id person_id private project_id sale_id status task_idx type updated userdef2_id userdef_id',
    ),
  },
  {
    name: 'associate',
    verbs: usual,
    key: 'associate_id',
    deletedValues: words('associate_id person_id'),
    fields: words(
      'deleted group_idx person_id registered_associate_id type updated updated_associate_id waiting_for_approval',
    ),
  },
  {
    name: 'chatsession',
    verbs: ['created', 'changed', 'message'],
    key: null,
    deletedValues: [],
    fields: words(
      'AlertLevel ChatbotIsactive Consented ContactId CustomerAlias CustomerId ProjectId Rating SaleId Status TicketId TopicId UserId',
    ),
    changes: { message: chatMessage },
  },
  {
    name: 'contact',
    verbs: ['created', 'changed', 'softdeleted', 'deleted'],
    key: 'contact_id',
    deletedValues: words('associate_id contact_id'),
    fields: words(
      'activeInterests associate_id business_idx category_idx country_id deleted DeletedDate registered registered_associate_id source updated userdef2_id userdef_id',
    ),
  },
  {
    name: 'document',
    verbs: [...usual, 'edited'],
    key: 'document_id',
    deletedValues: words('document_id appointment_id'),
    fields: [...words('application_id appointment_id document_id'), ...bookkeeping, ...userdefs()],
    changes: { edited: [] },
  },
  {
    name: 'person',
    verbs: ['created', 'changed', 'softdeleted', 'deleted', 'consented', 'unconsented'],
    key: 'person_id',
    deletedValues: words('associate_id contact_id person_id'),
    fields: [
      ...words('activeInterests associate_id business_idx category_idx contact_id country_id'),
      ...words('DeletedDate group_id person_id position_idx registered registered_associate_id'),
      ...words('retired source updated updated_associate_id'),
      ...userdefs(),
    ],
    changes: {
      consented: words(
        'consentperson_id comment updated_associate_id consentSource_id updated legalBase_id',
      ),
      unconsented: [],
    },
  },
  {
    name: 'project',
    verbs: usual,
    key: 'project_id',
    deletedValues: words('associate_id project_id'),
    fields: [
      ...words('activeLinks associate_id done registered registered_associate_id status_idx'),
      ...words('type_idx updated updated_associate_id'),
      ...userdefs(),
    ],
  },
  {
    name: 'projectmember',
    verbs: usual,
    key: 'projectmember_id',
    deletedValues: words('associate_id project_id'),
    fields: [
      ...words('contact_id mtype_idx person_id project_id projectmember_id'),
      ...bookkeeping,
    ],
  },
  {
    name: 'quote',
    verbs: ['approved', 'rejected', 'sent', 'ordered'],
    key: null,
    deletedValues: [],
    fields: [],
  },
  {
    name: 'relation',
    verbs: usual,
    key: 'relation_id',
    deletedValues: words('associate_id relation_id'),
    fields: [
      ...words('associateId destination_record destination_table registered'),
      ...words('registered_associate_id reldef_id source_record source_table updated'),
      'updated_associate_id',
    ],
  },
  {
    name: 'sale',
    verbs: [...usual, 'completed', 'lost', 'sold'],
    key: 'sale_id',
    deletedValues: words('associate_id contact_id person_id project_id'),
    fields: [
      ...words('activeLinks appointment_id associate_id comptr_id contact_id credited_id'),
      ...words('currency_id done group_idx person_id probability_idx project_id reason_id'),
      ...words('reasonSold_id reasonStalled_id registered registered_associate_id'),
      ...words('saleTypeCat_id saleType_id saledate source_id status updated'),
      'updated_associate_id',
      ...userdefs(),
    ],
    changes: {
      completed: saleOutcome.map((name) => (name === 'status' ? 'done' : name)),
      lost: saleOutcome,
      sold: saleOutcome,
    },
    withoutFields: ['lost', 'sold'],
  },
  {
    name: 'salestakeholder',
    verbs: usual,
    key: 'salestakeholder_id',
    deletedValues: ['sale_id'],
    fields: [
      ...words('contact_id person_id'),
      ...bookkeeping,
      ...words('sale_id stakeholderrole_id'),
    ],
  },
  {
    name: 'ticket',
    verbs: ['created', 'changed'],
    key: 'id',
    deletedValues: [],
    fields: [
      ...words('category connect_id contact_id created_at cust_id has_attachment last_changed'),
      ...words('owned_by priority project_id sale_id slevel status ticket_status ticket_type'),
    ],
  },
]

function userdefs(): readonly string[] {
  return ['userdef2_id', 'userdef_id']
}

export const listVerbs = ['created', 'changed', 'softdeleted'] as const

/** Lists that tell of their changes; all but those below also by the number of their definition. */
export const listNames: readonly string[] = [
  ...words('amountclass associate business category comptr contint country credited currency'),
  ...words('deliveryterms deliverytype doctmpl extapp intent mrmrs paymentterms paymenttype'),
  ...words('persint perspos pmembtype priceunit priority prob productcategory productfamily'),
  ...words('producttype projstatus projtype quoteapprreason quotedenyreason reason reasonsold'),
  ...words('reasonstalled rejectreason relationdefinition saletype saletypecat salutation'),
  ...words('searchcat source stakeholderrole subscriptionunit tags task taskmenu udlist'),
  ...words('consentpurpose consentsource legalbase pricelist saletypestagelink ejcategory'),
  ...words('ticketpriority ticketstatus tickettype usergroup udlistdefinition'),
]

/** Lists without a number, which tell of their changes by name alone. */
export const listsByNameOnly: ReadonlySet<string> = new Set(
  words('ejcategory ticketpriority ticketstatus tickettype consentpurpose consentsource pricelist'),
)
