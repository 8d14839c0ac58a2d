// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { FieldError, Input, Label, TextField } from 'react-aria-components/TextField'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { mailFields } from '../mail.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { visibleLine } from '../visible.ts'
import type { DraftProblem, MailDraft } from './mail-draft.ts'

interface Props {
  readonly draft: MailDraft
  readonly problems: readonly DraftProblem[]
  readonly onChange: (draft: MailDraft) => void
}

export function MailForm({ draft, problems, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const problemOf = (field: DraftProblem['field']): string | undefined => {
    const found = problems.find((problem) => problem.field === field)
    return found === undefined ? undefined : told(found, words)
  }
  return (
    <div className="fields">
      {mailFields.map((field) => (
        <TextAreaField
          key={field}
          label={words.card[field]}
          {...(field === 'to' ? { help: words.edit.addresses } : {})}
          problem={problemOf(field)}
          value={draft[field]}
          onChange={(value) => onChange({ ...draft, [field]: value })}
          rows={Math.max(1, draft[field].split('\n').length)}
          isCode
        />
      ))}
      <TextField
        value={draft.subject}
        onChange={(subject) => onChange({ ...draft, subject })}
        isInvalid={problemOf('subject') !== undefined}
        validationBehavior="aria"
      >
        <Label>{words.card.subject}</Label>
        <Input dir="auto" maxLength={300} />
        <FieldError>{problemOf('subject')}</FieldError>
      </TextField>
      <TextAreaField
        label={words.card.text}
        problem={problemOf('text')}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
        rows={10}
      />
      {draft.attachments.length > 0 && (
        <fieldset className="checks">
          <legend>{words.edit.keepAttachments}</legend>
          {draft.attachments.map(({ document, isKept }, index) => (
            <label key={document} className="check">
              <input
                type="checkbox"
                checked={isKept}
                onChange={() =>
                  onChange({ ...draft, attachments: draft.attachments.with(index, { document, isKept: !isKept }) })
                }
              />
              <bdi>{visibleLine(document)}</bdi>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}

function told(problem: DraftProblem, { edit }: Words): string {
  switch (problem.kind) {
    case 'bad-address':
      return edit.badAddress(visibleLine(problem.address))
    case 'no-recipient':
      return edit.noRecipient
    case 'empty':
      return problem.field === 'subject' ? edit.noSubject : edit.noText
  }
}
