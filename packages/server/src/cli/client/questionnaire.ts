// SPDX-License-Identifier: EUPL-1.2
// The questionnaire as a conversation: each question with its clause and an example, then the answer and its source.
import type { Question } from '@sluis/ai-act'
import type { Terminal } from '../terminal.ts'
import { Refused } from './api-client.ts'

export interface Questions {
  /** Those that lie ahead if nothing the law names is so, in the order in which to ask them; each answer may change them. */
  readonly ahead: () => Promise<readonly Question[]>
  /** Records an answer in the name of the key's holder. */
  readonly record: (fact: string, value: unknown, source: string) => Promise<unknown>
}

/** Undefined when the person has left. */
export type Prompt = (text: string) => Promise<string | undefined>

type Voice = Pick<Terminal, 'say' | 'warn' | 'language'>

/** Asks until no answer can change the class any more, or until the person leaves; answers given so far are kept. */
export async function converse({ ahead, record }: Questions, voice: Voice, prompt: Prompt): Promise<void> {
  const { say, warn } = voice
  let sourceBefore = ''
  for (let isFirst = true; ; isFirst = false) {
    const questions = await ahead()
    const [question] = questions
    if (question === undefined) return
    warn('', countText(questions.length, isFirst, voice), ...tellQuestion(question, voice))
    const value = await valueFrom(question, voice, prompt)
    if (value === undefined) return
    const same = sourceBefore === '' ? '' : ` (Enter: ${sourceBefore})`
    const source = await lineFrom(`${say('Hoe weet u dat?', 'How do you know?')}${same} `, prompt, sourceBefore)
    if (source === undefined) return
    try {
      await record(question.fact, value, source)
      sourceBefore = source
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      warn(...error.lines)
    }
  }
}

function countText(count: number, isFirst: boolean, { say }: Voice): string {
  const left =
    count === 1 ? say('Nog 1 vraag', '1 question to go') : say(`Nog ${count} vragen`, `${count} questions to go`)
  if (!isFirst) return `${left}.`
  const means = say(
    'als niets van wat de wet noemt hier speelt. Een ander antwoord kan er meer van maken, of minder.',
    'if nothing the law names is so here. Another answer may make that more, or fewer.',
  )
  return `${left} ${means}`
}

export function tellQuestion({ question, source, example, topic }: Question, { say }: Pick<Terminal, 'say'>) {
  return [`${topic.title}: ${question}`, `(${source}) ${say('Voorbeeld', 'Example')}: ${example}`]
}

async function valueFrom(question: Question, voice: Voice, prompt: Prompt): Promise<unknown> {
  const { say, warn } = voice
  const shown = question.kind === 'yes_no' ? [say('ja', 'yes'), say('nee', 'no')] : question.answers.map(String)
  const choices = [...shown, say('weet niet', 'unknown')].join(' / ')
  for (;;) {
    const line = await lineFrom(`${choices}: `, prompt)
    if (line === undefined) return undefined
    const value = readAnswer(line)
    const fits = value === 'unknown' || question.answers.length === 0 || everyOf(value, question)
    if (fits)
      return question.kind === 'roles' && typeof value === 'string' && value !== 'unknown' ? listed(value) : value
    warn(say(`Kies uit: ${choices}`, `Choose from: ${choices}`))
  }
}

function everyOf(value: unknown, { kind, answers }: Question): boolean {
  const given = kind === 'roles' && typeof value === 'string' ? listed(value) : [value]
  return given.every((one) => answers.some((answer) => answer === one))
}

function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '')
}

/** A line that isn't empty, or what stands for an empty one; undefined when the person has left. */
async function lineFrom(text: string, prompt: Prompt, ifEmpty = ''): Promise<string | undefined> {
  for (;;) {
    const line = await prompt(text)
    if (line === undefined) return undefined
    const given = line.trim() === '' ? ifEmpty : line.trim()
    if (given !== '') return given
  }
}

const words: Readonly<Record<string, boolean | string>> = {
  ...{ yes: true, y: true, ja: true, j: true, no: false, n: false, nee: false },
  ...{ '?': 'unknown', 'weet niet': 'unknown', onbekend: 'unknown' },
}

/** Guesses the type; the server reads the answer by the type of the fact, and refuses what doesn't fit. */
export function readAnswer(answer: string): boolean | number | string {
  const word = words[answer.toLowerCase()]
  if (word !== undefined) return word
  return /^\d+(\.\d+)?$/.test(answer) ? Number(answer) : answer
}
