// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { Question } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'

/** The rules of the law that wait for an answer, and the clause that makes it matter. */
export function Rules({ question }: { question: Question }): ReactNode {
  const { words } = useSpoken()
  const { decides, source } = question
  return (
    <>
      {decides.map((rule) => (
        <p key={`${rule.title} ${rule.source}`}>
          {capital(rule.title)} <cite>{rule.source}</cite>
        </p>
      ))}
      {decides.every((rule) => rule.source !== source) && (
        <p>
          {decides.length > 0 && words.question.seeAlso} <cite>{source}</cite>
        </p>
      )}
    </>
  )
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
