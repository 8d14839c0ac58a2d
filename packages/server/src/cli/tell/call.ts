// SPDX-License-Identifier: EUPL-1.2
import type { CaseRule, Named } from '../../oversight/index.ts'
import type { Terminal } from '../terminal.ts'
import { tellTime } from './time.ts'

/** A call as the API shows it. */
export interface ShownCall {
  readonly id: string
  readonly number?: number
  readonly at: number
  readonly run: string
  readonly agent: Named
  readonly resource: string
  readonly decision: 'allow' | 'deny' | 'hold'
  readonly rules: readonly CaseRule[]
  readonly reason?: string
  readonly outcome?: string
  readonly failure?: string
  readonly case?: string
  readonly messageId?: string
  readonly summary?: string
}

export function tellCall(call: ShownCall, { language, say }: Terminal): readonly string[] {
  const { id, number = '', resource, decision, rules, reason, outcome, failure, summary, messageId } = call
  const decided = {
    allow: say('toegelaten', 'allowed'),
    deny: say('geweigerd', 'denied'),
    hold: say('voorgelegd aan mensen', 'put to people'),
  }[decision]
  const word = [
    decided,
    ...(reason === undefined ? [] : [reasonWord(reason, say)]),
    ...(outcome === undefined ? [] : [outcomeWord(outcome, say)]),
  ]
  const inCase = call.case === undefined ? '' : ` (${call.case})`
  return [
    `${String(number).padStart(4)}  ${tellTime(call.at, language)}  ${id}  ${resource}: ${word.join(', ')}${inCase}`,
    ...(summary === undefined ? [] : [`      ${summary}`]),
    ...(failure === undefined
      ? []
      : [say(`      de agent hoorde: ${failure}`, `      the agent was told: ${failure}`)]),
    ...(outcome === 'unknown' && messageId !== undefined ? [`      Message-ID ${messageId}`] : []),
    ...(decision === 'allow'
      ? []
      : rules.map((rule) => `      - ${rule.id}: ${rule.explanation[language] ?? rule.explanation.en ?? ''}`)),
  ]
}

function reasonWord(reason: string, say: Terminal['say']): string {
  switch (reason) {
    case 'policy':
      return say('door de regels', 'by the rules')
    case 'stopped':
      return say('er gold een stop', 'a stop was in force')
    case 'rejected':
      return say('een mens wees het af', 'a person rejected it')
    case 'vetoed':
      return say('een mens sprak een veto uit', 'a person vetoed it')
    case 'answered':
      return say('een mens gaf antwoord in plaats van toestemming', 'a person answered instead of permitting it')
    case 'expired':
      return say('niemand besliste op tijd', 'nobody decided in time')
    case 'unknown':
      return say('dit is de poort onbekend', 'the gate does not know this')
    default:
      return reason
  }
}

function outcomeWord(outcome: string, say: Terminal['say']): string {
  switch (outcome) {
    case 'done':
      return say('gelukt', 'done')
    case 'failed':
      return say('mislukt', 'failed')
    case 'stopped':
      return say('gestopt', 'stopped')
    case 'abandoned':
      return say('afgebroken', 'abandoned')
    case 'unknown':
      return say('uitkomst onbekend', 'outcome unknown')
    default:
      return outcome
  }
}
