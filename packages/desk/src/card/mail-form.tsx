// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField'
import { useSpoken } from '../language/language.tsx'
import type { Words } from '../language/nl.ts'
import { mailFields } from '../mail.ts'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { unseenIn, visibleLine } from '../visible.ts'
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
  const subjectHelp = unseenHelp(draft.subject, words)
  return (
    <div className="fields">
      {mailFields.map((field) => (
        <TextAreaField
          key={field}
          label={words.card[field]}
          help={[field === 'to' ? words.edit.addresses : '', unseenHelp(draft[field], words)].join(' ').trim()}
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
        {subjectHelp !== '' && <Text slot="description">{subjectHelp}</Text>}
        <FieldError>{problemOf('subject')}</FieldError>
      </TextField>
      <TextAreaField
        label={words.card.text}
        help={unseenHelp(draft.text, words)}
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

const mostNamed = 3

/** What the page marks in a text, a field for text can't; empty where there is nothing of it. */
function unseenHelp(text: string, { card, edit }: Words): string {
  const all = unseenIn(text)
  if (all.length === 0) return ''
  const named = all
    .slice(0, mostNamed)
    .map((part) => (part.kind === 'unseen' ? part.text : card.blankLines(part.count)))
  return edit.unseen(all.length > mostNamed ? [...named, '…'] : named)
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
