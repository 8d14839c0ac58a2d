// SPDX-License-Identifier: EUPL-1.2
import {
  bases,
  basisWords,
  cautionWords,
  type Erasure,
  type HeldEntry,
  type Stay,
  stayWords,
} from '../../subjects/index.ts'
import type { Division, Gathered, HeldPart, ShownExhibit } from '../client/gather-held.ts'
import type { Terminal } from '../terminal.ts'
import { tellTime } from './time.ts'

export function tellHeld(gathered: Gathered, terminal: Terminal): readonly string[] {
  const { subject, entries, parts } = gathered
  const { say, command } = terminal
  if (entries.length === 0 && parts.length === 0) {
    return [
      say(`Over ${subject} is hier niets te vinden.`, `Nothing is found here about ${subject}.`),
      say(
        'Dat zegt niet dat er niets is: wat zonder deze naam werd gelezen, vindt u alleen per run (docs/guide/nl/vergeten.md).',
        'That does not mean that there is nothing: what was read without this name can only be found by its run (docs/guide/en/forget.md).',
      ),
      ...tellRecipients(gathered, terminal),
    ]
  }
  return [
    say(`${subject}: ${entries.length} vermeldingen in het log.`, `${subject}: ${entries.length} entries of the log.`),
    ...parts.flatMap((part) => tellPart(part, part.stays, terminal)),
    ...tellRecipients(gathered, terminal),
    '',
    say(
      `Wat erin staat: ${command} held ${subject} --content. Wissen: ${command} erase ${subject} --basis erasure --reason …`,
      `What they hold: ${command} held ${subject} --content. To erase: ${command} erase ${subject} --basis erasure --reason …`,
    ),
  ]
}

/** GDPR art. 15(1)(c): who got any of it. Art. 19: they are told when it is erased here. */
export function tellRecipients(
  { exhibits, olderExhibits = 0 }: Pick<Gathered, 'exhibits' | 'olderExhibits'>,
  terminal: Terminal,
): readonly string[] {
  const { say } = terminal
  if (exhibits.length === 0) return []
  return [
    '',
    say('Hiervan is een bewijsstuk overhandigd:', 'An exhibit of this was handed over:'),
    ...exhibits.flatMap((made) => tellExhibit(made, terminal)),
    ...(olderExhibits === 0
      ? []
      : [say(`En nog ${olderExhibits} oudere of meer.`, `And ${olderExhibits} older ones or more.`)]),
    say(
      'Wat zij kregen, wist u hier niet: laat het hun weten als u wist (art. 19 AVG).',
      'What they got is not erased here: tell them when you erase (GDPR art. 19).',
    ),
  ]
}

function tellExhibit(made: ShownExhibit, { say, language }: Terminal): readonly string[] {
  const { entry, at, by, handed, calls } = made
  const whom = made.for ?? say('voor wie is gewist', 'for whom was erased')
  const who = by?.name ?? say('iemand die gewist is', 'somebody who was erased')
  const entries = handed.map(({ entry, fields }) =>
    fields.length === 0 ? `${entry}` : `${entry} (${fields.join(', ')})`,
  )
  return [
    `- ${tellTime(at, language)}  ${whom}`,
    say(`    overhandigd door ${who}: vermelding ${entry}`, `    handed over by ${who}: entry ${entry}`),
    ...(calls.length === 0 ? [] : [say('    van ', '    of ') + calls.join(', ')]),
    say('    vermeldingen ', '    entries ') + entries.join(', '),
  ]
}

export function tellContent(entries: readonly HeldEntry[], terminal: Terminal): readonly string[] {
  const { say, language } = terminal
  return entries.flatMap(({ index, at, kind, run, fields = [] }) => [
    '',
    `${index}  ${tellTime(at, language)}  ${kind}${run === undefined ? '' : `  ${run}`}`,
    ...fields.flatMap(({ name, value, parts = [], tooLong }) =>
      tooLong === undefined
        ? [`  ${name}:`, ...linesOf(value), ...parts.flatMap(linesOf)]
        : [say(`  ${name}: te lang om te sturen (${tooLong})`, `  ${name}: too long to send (${tooLong})`)],
    ),
  ])
}

function linesOf(value: unknown): readonly string[] {
  return (JSON.stringify(value, null, 2) ?? 'null').split('\n').map((line) => `    ${line}`)
}

export function tellDivision({ goes, stays }: Division, terminal: Terminal): readonly string[] {
  const { say } = terminal
  const entries = goes.reduce((sum, part) => sum + part.entries, 0)
  return [
    goes.length === 0
      ? say('Er is niets dat nu weg kan.', 'There is nothing that can go now.')
      : say(
          `Dit gaat weg, voorgoed: de inhoud van ${entries} vermeldingen. De vermeldingen zelf en hun bewijzen blijven.`,
          `This goes, for good: the content of ${entries} entries. The entries themselves and their proofs stay.`,
        ),
    ...goes.flatMap((part) => tellPart(part, [], terminal)),
    ...(stays.length === 0 ? [] : ['', say('Dit blijft:', 'This stays:')]),
    ...stays.flatMap(({ part, because }) => tellPart(part, because, terminal)),
  ]
}

/** As the API gives it, with people by name. */
export type ShownErasure = Omit<Erasure, 'by'> & { readonly by?: { readonly name: string } }

export function tellErasure({ at, by, basis, reason }: ShownErasure, { say, language }: Terminal): string {
  const ground = bases.find((known) => known === basis)
  const words = ground === undefined ? basis : basisWords[ground][language]
  const who = by?.name ?? say('gewist', 'erased')
  const why = reason === undefined ? '' : `: ${reason}`
  return say(
    `Inhoud gewist op ${tellTime(at, language)} door ${who}, ${words}${why}`,
    `Content erased on ${tellTime(at, language)} by ${who}, ${words}${why}`,
  )
}

export function tellBases({ language }: Terminal): string {
  return Object.entries(basisWords)
    .map(([basis, words]) => `${basis}: ${words[language]}`)
    .join('; ')
}

function tellPart(
  { subject, entries, cautions, system, lastAt }: HeldPart,
  because: readonly (Stay | 'kept' | 'name')[],
  { say, language }: Terminal,
): readonly string[] {
  const when = lastAt === undefined ? '' : `, ${tellTime(lastAt, language)}`
  const sealed = say(`${entries} vermeldingen met inhoud`, `${entries} entries with content`)
  return [
    `- ${subject}${system === undefined ? '' : `  ${system}`}${when}: ${sealed}`,
    ...because.map((stay) => `    ${stayWord(stay, language)}`),
    ...cautions.map((caution) => `    ${cautionWords[caution][language]}`),
  ]
}

function stayWord(stay: Stay | 'kept' | 'name', language: Terminal['language']): string {
  if (stay === 'kept') return language === 'nl' ? 'U houdt deze (--keep).' : 'You keep this one (--keep).'
  if (stay !== 'name') return stayWords[stay][language]
  return language === 'nl'
    ? 'De naam blijft zolang er runs blijven die erdoor gevonden worden.'
    : 'The name stays for as long as runs stay that are found by it.'
}
