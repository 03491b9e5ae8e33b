/** Rows of a name and a value that somebody fills in: headers, properties. */
import { ActionIcon, Button, Stack, TextInput } from '@mantine/core'
import { Icon } from './Icon.tsx'

export interface NamedRow {
  readonly name: string
  readonly value: string
  /** The value is stored and not known here; it stays unless another one is typed. */
  readonly isKept?: boolean
}

export interface NamedRowsTexts {
  readonly name: string
  readonly value: string
  readonly add: string
  /** Of the button at a row: has to say which one. */
  readonly remove: (name: string) => string
  /** Stands in the field of a value that is kept. */
  readonly kept?: string
}

export function NamedRows(props: {
  readonly label: string
  readonly rows: readonly NamedRow[]
  readonly rowsMax: number
  readonly texts: NamedRowsTexts
  /** What is wrong with a row, by its place. */
  readonly faultOf?: (row: NamedRow) => string | null
  readonly isReadOnly?: boolean
  readonly onChange: (rows: readonly NamedRow[]) => void
}) {
  const { rows, texts, onChange } = props
  const change = (index: number, part: Partial<NamedRow>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <Stack gap="xs" role="group" aria-label={props.label}>
      {rows.map((row, index) => (
        // Rows have no name of their own until one is typed.
        <div key={index} className="named-row">
          <TextInput
            aria-label={`${texts.name} ${index + 1}`}
            placeholder={texts.name}
            value={row.name}
            maxLength={256}
            dir="ltr"
            spellCheck={false}
            readOnly={props.isReadOnly === true || row.isKept === true}
            error={props.faultOf?.(row) ?? null}
            onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
          />
          <TextInput
            aria-label={`${texts.value} ${index + 1}`}
            placeholder={row.isKept === true ? (texts.kept ?? texts.value) : texts.value}
            value={row.value}
            maxLength={4_096}
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            readOnly={props.isReadOnly === true}
            onChange={({ currentTarget }) => change(index, { value: currentTarget.value })}
          />
          {props.isReadOnly !== true && (
            <ActionIcon
              variant="default"
              size="input-sm"
              aria-label={texts.remove(row.name === '' ? String(index + 1) : row.name)}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {props.isReadOnly !== true && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            disabled={rows.length >= props.rowsMax}
            onClick={() => onChange([...rows, { name: '', value: '' }])}
          >
            {texts.add}
          </Button>
        </div>
      )}
    </Stack>
  )
}
