// SPDX-License-Identifier: EUPL-1.2
import type { Difference, SeenSystem, SystemSummary, SystemView } from '../../register/index.ts'
import type { Terminal } from '../terminal.ts'
import { classWord, stageWord } from './class-word.ts'

export function tellSystem(system: SystemSummary, { say }: Pick<Terminal, 'say'>): string {
  const { id, name, label, strictest, stage, waitsForAssessor, isDisputed, openQuestions } = system
  const most = classWord(strictest, say)
  const may = label === strictest ? '' : say(`, strengst mogelijk: ${most}`, `, strictest possible: ${most}`)
  // Without their number: one answer makes other questions needless, so most are never asked.
  const open = openQuestions === 0 ? '' : say(', vragen open', ', questions open')
  const waits = waitsForAssessor ? say(', wacht op een tweede beoordelaar', ', waits for a second assessor') : ''
  const disputed = isDisputed ? say(', beoordelaars verschillen', ', assessors differ') : ''
  const signs = system.notices.map(({ article }) => say(article.nl, article.en)).join(', ')
  const noticed = signs === '' ? '' : say(`, let op: ${signs}`, `, take note: ${signs}`)
  return `${id} (${name}): ${classWord(label, say)}${may}, ${stageWord(stage, say)}${open}${waits}${disputed}${noticed}`
}

/** One system, with what a person should know or do about it. */
export function tellSystemInFull(
  system: SystemView,
  terminal: Pick<Terminal, 'say' | 'language' | 'command'>,
): readonly string[] {
  const { say, language } = terminal
  const { purpose, disclosure, logTerm, judgements, outside, notices } = system
  return [
    tellSystem(system, terminal),
    purpose,
    ...notices.map(({ article, title, seen, isDenied }) => {
      const where =
        seen === 'traffic'
          ? say('wat agents gevraagd werd', 'what agents were asked')
          : say('de bestanden', 'the files')
      const what = `${article[language]}, ${title[language]}`
      return isDenied
        ? say(
            `Let op: ${where} noemt ${what}; het register zegt van niet.`,
            `Take note: ${where} names ${what}; the register says it is not so.`,
          )
        : say(
            `Let op: ${where} noemt ${what}; niemand heeft gezegd of het zo is.`,
            `Take note: ${where} names ${what}; nobody has said whether it is so.`,
          )
    }),
    ...judgements.map((one) => told(one.by ?? say('iemand die gewist is', 'somebody who was erased'), one, say)),
    ...outside.map((one) => {
      const former = one.isOfThis ? '' : say(', over een eerdere versie', ', of an earlier version')
      return `${told(`${one.issuer} (${one.statement})`, one, say)}${former}`
    }),
    ...(disclosure?.sentence === undefined
      ? []
      : [say(`Zegt erbij (art. 50): ${disclosure.sentence}`, `Says with it (Art. 50): ${disclosure.sentence}`)]),
    tellLogTerm(logTerm, say),
    ...nextSteps(system, terminal),
  ]
}

function told(who: string, one: { label: string; agrees: boolean; reason?: string }, say: Terminal['say']): string {
  const agrees = one.agrees
    ? say('gelijk aan de feiten', 'as the facts give')
    : say('anders dan de feiten', 'other than the facts give')
  const label = classWord(one.label, say)
  return say(
    `Beoordeeld door ${who}: ${label}, ${agrees}. ${one.reason ?? ''}`,
    `Assessed by ${who}: ${label}, ${agrees}. ${one.reason ?? ''}`,
  ).trim()
}

function tellLogTerm({ days, floor }: SystemView['logTerm'], say: Terminal['say']): string {
  const term = days === 1 ? say('1 dag', '1 day') : say(`${days} dagen`, `${days} days`)
  const kept = say(
    `Wat agents vroegen en kregen: ${term}, daarna gewist`,
    `What agents asked and got: ${term}, then erased`,
  )
  if (floor === undefined) return `${kept}.`
  return say(
    `${kept}; de wet vraagt minstens ${floor.days} dagen (${floor.articles.nl}).`,
    `${kept}; the law asks for at least ${floor.days} days (${floor.articles.en}).`,
  )
}

export function tellUnregistered({ id, agents, traffic }: SeenSystem, { say }: Pick<Terminal, 'say'>): string {
  const calls = traffic.reduce((sum, one) => sum + one.calls, 0)
  return say(
    `${id}: niet geregistreerd, dus alles wordt geweigerd (${calls} aanroepen van ${agents.join(', ')}); geef zijn bestand in systems/ een deel register en laad het`,
    `${id}: not registered, so everything is refused (${calls} calls by ${agents.join(', ')}); give its file in systems/ a section register and load it`,
  )
}

export function tellDifference({ system, label, strictest, added, removed, changed }: Difference): string {
  const turned = [label, strictest].flatMap((change) => (change === null ? [] : [`${change.before} → ${change.after}`]))
  const listed = [...added.map((id) => `+${id}`), ...removed.map((id) => `-${id}`), ...changed.map((id) => `~${id}`)]
  return [`${system}:`, ...new Set(turned), ...listed].join(' ')
}

/** What remains to be done before it can be released, with the command for each step. */
function nextSteps(system: SystemView, { say, command }: Pick<Terminal, 'say' | 'command'>): readonly string[] {
  const { id, basis, stage, openQuestions, isAccepted, waitsForAssessor, accountable } = system
  const steps = [
    ...(openQuestions > 0 ? [[say('Vragen', 'Questions'), `assess ${id}`]] : []),
    ...(isAccepted
      ? []
      : [
          [
            say(`Aanvaarden door ${accountable}`, `To accept, by ${accountable}`),
            `systems accept ${id} --basis ${basis}`,
          ],
        ]),
    ...(waitsForAssessor
      ? [[say('Tweede beoordelaar', 'Second assessor'), `systems assess ${id} --basis ${basis} --reason "…"`]]
      : []),
    ...(stage === 'test' ? [[say('Vrijgave', 'Release'), `systems go ${id} --basis ${basis}`]] : []),
  ]
  return steps.map(([who, step]) => `${who}: ${command} ${step}`)
}
