// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlannedQuestion, Settles } from '../api-systems.ts'
import { partsOf } from './parts.ts'

const planned = (fact: string, settles: Settles, topic: string): PlannedQuestion => ({
  ...{
    fact,
    settles,
    kind: 'yes_no',
    answers: [true, false],
    question: `${fact}?`,
    example: '',
    source: '',
    decides: [],
  },
  topic: { id: topic, title: topic, about: `About ${topic}.` },
})

describe('the parts of the questionnaire', () => {
  it('follow the law, each by subject, and lose no question', () => {
    const all = [
      planned('machine', 'applies', 'system'),
      planned('feelings', 'forbidden', 'body'),
      planned('score', 'forbidden', 'scoring'),
      planned('faces', 'forbidden', 'body'),
      planned('remote', 'high', 'body'),
      planned('open', 'applies', 'exclusions'),
    ]
    const told = partsOf(all).map(({ name, count, subjects }) => [
      name,
      count,
      subjects.map(({ id, about, questions }) => [id, about, questions.map(({ fact }) => fact)]),
    ])
    assert.deepEqual(told, [
      [
        'applies',
        2,
        [
          ['system', 'About system.', ['machine']],
          ['exclusions', 'About exclusions.', ['open']],
        ],
      ],
      [
        'forbidden',
        3,
        [
          ['body', 'About body.', ['feelings', 'faces']],
          ['scoring', 'About scoring.', ['score']],
        ],
      ],
      ['high', 1, [['body', 'About body.', ['remote']]]],
    ])
    assert.deepEqual(partsOf([]), [])
  })
})
