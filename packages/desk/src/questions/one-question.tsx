// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Question, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { NothingLeft } from './nothing-left.tsx'
import { QuestionForm } from './question-form.tsx'
import { Rules } from './rules.tsx'

/** The question of one fact, to answer it or to answer it anew. */
export function OneQuestion({ system, fact }: { system: System; fact: string }): ReactNode {
  const { words, language } = useSpoken()
  const asked = useQuery(queries.question(system.id, fact, language))
  if (asked.data === undefined) return <PageLoading error={asked.error} />
  const { question } = asked.data
  if (question === null) return <NothingLeft system={system} />
  return (
    <div className="question">
      <p className="quiet">
        <Link to="/systems/$id" params={{ id: system.id }} className="text-target">
          {system.name}
        </Link>
        {` · ${question.topic.title}`}
      </p>
      <PageTitle>{question.question}</PageTitle>
      <dl className="question-help">
        <div>
          <dt>{words.question.example}</dt>
          <dd>{question.example}</dd>
        </div>
        <div>
          <dt>{words.question.law}</dt>
          <dd>
            <Rules question={question} />
          </dd>
        </div>
      </dl>
      <Answering system={system} question={question} />
    </div>
  )
}

function Answering({ system, question }: { system: System; question: Question }): ReactNode {
  const { words } = useSpoken()
  const navigate = useNavigate()
  const mayAnswer = useMay('register')
  const { id } = system
  const isDeclared = system.facts.some((one) => one.fact === question.fact && one.isDeclared)
  if (isDeclared) return <p className="note">{words.question.declared(id)}</p>
  if (!mayAnswer) return <p className="note">{words.question.mayNot}</p>
  const onAnswered = (): void => void navigate({ to: '/systems/$id', params: { id } })
  return <QuestionForm system={system} question={question} onAnswered={onAnswered} />
}
