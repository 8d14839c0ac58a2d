// SPDX-License-Identifier: EUPL-1.2
import type { Case, CaseState, CaseSummary, Named } from '../../oversight/index.ts'
import type { Language, Say } from '../language.ts'
import type { Terminal } from '../terminal.ts'
import { columns } from './columns.ts'
import { tellRule } from './rule.ts'
import { tellLeft, tellTime } from './time.ts'
import { tellRecord } from './value.ts'

type Reader = Pick<Terminal, 'say' | 'language' | 'command'>

function stateWord(state: CaseState, say: Say): string {
  switch (state) {
    case 'open':
      return say('wacht op een besluit', 'waits for a decision')
    case 'approved':
      return say('goedgekeurd, nog niet gebruikt', 'approved, not used yet')
    case 'used':
      return say('goedgekeurd en gebruikt', 'approved and used')
    case 'rejected':
      return say('afgewezen', 'rejected')
    case 'vetoed':
      return say('met een veto geweigerd', 'vetoed')
    case 'answered':
      return say('beantwoord', 'answered')
    case 'expired':
      return say('verlopen en dus geweigerd', 'expired, and so refused')
    case 'edited':
      return say('gewijzigd: een andere zaak kwam ervoor in de plaats', 'edited: another case took its place')
  }
}

/** A case in a list: what is about to happen, and how much time is left. */
export function tellSummary(
  { id, state, expiresAt, agent, tool, summary, body }: CaseSummary,
  now: number,
  { say }: Reader,
) {
  const left = state === 'open' ? `, ${tellLeft(expiresAt - now, say)}` : ''
  return [
    `${id}  ${stateWord(state, say)}${left}`,
    `  ${say(`${agent.name} wil ${tool} gebruiken`, `${agent.name} wants to use ${tool}`)}${summary === '' ? '' : `: ${summary}`}`,
    `  ${say('beslist door', 'decided by')} ${body.name}`,
  ]
}

/**
 * Everything that a reviewer needs, as the API gives it to the person who asks. The amount of a payment is only what the
 * agent says: it is shown among what the agent passed along, never among what Sluis looked up.
 */
export function tellCase(found: Case, now: number, reader: Reader): readonly string[] {
  const { say, language } = reader
  const { amount, ...lookedUp } = found.facts
  return [
    `${found.id}: ${stateWord(found.state, say)}`,
    ...(found.state === 'open' || found.state === 'approved' ? [tellDeadline(found, now, say, language)] : []),
    '',
    say(
      `${found.agent.name} wil ${found.tool} gebruiken, met:`,
      `${found.agent.name} wants to use ${found.tool}, with:`,
    ),
    ...(found.arguments === null
      ? [
          `  ${say('(de inhoud is gewist, door iemand of na de termijn; niemand kan dit nog goedkeuren)', '(the content was erased, by somebody or after its term; nobody can approve it any more)')}`,
        ]
      : tellRecord(found.arguments, say)),
    ...blockOf(
      say('Zoals de regels het lezen:', 'As the rules read it:'),
      amount === undefined ? [] : tellRecord({ amount }, say),
    ),
    ...blockOf(
      say('Vóór de wijziging:', 'Before the edit:'),
      found.before === undefined ? [] : tellRecord(found.before, say),
    ),
    ...section(
      say('Bestanden die meegaan', 'Files that go along'),
      found.attachments.map(({ name, bytes, sha256 }) => `${name}, ${bytes} bytes, SHA-256 ${sha256}`),
    ),
    ...blockOf(
      say('Zelf opgezocht, niet bij de agent:', 'Looked up by Sluis itself, not asked of the agent:'),
      tellRecord(lookedUp, say),
    ),
    ...section(
      say('Waarom een mens beslist', 'Why a person decides'),
      found.rules.map((rule) => tellRule(rule, language)),
    ),
    '',
    ...tellWho(found, say),
    ...section(
      say('Oordelen tot nu toe', 'Verdicts so far'),
      found.verdicts.map((given) => tellVerdict(given, reader)),
    ),
    ...tellPlace(found, reader),
    '',
    tellNext(found, reader),
  ]
}

