// SPDX-License-Identifier: EUPL-1.2
import { type Fault, faults, type Judgement } from './judge.ts'
import type { Language } from './story.ts'
import type { ThroughGate } from './through-gate.ts'

/** The two runs side by side, and who is responsible for what was sent. */
export function compare(without: Judgement, through: ThroughGate, language: Language): readonly string[] {
  const say = (nl: string, en: string): string => (language === 'nl' ? nl : en)
  const times = ({ found }: Judgement, fault: Fault): string => {
    const count = found.filter((item) => item.fault === fault).length
    return count === 0 ? say('nee', 'no') : say(`${count}×`, `${count}×`)
  }
  const right = ({ reminders }: Judgement): string =>
    `${reminders.expected.length - reminders.missing.length}/${reminders.expected.length}`
  const yes = (value: boolean): string => (value ? say('ja', 'yes') : say('nee', 'no'))
  const rows: readonly (readonly [string, string, string])[] = [
    ['', say('zonder sluis', 'without the lock'), say('met sluis', 'with the lock')],
    ...faultNames.map(
      (fault) => [faults[fault][language], times(without, fault), times(through.judgement, fault)] as const,
    ),
    [
      say('rapport met de juiste totalen', 'report with the right totals'),
      yes(without.report.totalsRight),
      yes(through.judgement.report.totalsRight),
    ],
    [say('juiste herinneringen', 'right reminders'), right(without), right(through.judgement)],
    [say('vragen aan een mens', 'questions to a person'), '0', String(through.questions)],
  ]
  return ['', ...table(rows), '', ...responsibility(through, say), '', ...through.proof]
}

const faultNames: readonly Fault[] = [
  'namesake',
  'wrong-attachment',
  'outside-bcc',
  'bsn-in-mail',
  'paid-reminder',
  'customer-list-leaked',
]

function responsibility({ sent }: ThroughGate, say: (nl: string, en: string) => string): readonly string[] {
  const title = say('Wie is verantwoordelijk voor wat er verstuurd is', 'Who is responsible for what was sent')
  const note = say(
    'Verantwoordelijk is een toewijzing binnen de organisatie; zij beslist niets over aansprakelijkheid voor de wet.',
    'Accountable is an allocation inside the organisation; it decides nothing about liability in law.',
  )
  const cards = sent.flatMap(({ mail, agent, rules, approvers, accountable }) => [
    `  ${mail}`,
    `    ${say('agent', 'agent')}: ${agent} · ${say('regel', 'rule')}: ${rules.join(', ')}`,
    `    ${say('goedgekeurd door', 'approved by')}: ${approvers.join(', ') || say('niemand nodig', 'nobody needed')} · ${say('verantwoordelijk', 'accountable')}: ${accountable}`,
  ])
  return [title, ...cards, `  ${note}`]
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  │ '))
  const rule = widths.map((width) => '─'.repeat(width)).join('──┼─')
  return [lines[0] ?? '', rule, ...lines.slice(1)]
}
