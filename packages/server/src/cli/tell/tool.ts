// SPDX-License-Identifier: EUPL-1.2
import type { ToolReview } from '../../api/index.ts'
import type { Terminal } from '../terminal.ts'
import { columns } from './columns.ts'
import { tellTime } from './time.ts'

/** Enough digits of a description's digest to tell it from another by eye; `sluis tools admit` asks for them. */
const shortPin = 12

export function tellTools(tools: readonly ToolReview[], { say }: Pick<Terminal, 'say'>): readonly string[] {
  if (tools.length === 0) return [say('Er is geen gereedschap van anderen.', 'There are no tools of others.')]
  return columns(tools.map(({ name, standing }) => [name, standingWord(standing, say)]))
}

/** The description as it is now, with lines added (+) and removed (-) since it was admitted. */
export function tellTool(tool: ToolReview, terminal: Terminal): readonly string[] {
  const { say, language, command } = terminal
  const { name, server, standing, seen, admitted } = tool
  const head = [
    `${name} (${server}): ${standingWord(standing, say)}`,
    ...(seen === undefined
      ? []
      : [say(`Gezien: ${tellTime(seen.at, language)}`, `Seen: ${tellTime(seen.at, language)}`)]),
    ...(admitted === undefined
      ? []
      : [say(`Toegelaten: ${tellTime(admitted.at, language)}`, `Admitted: ${tellTime(admitted.at, language)}`)]),
  ]
  if (seen === undefined) return head
  const isDecidable = standing === 'waiting' || standing === 'refused'
  return [
    ...head,
    '',
    ...compared(linesOf(admitted?.shown ?? seen.shown), linesOf(seen.shown)),
    '',
    `digest: ${seen.pin}`,
    ...(seen.unfit === undefined ? [] : [say(`Kan niet: ${seen.unfit}`, `Can't be admitted: ${seen.unfit}`)]),
    ...(isDecidable
      ? [say('Laat het toe met:', 'Admit it with:'), `  ${command} tools admit ${name} ${seen.pin.slice(0, shortPin)}`]
      : []),
  ]
}

function standingWord(standing: ToolReview['standing'], say: Terminal['say']): string {
  switch (standing) {
    case 'unseen':
      return say('nog niet gezien: de server biedt het niet aan', 'not seen yet: its server does not offer it')
    case 'waiting':
      return say('WACHT op een mens', 'WAITS for a person')
    case 'admitted':
      return say('toegelaten', 'admitted')
    case 'refused':
      return say('geweigerd', 'refused')
    case 'unfit':
      return say('buiten de grenzen; niet toe te laten', "out of bounds; can't be admitted")
  }
}

function linesOf(shown: unknown): readonly string[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))
  if (typeof shown !== 'object' || shown === null) return text(shown).split('\n')
  return Object.entries(shown).flatMap(([key, value]) => {
    const lines = text(value).split('\n')
    return [`${key}:`, ...lines.map((line) => `  ${line}`)]
  })
}

/** What changed, as one part between the lines that stayed before and after it: a line that only moved is changed too. */
function compared(before: readonly string[], now: readonly string[]): readonly string[] {
  const most = Math.min(before.length, now.length)
  let head = 0
  while (head < most && before[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++
  const marked = (mark: string, lines: readonly string[]) => lines.map((line) => `  ${mark} ${line}`)
  return [
    ...marked(' ', now.slice(0, head)),
    ...marked('-', before.slice(head, before.length - tail)),
    ...marked('+', now.slice(head, now.length - tail)),
    ...marked(' ', now.slice(now.length - tail)),
  ]
}
