/** A URL with what can be said of it while it is typed. */
import { Text, TextInput } from '@mantine/core'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useTexts } from '../../text/texts.ts'
import { formTexts } from './form-texts.ts'
import { checkUrl, urlFaults } from './url-check.ts'

export function UrlField(props: {
  readonly label: string
  readonly hint: string
  readonly url: string
  readonly error: string | null
  readonly isReadOnly?: boolean
  readonly field: UseFormRegisterReturn
}) {
  const t = useTexts(formTexts)
  const verdict = checkUrl(props.url)
  const tone = verdict === 'urlGood' ? 'good' : urlFaults.includes(verdict) ? 'bad' : 'warn'
  return (
    <div>
      <TextInput
        label={props.label}
        description={props.hint}
        required
        type="url"
        dir="ltr"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        maxLength={4_000}
        readOnly={props.isReadOnly === true}
        error={props.error}
        {...props.field}
      />
      <Text size="xs" mt={4} role="status" c={`var(--posthorn-${tone})`}>
        {props.error === null && verdict !== 'urlMissing' ? t(verdict) : ''}
      </Text>
    </div>
  )
}
