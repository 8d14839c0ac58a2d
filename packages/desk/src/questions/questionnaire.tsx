// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import type { AnswerGiven, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { queries } from '../queries.ts'
import { useSystemAct } from '../register/use-system-act.ts'
import { NotAsked } from './not-asked.tsx'
import { NothingLeft } from './nothing-left.tsx'
import { PartForm } from './part-form.tsx'
import { PartList } from './part-list.tsx'
import { partsOf } from './parts.ts'

/** Before the first answer of this visit nothing was recorded and nothing fell away. */
const nothingYet = { count: 0, source: '', leftBefore: 0 }

/** The questions about the class, a part at a time; after each part the evaluator says which are left. */
export function Questionnaire({ system }: { system: System }): ReactNode {
  const { words, language } = useSpoken()
  const mayAnswer = useMay('register')
  const ahead = useQuery(queries.questions(system.id, language))
  const [last, setLast] = useState(nothingYet)
  const act = useSystemAct()
  if (ahead.data === undefined) return <PageLoading error={ahead.error} />
  const { questions, left } = ahead.data
  const parts = partsOf(questions)
  const [part] = parts
  if (part === undefined) return <NothingLeft system={system} />
  const facts = part.subjects.flatMap((subject) => subject.questions.map(({ fact }) => fact))
  const record = async (answers: readonly [AnswerGiven, ...AnswerGiven[]]): Promise<void> => {
    const [{ source }] = answers
    const told = words.question.recorded(answers.length)
    await act.mutateAsync({ act: () => recordAll(system.id, answers), told })
    setLast({ count: answers.length, source, leftBefore: left })
  }
  const fellAway = last.leftBefore - last.count - left
  return (
    <div className="question" key={facts.join()}>
      <p className="quiet">
        <Link to="/systems/$id" params={{ id: system.id }} className="text-target">
          {words.question.title(system.name)}
        </Link>
      </p>
      <PageTitle>{words.question.parts[part.name]}</PageTitle>
      <p>{words.question.partMeans[part.name]}</p>
      <PartList parts={parts} current={part.name} />
      <p className="quiet">
        {words.question.ahead(questions.length)}
        {last.count > 0 && ` ${words.question.recorded(last.count)}`}
        {fellAway > 0 && ` ${words.question.fellAway(fellAway)}`}
      </p>
      {mayAnswer ? (
        <PartForm
          {...{ system, part, record }}
          sourceBefore={last.source}
          error={act.error}
          isPending={act.isPending}
        />
      ) : (
        <p className="note">{words.question.mayNot}</p>
      )}
      <NotAsked system={system} planned={questions} />
    </div>
  )
}

/** One entry each, in order. A refusal stops there; what was recorded before it stays recorded. */
async function recordAll(id: string, [first, ...others]: readonly [AnswerGiven, ...AnswerGiven[]]): Promise<System> {
  let after = await api.answer(id, first)
  for (const given of others) after = await api.answer(id, given)
  return after
}
