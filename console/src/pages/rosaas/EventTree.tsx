/** The picker "Select Events to Listen To": groups, events, and one box for all that there are now. */
import { Checkbox } from '@mantine/core'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { TreeGroup } from './event-tree.ts'
import { productTexts } from './texts.ts'
import classes from './rosaas.module.css'

/** No document names it: the panel alone does. */
const panelOnlyCode = 18

interface TreeProps {
  readonly group: TreeGroup
  readonly chosen: ReadonlySet<number>
  readonly isDisabled: boolean
  readonly onChange: (chosen: ReadonlySet<number>) => void
}

export function EventTree(props: TreeProps) {
  const t = useTexts(productTexts)
  return (
    <div className={classes['tree']} role="group" aria-label={t('events')} tabIndex={0}>
      <Group {...props} label={t('selectAll')} />
    </div>
  )
}

function Group(props: TreeProps & { readonly label: string }) {
  const { group, chosen, isDisabled, onChange, label } = props
  const isAll = group.codes.every((code) => chosen.has(code))
  const isSome = !isAll && group.codes.some((code) => chosen.has(code))
  return (
    <fieldset className={classes['group']} aria-label={label}>
      <div className={classes['node']}>
        <Checkbox
          label={label}
          checked={isAll}
          indeterminate={isSome}
          disabled={isDisabled}
          onChange={() => onChange(withCodes(chosen, group.codes, !isAll))}
        />
        {group.name !== '' && <Sign name="folder" />}
      </div>
      <div className={classes['children']}>
        {group.leaves.map(({ code, label: leaf }) => (
          <Leaf key={code} {...props} code={code} label={leaf} />
        ))}
        {group.groups.map((below) => (
          <Group key={below.name} {...props} group={below} label={below.name} />
        ))}
      </div>
    </fieldset>
  )
}

function Leaf({
  code,
  label,
  chosen,
  isDisabled,
  onChange,
}: TreeProps & { readonly code: number; readonly label: string }) {
  const t = useTexts(productTexts)
  return (
    <div className={classes['node']}>
      <Checkbox
        label={code === panelOnlyCode ? `${label} (${t('panelOnly')})` : label}
        checked={chosen.has(code)}
        disabled={isDisabled}
        onChange={() => onChange(withCodes(chosen, [code], !chosen.has(code)))}
      />
      <Sign name="bolt" />
    </div>
  )
}

function Sign({ name }: { readonly name: 'folder' | 'bolt' }) {
  return (
    <span className={classes['sign']}>
      <Icon name={name} size={14} />
    </span>
  )
}

function withCodes(
  chosen: ReadonlySet<number>,
  codes: readonly number[],
  isIn: boolean,
): ReadonlySet<number> {
  const next = new Set(chosen)
  for (const code of codes) {
    if (isIn) next.add(code)
    else next.delete(code)
  }
  return next
}
