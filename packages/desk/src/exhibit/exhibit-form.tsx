// SPDX-License-Identifier: EUPL-1.2
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { api } from '../api.ts'
import type { Trail, TrailEntry } from '../api-exhibits.ts'
import { useSpoken } from '../language/later.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { CheckList } from '../parts/check-list.tsx'
import { focusProblem } from '../parts/focus-problem.ts'
import { keepFile } from '../parts/keep-file.ts'
import { pressed } from '../parts/pressed.ts'
import { ProblemNote } from '../parts/problem-note.tsx'
import { TextAreaField } from '../parts/text-area-field.tsx'
import { visibleLine } from '../visible.ts'
import { fieldOf, usualChoice, wishOf } from './chosen.ts'

/** What goes along, who is named, and for whom; then the file, and how they check it. */
export function ExhibitForm({ call, trail }: { call: string; trail: Trail }): ReactNode {
  const { words } = useSpoken()
  const announce = useAnnounce()
  const [chosen, setChosen] = useState(() => usualChoice(trail))
  const [purpose, setPurpose] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const file = `${call}.exhibit.json`
  const making = useMutation({
    mutationFn: () => api.makeExhibit(wishOf(trail, chosen, purpose.trim())),
    onSuccess: (exhibit) => {
      keepFile({ content: new Blob([`${JSON.stringify(exhibit, null, 1)}\n`]), name: file })
      announce(words.exhibit.made(file))
    },
    gcTime: 0,
  })
  const isEmpty = purpose.trim() === ''
  const nameable = trail.names.filter(({ isProvable }) => isProvable)
  const others = trail.names.filter(({ isProvable }) => !isProvable).map(({ subject }) => visibleLine(subject))
  return (
    <form
      className="question-form"
      onSubmit={(event) => {
        event.preventDefault()
        setIsAsked(true)
        focusProblem(event.currentTarget)
        if (!isEmpty && !making.isPending) making.mutate()
      }}
    >
      {trail.entries.map((entry) => (
        <EntryFields
          key={entry.index}
          entry={entry}
          chosen={chosen.fields}
          onPress={(field) => setChosen({ ...chosen, fields: pressed(chosen.fields, field) })}
        />
      ))}
      {nameable.length > 0 && (
        <CheckList
          label={words.exhibit.names}
          help={words.exhibit.namesHelp}
          options={nameable.map(({ pseudonym, subject }) => [pseudonym, visibleLine(subject)])}
          chosen={chosen.names}
          onPress={(name) => setChosen({ ...chosen, names: pressed(chosen.names, name) })}
        />
      )}
      {others.length > 0 && <p className="quiet">{words.exhibit.unprovable(others.join(', '))}</p>}
      <TextAreaField
        label={words.exhibit.for}
        help={words.exhibit.forHelp}
        problem={isAsked && isEmpty ? words.exhibit.forMissing : undefined}
        value={purpose}
        onChange={setPurpose}
        rows={2}
        maxLength={2000}
      />
      <p>{words.exhibit.others}</p>
      <p className="page-action">
        <Button type="submit" className="button button-main" isPending={making.isPending}>
          {words.exhibit.make}
        </Button>
      </p>
      <ProblemNote error={making.error} />
      {making.isSuccess && <Made file={file} verifierKey={trail.verifierKey} />}
    </form>
  )
}

function Made({ file, verifierKey }: { file: string; verifierKey: string }): ReactNode {
  const { words } = useSpoken()
  return (
    <div className="note">
      <p>{words.exhibit.made(file)}</p>
      <p>{words.exhibit.check}</p>
      <pre className="letter-text letter-code">{`npx sluis-log verify ${file} --full --key '${verifierKey}'`}</pre>
    </div>
  )
}

function EntryFields(props: {
  entry: TrailEntry
  chosen: readonly string[]
  onPress: (field: string) => void
}): ReactNode {
  const { words, format } = useSpoken()
  const { index, at, kind, fields } = props.entry
  const kinds: Readonly<Record<string, string>> = words.exhibit.kinds
  const names: Readonly<Record<string, string>> = words.exhibit.fields
  const label = `${kinds[kind] ?? kind}, ${format.time(at)} (${words.exhibit.entry(index)})`
  return (
    <CheckList
      label={label}
      {...(fields.length === 0 ? { help: words.exhibit.nothing } : {})}
      options={fields.map((name) => [fieldOf(index, name), names[name] ?? name])}
      chosen={props.chosen}
      onPress={props.onPress}
    />
  )
}
