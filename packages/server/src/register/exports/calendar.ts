// SPDX-License-Identifier: EUPL-1.2
// Obligations as a calendar (RFC 5545): for each duty one whole day, that on which it starts to apply.
import { cite, type Language } from '@sluis/ai-act'
import { controlsOf } from './controls.ts'
import { lineOf } from './document.ts'
import { coverageOf } from './known/coverage.ts'
import { sayIn } from './known/words.ts'
import type { Portrait } from './portrait.ts'

export function calendarOf(portrait: Portrait, language: Language): string {
  const { organisation, system, evaluation, madeAt } = portrait
  const say = sayIn(language)
  const stamp = new Date(madeAt).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const law = `${evaluation.law.name[language]}, ${say('versie', 'version')} ${evaluation.law.version}`
  const open = evaluation.obligations.filter(({ status }) => status === 'may_apply').length
  const about = [
    law,
    `${say('Datum', 'Date')}: ${portrait.on}`,
    ...coverageOf(portrait, language),
    say(
      `${open} plichten staan nog open: een antwoord op een vraag beslist of ze gelden.`,
      `${open} duties are still open: the answer to a question decides whether they apply.`,
    ),
    say('Hulp bij het beslissen, met bronnen.', 'Decision support, with sources.'),
  ].join('\n')
  const events = controlsOf(portrait).flatMap(({ id, urns, obligation }) => {
    const { duty, article, from, status } = obligation
    const may = status === 'may_apply' ? say('Kan gelden: ', 'May apply: ') : ''
    return [
      'BEGIN:VEVENT',
      // The same duty of the same system keeps its UID, so that importing the calendar again updates the event.
      property('UID', `${id}.${system.id}.${organisation.id}@sluis.invalid`),
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${dayAfter(from)}`,
      property('SUMMARY', `${may}${system.name}: ${duty[language]}`),
      property('DESCRIPTION', [cite(article, language), law, ...urns].join('\n')),
      `CATEGORIES:${status === 'applies' ? 'APPLIES' : 'MAY-APPLY'}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]
  })
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Sluis//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    property('X-WR-CALNAME', `${say('Plichten', 'Obligations')}: ${system.name}`),
    property('X-WR-CALDESC', about),
    ...events,
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
}

/** RFC 5545 §3.3.11: backslash, semicolon and comma are escaped, and a line break becomes `\n`. */
function property(name: string, value: string): string {
  const escaped = value
    .split('\n')
    .map((line) => lineOf(line).replaceAll(/[\\;,]/g, '\\$&'))
    .join('\\n')
  return `${name}:${escaped}`
}

const maxOctets = 75

/** RFC 5545 §3.1: at most 75 octets a line, without cutting a character in two. */
export function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > maxOctets) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}
