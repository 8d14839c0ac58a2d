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
import { type ArgumentField, argumentsIn, fieldsIn, startOf as startOfFields } from './argument-fields.ts'
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
import { type JsonProblem, readJson } from './read-json.ts'
import { tellJsonProblem } from './tell-json-problem.ts'

/** A mail has a form of its own, any other call a field for each argument; as JSON it can get and lose arguments. */
type EditForm =
  | { readonly kind: 'mail'; readonly mail: MailDraft; readonly problems: readonly DraftProblem[] }
  | {
      readonly kind: 'arguments'
      readonly fields: readonly ArgumentField[]
      readonly problems: ReadonlyMap<string, JsonProblem>
    }
  | { readonly kind: 'json'; readonly json: string; readonly problem: string | undefined }

export interface Edit {
  readonly draft: Draft<Fields>
  readonly form: EditForm
  /** What the fields make; undefined while they make nothing. */
  readonly made: unknown
  readonly isSame: boolean
  /** The arguments to send; undefined while they are not right, or as they were. */
  readonly wanted: unknown
  /** From here on as JSON, with what the fields make so far. */
  readonly writeAsJson: () => void
}

/** What somebody makes of the arguments of a call; `schema` is that of its tool, where it is known. */
export function useEdit(seen: Case, schema: unknown): Edit {
  const { words } = useSpoken()
  const given = seen.arguments
  const mail = useMemo(() => readMail(given), [given])
  const fields = useMemo(
    () => (isRecord(given) && mail === undefined ? fieldsIn(given, schema) : []),
    [given, mail, schema],
  )
  const draft = useDraft(draftsOf(seen).edit, startOf(given, mail, fields))
  const { form, made, sent } = formOf(draft.fields, mail, fields, words)
  const isSame = made !== undefined && !isChanged(given, made)
  return {
    draft,
    form,
    made,
    isSame,
    wanted: isSame ? undefined : sent,
    writeAsJson: () => draft.set({ mode: 'json', json: visibleJson(asJson(made ?? given)) }),
  }
}

interface Formed {
  readonly form: EditForm
  readonly made: unknown
  readonly sent: unknown
}

function formOf(written: Fields, mail: Mail | undefined, fields: readonly ArgumentField[], words: Words): Formed {
  if (mail !== undefined) {
    const drafted = mailDraftIn(written, mail)
    const made = mailOf(drafted)
    const problems = problemsOf(made)
    return {
      form: { kind: 'mail', mail: drafted, problems },
      made,
      sent: problems.length > 0 ? undefined : argumentsOf(made),
    }
  }
  if (written.mode === 'json' || fields.length === 0) {
    const { json = '' } = written
    const read = readJson(json)
    const problem = 'problem' in read ? tellJsonProblem(read.problem, words) : undefined
    const value = 'value' in read && isRecord(read.value) ? read.value : undefined
    const told = problem ?? (value === undefined ? words.edit.notObject : undefined)
    return { form: { kind: 'json', json, problem: told }, made: value, sent: value }
  }
  const read = argumentsIn(fields, written)
  if ('problems' in read) {
    return { form: { kind: 'arguments', fields, problems: read.problems }, made: undefined, sent: undefined }
  }
  return { form: { kind: 'arguments', fields, problems: new Map() }, made: read.value, sent: read.value }
}

const startOf = (given: unknown, mail: Mail | undefined, fields: readonly ArgumentField[]): Fields =>
  mail === undefined
    ? { ...startOfFields(fields), mode: '', json: visibleJson(asJson(given)) }
    : fieldsOf(draftOf(mail))