function tellDeadline({ expiresAt }: Case, now: number, say: Say, language: Language): string {
  const [left, moment] = [tellLeft(expiresAt - now, say), tellTime(expiresAt, language)]
  return say(
    `${left}: tot ${moment}; daarna geldt het als geweigerd`,
    `${left}: until ${moment}; after that it counts as refused`,
  )
}

function tellWho(found: Case, say: Say): readonly string[] {
  const { agent, number, system, body, run, task, findings, labels, notified, state } = found
  const rows: readonly (readonly [string, string])[] = [
    ['Agent', `${named(agent)}${number === undefined ? '' : say(`, aanroep ${number}`, `, call ${number}`)}`],
    [say('Systeem', 'System'), `${named(system)}: ${system.purpose}`],
    [say('Verantwoordelijk', 'Accountable'), named(system.accountable)],
    [
      say('Beslist', 'Decides'),
      `${body.name} (${body.members.map(named).join(', ')}): ${body.approvals}/${body.quorum} ${say('goedkeuringen', 'approvals')}`,
    ],
    ['Run', task === undefined ? run : `${run} (${task})`],
    [say('Gevonden in wat meegaat', 'Found in what goes along'), listOr(findings, say)],
    [say('Wat de agent eerder las', 'What the agent read before'), listOr(labels, say)],
  ]
  return [
    ...columns(rows),
    ...(notified || state !== 'open'
      ? []
      : [say('Niet iedereen die beslist kreeg hierover een mail.', 'Not everyone who decides was told by mail.')]),
  ]
}

function listOr(words: readonly string[], say: Say): string {
  return words.length === 0 ? say('niets bijzonders', 'nothing special') : words.join(', ')
}

function tellVerdict({ person, verdict, reason, at }: Case['verdicts'][number], { say, language }: Reader): string {
  const did = {
    approve: say('keurde goed', 'approved'),
    edit: say('wijzigde', 'edited'),
    reject: say('wees af', 'rejected'),
    respond: say('antwoordde', 'answered'),
    veto: say('sprak een veto uit', 'vetoed'),
  }[verdict]
  const who = person.id === '' ? say('iemand die gewist is', 'somebody who was erased') : named(person)
  return `${who} ${did}, ${tellTime(at, language)}${reason === undefined ? '' : `: ${reason}`}`
}

function tellPlace({ replaces, successor, answer }: Case, { say, command }: Reader): readonly string[] {
  return [
    ...(answer === undefined ? [] : ['', say(`Antwoord aan de agent: ${answer}`, `Answer to the agent: ${answer}`)]),
    ...(replaces === undefined
      ? []
      : ['', say(`Komt in de plaats van ${replaces}.`, `Takes the place of ${replaces}.`)]),
    ...(successor === undefined
      ? []
      : ['', say(`Zie nu: ${command} show ${successor}`, `See now: ${command} show ${successor}`)]),
  ]
}

function tellNext({ id, state, mayDecide, body }: Case, { say, command }: Reader): string {
  if (state !== 'open') return say('Hier valt niets meer te beslissen.', 'There is nothing left to decide here.')
  if (!mayDecide) return say(`Niet aan u: ${body.name} beslist.`, `Not yours to decide: ${body.name} decides.`)
  return say(
    `Aan u: ${command} approve ${id}, ${command} edit ${id}, of ${command} reject ${id} --reason "…"`,
    `Yours to decide: ${command} approve ${id}, ${command} edit ${id}, or ${command} reject ${id} --reason "…"`,
  )
}

export function named({ id, name }: Named): string {
  return id === name ? id : `${name} (${id})`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return blockOf(
    `${title}:`,
    lines.map((line) => `  - ${line}`),
  )
}

function blockOf(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}
