/** Goes anywhere by typing: places by name, and things by their id. */
import { TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../paths.ts'
import { type Translate, useTexts } from '../text/texts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { PlaceGroup, PlaceName } from './places.ts'
import { shellTexts } from './texts.ts'
import classes from './shell.module.css'

interface Option {
  readonly path: string
  readonly label: string
  readonly account: string
}

export function Palette(props: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly groups: readonly PlaceGroup[]
}) {
  const t = useTexts(shellTexts)
  return (
    <Dialog opened={props.isOpen} onClose={props.onClose} title={t('palette')}>
      <Search {...props} />
    </Dialog>
  )
}

function Search({
  groups,
  onClose,
}: {
  readonly onClose: () => void
  readonly groups: readonly PlaceGroup[]
}) {
  const t = useTexts(shellTexts)
  const router = useRouter()
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const options = [...ofIds(text, groups), ...ofPlaces(text, groups, t)]
  const chosen = options[Math.min(index, options.length - 1)]
  const go = (option: Option | undefined): void => {
    if (option === undefined) return
    onClose()
    void router.navigate({ to: option.path })
  }
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t('paletteHint')}
        placeholder={t('paletteHint')}
        value={text}
        role="combobox"
        aria-expanded
        aria-controls="palette-options"
        aria-activedescendant={
          chosen === undefined ? undefined : `palette-${options.indexOf(chosen)}`
        }
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setIndex(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setIndex(Math.min(index + 1, options.length - 1))
          else if (event.key === 'ArrowUp') setIndex(Math.max(index - 1, 0))
          else if (event.key === 'Enter') go(chosen)
          else return
          event.preventDefault()
        }}
      />
      <ul
        id="palette-options"
        role="listbox"
        aria-label={t('palette')}
        className={classes['options']}
      >
        {options.map((option, at) => (
          <li
            key={option.path}
            id={`palette-${at}`}
            role="option"
            aria-selected={option === chosen}
            onClick={() => go(option)}
          >
            {option.label}
            <small>{option.account}</small>
          </li>
        ))}
        {options.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled>
            {t('noMatch')}
          </li>
        )}
      </ul>
    </>
  )
}

function ofPlaces(text: string, groups: readonly PlaceGroup[], t: Translate<PlaceName>): Option[] {
  const wanted = text.trim().toLowerCase()
  return groups.flatMap(({ title, places }) =>
    places
      .map((place) => ({
        path: place.path,
        label: t(place.name),
        account: t(title.name, title.values),
      }))
      .filter(({ label }) => label.toLowerCase().includes(wanted)),
  )
}

/** Ids say what they are of by how they begin. */
function ofIds(text: string, groups: readonly PlaceGroup[]): Option[] {
  const id = text.trim()
  const account = groups[0]?.title.values?.['id']
  if (account === undefined || groups[0]?.title.name !== 'tenant') return []
  const tenant = paths.tenant(account)
  const path = id.startsWith('evt_')
    ? tenant.event(id)
    : id.startsWith('dlv_')
      ? tenant.delivery(id)
      : id.startsWith('sub_')
        ? tenant.subscription(id)
        : null
  return path === null ? [] : [{ path, label: id, account }]
}
