/**
 * A script is a program of a tenant, kept under a name, that subscriptions of the dispatcher
 * `script` run instead of sending a message. It is known by its name alone: what stands under the
 * name now is what the next attempt runs.
 */
export interface Script {
  readonly tenantKey: number
  readonly name: string
  readonly source: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/

/** 1 to 100 letters, digits and _ . - that begin with none of the last two. */
export function isScriptName(text: string): boolean {
  return namePattern.test(text)
}
