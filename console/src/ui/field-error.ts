/** What is wrong in a field of a form, as the controls show it; null: nothing. */
import type { FieldValues, UseFormReturn } from 'react-hook-form'

export function errorOf<Values extends FieldValues>(
  { form }: { readonly form: UseFormReturn<Values> },
  field: keyof Values,
): string | null {
  const errors: Readonly<Partial<Record<keyof Values, unknown>>> = form.formState.errors
  const error = errors[field] as { readonly message?: string } | undefined
  return error?.message ?? null
}
