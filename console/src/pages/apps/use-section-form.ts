/**
 * What is typed into the section and not saved yet. It remembers the version that it was begun
 * with, so that a save never goes over somebody else's unseen: that is a conflict, which is shown
 * and decided by whoever types.
 */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callTagged, client, type Tagged } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { AppVersion, Section } from './app-data.ts'
import { cleaned, faultsOf, noFaults, sameSection, type SectionFaults } from './section-form.ts'

interface Draft {
  readonly section: Section
  readonly etag: string
}

export interface SectionForm {
  readonly section: Section
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly faults: SectionFaults
  /** Somebody else saved first; null: nobody did. */
  readonly conflict: Section | null
  readonly edit: (section: Section) => void
  readonly save: (section?: Section, onSaved?: () => void) => void
  /** Over what somebody else has saved since, which has been seen by now. */
  readonly saveOver: () => void
  readonly discard: () => void
  readonly forgetFaults: () => void
}

export function useSectionForm(
  present: Tagged<AppVersion>,
  tell: { readonly onSaved: () => Promise<unknown>; readonly onConflict: () => Promise<unknown> },
): SectionForm {
  const saved = present.value.customer_state_change
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isConflict, setConflict] = useState(false)
  const section = draft?.section ?? saved
  const save = useMutation({
    mutationFn: ({ section: wanted, etag }: Draft) =>
      callTagged(
        client.PATCH('/v1/apps/{appId}/versions/{version}', {
          params: {
            path: { appId: present.value.app, version: String(present.value.version) },
            header: { 'if-match': etag },
          },
          body: { customer_state_change: cleaned(wanted) },
        }),
      ),
    onSuccess: async () => {
      await tell.onSaved()
      setDraft(null)
      setConflict(false)
    },
    onError: async (error, wanted) => {
      if (!(error instanceof ApiProblem) || error.status !== 412) return
      setDraft(wanted)
      await tell.onConflict()
      setConflict(true)
    },
  })
  const isConflictError = save.error instanceof ApiProblem && save.error.status === 412
  const send = (wanted: Draft, onEnd?: () => void): void =>
    save.mutate(wanted, {
      onSuccess: () => onEnd?.(),
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 412) onEnd?.()
      },
    })
  return {
    section,
    isDirty: draft !== null && !sameSection(draft.section, saved),
    isSaving: save.isPending,
    faults: isConflictError ? noFaults : faultsOf(save.error),
    conflict: isConflict ? saved : null,
    edit: (next) => setDraft({ section: next, etag: draft?.etag ?? present.etag }),
    save: (next = section, onSaved) =>
      send({ section: next, etag: draft?.etag ?? present.etag }, onSaved),
    saveOver: () => send({ section, etag: present.etag }),
    discard: () => {
      setDraft(null)
      setConflict(false)
      save.reset()
    },
    forgetFaults: () => save.reset(),
  }
}
