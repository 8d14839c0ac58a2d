// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { NothingLeft } from '../questions/nothing-left.tsx'
import { QuestionForm } from '../questions/question-form.tsx'

/** One question at a time, the one that decides most first; with `fact` in the address, that one alone. */
export function QuestionsPage(): ReactNode {
  const { id } = useParams({ from: '/systems/$id/questions' })
  const { fact } = useSearch({ from: '/systems/$id/questions' })
  const { words, language } = useSpoken()
  const navigate = useNavigate()
  const mayAnswer = useMay('register')
  const system = useQuery(queries.system(id))
  const asked = useQuery(queries.question(id, fact, language))
  const [done, setDone] = useState({ count: 0, source: '' })
  if (system.data === undefined || asked.data === undefined) return <PageLoading error={system.error ?? asked.error} />
  const { question, left } = asked.data
  if (question === null) return <NothingLeft system={system.data} />
  const isDeclared = system.data.facts.some((one) => one.fact === question.fact && one.isDeclared)
  const onAnswered = (source: string): void => {
    setDone(({ count }) => ({ count: count + 1, source }))
    if (fact !== undefined) navigate({ to: '/systems/$id', params: { id } })
  }
  return (
    <div className="question" key={question.fact}>
      <p className="quiet">
        <Link to="/systems/$id" params={{ id }} className="text-target">
          {system.data.name}
        </Link>
        {` · ${question.topic.title}`}
      </p>
      {fact === undefined && (
        <div className="progress">
          <progress value={done.count} max={done.count + left} aria-label={words.question.title(system.data.name)} />
          <p className="quiet">{words.question.progress(done.count, left)}</p>
        </div>
      )}
      <PageTitle>{question.question}</PageTitle>
      <dl className="question-help">
        <div>
          <dt>{words.question.example}</dt>
          <dd>{question.example}</dd>
        </div>
        <div>
          <dt>{words.question.law}</dt>
          <dd>
            {question.decides.map(({ title, source }) => (
              <p key={`${title} ${source}`}>
                {capital(title)} <cite>{source}</cite>
              </p>
            ))}
            {question.decides.every(({ source }) => source !== question.source) && (
              <p>
                {question.decides.length > 0 && words.question.seeAlso} <cite>{question.source}</cite>
              </p>
            )}
          </dd>
        </div>
      </dl>
      {isDeclared ? (
        <p className="note">{words.question.declared(id)}</p>
      ) : mayAnswer ? (
        <QuestionForm
          system={system.data}
          question={question}
          isOnlyOne={fact !== undefined}
          sourceBefore={done.source}
          onAnswered={onAnswered}
        />
      ) : (
        <p className="note">{words.question.mayNot}</p>
      )}
    </div>
  )
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
