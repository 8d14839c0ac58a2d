// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { useSpoken } from '../language/language.tsx'
import { tellProblem } from '../problem.ts'
import { RuleText } from './rule-text.tsx'

/** A refusal, in plain language, read out at once; a denied edit names the rules that say no. */
export function ProblemNote(props: { error: unknown }): ReactNode {
  const { words } = useSpoken()
  if (props.error === null || props.error === undefined) return <div role="alert" />
  const { text, rules, fields, problems } = tellProblem(props.error, words)
  return (
    <div role="alert" className="note note-problem">
      <p>{text}</p>
      {fields.map(({ field, message }) => (
        <p key={field}>
          <code>{field}</code> {message}
        </p>
      ))}
      {problems.map(({ file, line, column, message }) => (
        <p key={`${file}:${line}:${column}:${message}`}>
          <code>{line === undefined ? file : `${file}:${line}`}</code> {message}
        </p>
      ))}
      {rules.length > 0 && <p>{words.problems.deniedBy}</p>}
      {rules.map((rule) => (
        <p key={rule.id}>
          <RuleText rule={rule} />
        </p>
      ))}
    </div>
  )
}
