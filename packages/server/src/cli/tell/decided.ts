// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../../oversight/index.ts'
import type { Terminal } from '../terminal.ts'
import { tellTime } from './time.ts'

/** One plain sentence: what was decided, about what, and what follows. */
export function tellDecided(
  { id, state, agent, tool, arguments: given, body, expiresAt, replaces }: Case,
  verdict: 'approve' | 'edit' | 'reject',
  { say, language }: Pick<Terminal, 'say' | 'language'>,
): string {
  const what = whatOf(tool, given)
  if (verdict === 'reject')
    return say(`Afgewezen: ${what} (${id}); dit gebeurt niet.`, `Rejected: ${what} (${id}); this is not done.`)
  const missing = body.quorum - body.approvals
  const edited = replaces === undefined ? '' : say(` in plaats van ${replaces}`, ` in place of ${replaces}`)
  const done = verdict === 'edit' ? say('Gewijzigd', 'Edited') : say('Goedgekeurd', 'Approved')
  if (state === 'open') {
    return say(
      `${done}: ${what} (${id}${edited}); er ${missing === 1 ? 'is nog 1 goedkeuring' : `zijn nog ${missing} goedkeuringen`} van ${body.name} nodig.`,
      `${done}: ${what} (${id}${edited}); ${missing} more ${missing === 1 ? 'approval' : 'approvals'} of ${body.name} ${missing === 1 ? 'is' : 'are'} needed.`,
    )
  }
  const until = tellTime(expiresAt, language)
  return say(
    `${done}: ${what} (${id}${edited}); ${agent.name} mag dit één keer doen, tot ${until}.`,
    `${done}: ${what} (${id}${edited}); ${agent.name} may do this once, until ${until}.`,
  )
}

/** For a mail, to whom, openly or as blind copy, and about what; otherwise which tool. */
function whatOf(tool: string, given: Case['arguments']): string {
  const { to, cc = [], bcc = [], subject } = given ?? {}
  return Array.isArray(to) && typeof subject === 'string' ? `"${subject}" → ${[to, cc, bcc].flat().join(', ')}` : tool
}
