/**
 * The rules that a webhook definition has to keep when it is saved or tested (SuperOffice overview
 * and database dictionary; ruling lists for reserved names). What every dialect has in common, target
 * and headers, is `manage/check-subscription-config.ts`. An import does not pass here, so the
 * dialect keeps the rules about names again when it sends.
 */
import { isEventType } from '../../domain/event.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import { badArgument, type Refusal } from './superoffice-errors.ts'
import { secretMask } from './webhook-carrier.ts'
import type { WebhookDefinition } from './webhook-definition.ts'
import {
  descriptionCharactersMax,
  emailCharactersMax,
  eventsCharactersMax,
  nameCharactersMax,
  propertiesCharactersMax,
  propertiesMax,
  recipientsMax,
  secretCharactersMax,
  targetCharactersMax,
} from './webhook-limits.ts'

/** Names of the payload, which no property may take; receivers may read JSON without case. */
const payloadNames: ReadonlySet<string> = new Set([
  'eventid',
  'timestamp',
  'changes',
  'event',
  'primarykey',
  'entity',
  'contextidentifier',
  'changedbyassociateid',
  'webhookname',
  'values',
  'fieldvalues',
])

/** The first rule that a definition breaks, or null. Target and headers are not looked at here. */
export function validateWebhook(definition: WebhookDefinition): Refusal | null {
  return firstFault(definition, propertiesFault)
}

/**
 * The same for a row of an import, which is kept as it is: what could not be stored, or would be
 * another thing here, is refused all the same.
 */
export function validateRow(definition: WebhookDefinition): Refusal | null {
  return firstFault(definition, propertiesSizeFault)
}

function firstFault(
  definition: WebhookDefinition,
  ofProperties: (properties: WebhookDefinition['properties']) => string | null,
): Refusal | null {
  const fault =
    typeFault(definition.type) ??
    lengthFault(definition) ??
    eventsFault(definition.events) ??
    secretFault(definition.secret) ??
    headersFault(definition.headers) ??
    ofProperties(definition.properties) ??
    recipientsFault(definition)
  return fault === null ? null : badArgument(fault)
}

/** Whether a notification has a member of this name, in whatever case. */
export function isPayloadName(name: string): boolean {
  return payloadNames.has(name.toLowerCase())
}

function typeFault(type: string): string | null {
  if (type === 'webhook' || type === 'crmscript') return null
  return "Webhook Type must match a plugin, and there is none of that name. The types that can be used are 'webhook' and 'crmscript'."
}

function lengthFault(definition: WebhookDefinition): string | null {
  const limits: readonly (readonly [string, string | null, number])[] = [
    ['Name', definition.name, nameCharactersMax],
    ['TargetUrl', definition.targetUrl, targetCharactersMax],
    ['Secret', definition.secret, secretCharactersMax],
    ['Description', definition.description, descriptionCharactersMax],
    ['Events', definition.events.join(','), eventsCharactersMax],
  ]
  for (const [name, text, max] of limits) {
    if (text !== null && text.length > max) {
      return `Webhook ${name} is too long: at most ${max} characters, this has ${text.length}.`
    }
  }
  return null
}

function eventsFault(events: readonly string[]): string | null {
  for (const event of events) {
    const shown = JSON.stringify(event.slice(0, 130))
    if (event.includes(',')) {
      return `Webhook Events has a name with a comma in it, ${shown}. Give each event as an item of its own.`
    }
    if (event === '*' || event.endsWith('.*')) {
      return `Webhook Events has ${shown}, but names are exact and no wildcard exists. Name each event.`
    }
    if (!isEventType(event)) {
      return `Webhook Events has ${shown}, which no event can be called: 1 to 128 letters, digits and _ . : - with no empty part.`
    }
  }
  return null
}

function secretFault(secret: string): string | null {
  if (secret !== secretMask) return null
  return 'Webhook Secret is the mask that stands in place of a secret, and there is no stored one to keep. Give a secret, or none.'
}

function headersFault(headers: Readonly<Record<string, string>>): string | null {
  const masked = Object.keys(headers).find((name) => headers[name] === secretMask)
  if (masked === undefined) return null
  return `Webhook Headers ${JSON.stringify(masked.slice(0, 100))} has the mask that stands in place of a value, and there is no stored one to keep. Give a value, or leave the header out.`
}

function propertiesFault(properties: Readonly<Record<string, unknown>>): string | null {
  for (const name of Object.keys(properties)) {
    if (isPayloadName(name)) {
      return `Webhook Properties may not use the name ${JSON.stringify(name)}: the notification itself has it.`
    }
  }
  return propertiesSizeFault(properties)
}

function propertiesSizeFault(properties: Readonly<Record<string, unknown>>): string | null {
  const names = Object.keys(properties)
  if (names.length > propertiesMax) {
    return `Webhook Properties has at most ${propertiesMax} entries, this has ${names.length}.`
  }
  const { length } = JSON.stringify(properties)
  if (length <= propertiesCharactersMax) return null
  return `Webhook Properties is too long: at most ${propertiesCharactersMax} characters as JSON, this has ${length}.`
}

function recipientsFault(definition: WebhookDefinition): string | null {
  const { errorEmails, errorAssociates } = definition
  if (errorEmails.length > recipientsMax || errorAssociates.length > recipientsMax) {
    return `Webhook ErrorEmails and ErrorAssociates have at most ${recipientsMax} entries each.`
  }
  for (const address of errorEmails) {
    if (address.length > emailCharactersMax) {
      return `Webhook ErrorEmails has an address that is too long: at most ${emailCharactersMax} characters.`
    }
    if (!isMailAddress(address)) {
      return `Webhook ErrorEmails has ${JSON.stringify(address)}, which is not one e-mail address.`
    }
  }
  return null
}
