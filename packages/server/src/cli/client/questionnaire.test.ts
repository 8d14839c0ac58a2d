// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { evaluate, Facts, questionOf, questionsAhead } from '@sluis/ai-act'
import { sayIn } from '../language.ts'
import { runCommand } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import { Refused } from './api-client.ts'
import { converse, readAnswer } from './questionnaire.ts'

const on = '2026-11-22'

/** A person who answers by a list of words for each fact, over the rules themselves. */
function sitting(words: Readonly<Record<string, readonly string[]>>, otherwise: string) {
  const shown: string[] = []
  const recorded: (readonly [string, unknown, string])[] = []
  let facts = Facts.parse({})
  let asked = ''
  let at = 0
  const questions = {
    ahead: async () => {
      const questions = questionsAhead(facts, { on }).map(({ fact }) => questionOf(fact, 'en'))
      asked = questions[0]?.fact ?? ''
      at = 0
      return questions
    },
    record: async (fact: string, value: unknown, source: string) => {
      try {
        facts = Facts.parse({ ...facts.toJSON(), [fact]: value })
      } catch (error) {
        throw new Refused('register-refused', [String(error)])
      }
      recorded.push([fact, value, source])
    },
  }
  const prompt = async (text: string): Promise<string | undefined> => {
    shown.push(text)
    if (text.startsWith('How do you know')) return 'The manual'
    return words[asked]?.[at++] ?? otherwise
  }
  const voice = {
    say: sayIn('en'),
    language: 'en',
    warn: (...lines: readonly string[]) => shown.push(...lines),
  } as const
  return { questions, prompt, voice, shown, recorded, label: () => evaluate(facts, { on }).label }
}

describe('the questionnaire on a terminal', () => {
  it('asks with the clause and an example until no answer changes the class, and keeps how one knows', async () => {
    const yes = Object.fromEntries(
      [
        'machine_based',
        'operates_with_some_autonomy',
        'infers_how_to_generate_output',
        'output_can_influence_environment',
        'deployer_established_in_union',
        'recruitment_or_selection',
      ].map((fact) => [fact, ['yes']]),
    )
    const person = sitting({ ...yes, role: ['nonsense', 'deployer'], annex_i_section: ['none'] }, 'no')
    await converse(person.questions, person.voice, person.prompt)
    assert.equal(person.label(), 'high')
    assert.ok(person.recorded.every(([, , source]) => source === 'The manual'))
    assert.ok(person.recorded.some(([fact, value]) => fact === 'recruitment_or_selection' && value === true))
    assert.ok(
      person.shown.some((line) => line.includes('(Annex III 4(a)) Example: ')),
      person.shown.join('\n'),
    )
  })

  it('asks again what is no answer, and takes "unknown" for one', async () => {
    const person = sitting({ machine_based: ['maybe', '', 'unknown'] }, 'no')
    let turns = 0
    await converse(person.questions, person.voice, async (text) => (turns++ > 8 ? undefined : person.prompt(text)))
    assert.ok(person.shown.includes('Choose from: yes / no / unknown'))
    assert.deepEqual(person.recorded.find(([fact]) => fact === 'machine_based')?.[1], 'unknown')
  })

  it('says how many lie ahead of an ordinary system, and takes Enter for the same source as before', async () => {
    const ofAny = ['machine_based', 'operates_with_some_autonomy', 'infers_how_to_generate_output']
    const yes = [...ofAny, 'output_can_influence_environment', 'deployer_established_in_union']
    const words = { ...Object.fromEntries(yes.map((fact) => [fact, ['yes']])), annex_i_section: ['none'] }
    const person = sitting({ ...words, role: ['unknown'] }, 'no')
    const asked = questionsAhead(Facts.parse({}), { on }).length
    let sources = 0
    await converse(person.questions, person.voice, async (text) => {
      const answer = await person.prompt(text)
      return text.startsWith('How do you know') && sources++ > 0 ? '' : answer
    })
    const counts = person.shown.filter((line) => line.includes(' to go'))
    const means = 'if nothing the law names is so here. Another answer may make that more, or fewer.'
    assert.deepEqual(counts.slice(0, 2), [`${asked} questions to go ${means}`, `${asked - 1} questions to go.`])
    assert.equal(counts.at(-1), '1 question to go.')
    assert.equal(person.recorded.length, asked)
    assert.deepEqual([...new Set(person.recorded.map(([, , source]) => source))], ['The manual'])
    assert.ok(person.shown.includes('How do you know? (Enter: The manual) '))
  })

  it('ends when the person leaves, in the middle of a question too', async () => {
    const person = sitting({}, 'no')
    for (const leaves of [0, 1]) {
      let turns = 0
      await converse(person.questions, person.voice, async (text) =>
        turns++ >= leaves ? undefined : person.prompt(text),
      )
    }
    assert.deepEqual(person.recorded, [])
  })

  it('reads the words of both languages', () => {
    assert.deepEqual(['ja', 'Nee', 'y', 'weet niet', '?', '12.5', 'none'].map(readAnswer), [
      ...[true, false, true, 'unknown', 'unknown', 12.5, 'none'],
    ])
  })

  it('refuses with a sentence where nobody sits', async () => {
    const said: string[] = []
    let code = 0
    const terminal: Terminal = {
      ...{ language: 'en', say: sayIn('en'), environment: {}, command: 'sluis', isAttended: false },
      out: (...lines) => said.push(...lines),
      warn: (...lines) => said.push(...lines),
      json: () => undefined,
      exitWith: (ended) => {
        code = ended
      },
    }
    await runCommand(['assess', 'weekly-report'], terminal)
    assert.equal(code, 2)
    assert.match(said.join('\n'), /There is nobody at this terminal.*--fact/s)
  })
})
