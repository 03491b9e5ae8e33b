/**
 * Whom a caller wants told of trouble with a subscription: between the fields of the API and the
 * settings that the Standard Webhooks dialect reads. What is as by default is not kept, so a
 * definition from before there were alerts is the same as one that asks for nothing.
 */
import { type Static, Type } from 'typebox'
import { notifyEmailsMax } from '../../domain/limits.ts'
import { isMailAddress } from '../../domain/mail-address.ts'
import type { SubscriptionConfig } from '../../domain/subscription.ts'
import { problem, type Problem } from '../problems.ts'

type Settings = SubscriptionConfig['dialectSettings']

/** As they stand in a body; what is left out has its default, in a patch it stays as it is. */
export const alertFields = {
  notify_emails: Type.Optional(
    Type.Array(Type.String({ maxLength: 254 }), {
      maxItems: notifyEmailsMax,
      uniqueItems: true,
      description:
        'plain mail addresses that get each alert; none when left out, and alerts are shown all the same',
    }),
  ),
  notify_on: Type.Optional(
    Type.Enum(['failing', 'disabled'], {
      description:
        'failing: an alert is raised as it begins to fail, too; disabled, or left out: when it is disabled alone',
    }),
  ),
}

export const alertViewFields = {
  notify_emails: Type.Array(Type.String()),
  notify_on: Type.Enum(['failing', 'disabled'], {
    description: 'of subscriptions of this API; those of other systems have settings of their own',
  }),
}

const body = Type.Object(alertFields)

/** What follows from a body; `before` is what a patch leaves as it is, empty for a whole definition. */
export function alertSettingsOf(given: Static<typeof body>, before: Settings): Settings | Problem {
  const { notifyEmails: emailsBefore, notifyOn: onBefore, ...others } = before
  const addresses = given.notify_emails ?? emailsBefore
  const errors = (given.notify_emails ?? []).flatMap((address, index) =>
    isMailAddress(address)
      ? []
      : [{ pointer: `/notify_emails/${index}`, detail: 'has to be one plain mail address' }],
  )
  if (errors.length > 0) return problem('body-invalid', { errors })
  const isNobody = addresses === undefined || (Array.isArray(addresses) && addresses.length === 0)
  return {
    ...others,
    ...(isNobody ? {} : { notifyEmails: addresses }),
    ...((given.notify_on ?? onBefore) === 'failing' ? { notifyOn: 'failing' } : {}),
  }
}

export function alertSettingsView({
  dialectSettings,
}: Pick<SubscriptionConfig, 'dialectSettings'>) {
  const { notifyEmails, notifyOn } = dialectSettings
  const isText = (one: unknown): one is string => typeof one === 'string'
  return {
    notify_emails: Array.isArray(notifyEmails) ? notifyEmails.filter(isText) : [],
    notify_on: notifyOn === 'failing' ? 'failing' : 'disabled',
  }
}
