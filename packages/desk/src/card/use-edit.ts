// SPDX-License-Identifier: EUPL-1.2
import { useMemo } from 'react'
import type { Case } from '../api-cases.ts'
import { asJson, isChanged } from '../changes.ts'
import type { Fields } from '../drafts/drafts.ts'
import { type Draft, useDraft } from '../drafts/use-draft.ts'
import { isRecord } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { type Mail, readMail } from '../mail.ts'
import { visibleJson } from '../visible.ts'
import { draftsOf } from './drafts-of.ts'
import {
  argumentsOf,
  type DraftProblem,
  draftOf,
  fieldsOf,
  type MailDraft,
  mailDraftIn,
  mailOf,
  problemsOf,
} from './mail-draft.ts'

export interface Edit {
  readonly draft: Draft<Fields>
  /** Undefined for what is no mail: that is written as JSON. */
  readonly form: MailDraft | undefined
  readonly json: string
  readonly edited: Read
  readonly problems: readonly DraftProblem[]
  readonly isSame: boolean
  /** The arguments to send; undefined while they are not right, or as they were. */
  readonly wanted: unknown
}

type Read = { readonly value: unknown } | { readonly problem: string }

/** What somebody makes of the arguments of a call. */
export function useEdit(seen: Case): Edit {
  const { words } = useSpoken()
  const mail = useMemo(() => readMail(seen.arguments), [seen])
  const draft = useDraft(draftsOf(seen).edit, startOf(seen.arguments, mail))
  const form = mail && mailDraftIn(draft.fields, mail)
  const { json = '' } = draft.fields
  const edited = form === undefined ? readJson(json, words) : { value: mailOf(form) }
  const problems = form === undefined ? [] : problemsOf(mailOf(form))
  const isSame = 'value' in edited && !isChanged(seen.arguments, edited.value)
  const isReady = 'value' in edited && problems.length === 0 && !isSame
  const wanted = !isReady ? undefined : form === undefined ? edited.value : argumentsOf(mailOf(form))
  return { draft, form, json, edited, problems, isSame, wanted }
}

const startOf = (given: unknown, mail: Mail | undefined): Fields =>
  mail === undefined ? { json: visibleJson(asJson(given)) } : fieldsOf(draftOf(mail))

function readJson(text: string, { edit }: Words): Read {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? { value } : { problem: edit.notObject }
  } catch (error) {
    return { problem: edit.badJson(error instanceof Error ? error.message : '') }
  }
}
