/** An inbox's script as callers write it, made one of the domain, and shown. */
import { isFramingHeader, isHeaderName, isHeaderValue } from '../../../domain/custom-header.ts'
import { type InboxScript, type InboxStep, plainScript, plainStep } from '../../../domain/inbox.ts'
import { inboxScriptCharactersMax } from '../../../domain/limits.ts'
import { type FieldError, problem, type Problem } from '../../problems.ts'
import type { InboxScriptFields } from './inbox-schemas.ts'

/** `at`: where the script stands in the body. */
export function readInboxScript(
  fields: InboxScriptFields | undefined,
  at: string,
): { readonly kind: 'script'; readonly script: InboxScript } | Problem {
  if (fields === undefined) return { kind: 'script', script: plainScript }
  const errors = fields.steps.flatMap(({ headers }, index) =>
    headerErrors(headers ?? {}, `${at}/steps/${index}/headers`),
  )
  const script: InboxScript = {
    steps: fields.steps.map(stepOf),
    after: fields.after ?? plainScript.after,
  }
  if (JSON.stringify(script).length > inboxScriptCharactersMax) {
    const detail = `is longer than ${inboxScriptCharactersMax} characters of JSON; use fewer steps or shorter bodies`
    errors.push({ pointer: at, detail })
  }
  return errors.length > 0 ? problem('body-invalid', { errors }) : { kind: 'script', script }
}

function stepOf(step: InboxScriptFields['steps'][number]): InboxStep {
  return {
    status: step.status ?? plainStep.status,
    delayMs: step.delay_ms ?? plainStep.delayMs,
    retryAfterSeconds: step.retry_after_seconds ?? null,
    headers: step.headers ?? {},
    body: step.body ?? '',
    close: step.close ?? null,
  }
}

function headerErrors(headers: Readonly<Record<string, string>>, at: string): FieldError[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const detail = faultOf(name, value)
    const part = name.replaceAll('~', '~0').replaceAll('/', '~1')
    return detail === null ? [] : [{ pointer: `${at}/${part}`, detail }]
  })
}

function faultOf(name: string, value: string): string | null {
  if (!isHeaderName(name)) return 'is no name of a header'
  if (isFramingHeader(name.toLowerCase())) return 'is set by the connection alone'
  return isHeaderValue(value) ? null : 'holds characters that no header may hold'
}

export function inboxScriptView({ steps, after }: InboxScript) {
  return {
    steps: steps.map((step) => ({
      status: step.status,
      delay_ms: step.delayMs,
      retry_after_seconds: step.retryAfterSeconds,
      headers: step.headers,
      body: step.body,
      close: step.close,
    })),
    after,
  }
}
