/**
 * An API as the OpenAPI document tells of it: its operations, and what sets it apart from the other
 * APIs in the same document, which are how it refuses and how its callers show who they are.
 */
import type { TSchema } from 'typebox'
import type { ErrorStyle, Operation } from './operation.ts'

/** By the name after a colon in a path. */
export type ParamTexts = Readonly<
  Record<string, { readonly description: string; readonly example: string }>
>

export interface DocumentedGroup {
  readonly operations: readonly Operation[]
  readonly errorStyle: ErrorStyle
  /** The body of a refusal, as `errorStyle` writes it. */
  readonly errorSchema: TSchema
  /** Where operations refuse by themselves too, in the same shape: what that may be. */
  readonly otherRefusals?: string
  /** Its callers may show a pass, which may be none. */
  readonly takesPasses?: true
  /** Ways to show a key beside `Authorization: Bearer`, by the names that the document has. */
  readonly securitySchemes?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Of names in paths that no other API has. */
  readonly paramTexts?: ParamTexts
  /** What its tags are about. */
  readonly tagTexts?: Readonly<Record<string, string>>
}
