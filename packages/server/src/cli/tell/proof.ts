// SPDX-License-Identifier: EUPL-1.2
import { type Finding, type FindingCode, formatKeyId, type VerifiedCheckpoint } from '@sluis/log'
import type { AuditReport, OpenCall } from '../audit/call-audit.ts'
import type { Say } from '../language.ts'
import { columns } from './columns.ts'

/** How many calls are named one by one; the rest is only counted. */
const shownCalls = 5

/** One fault and where it is: the file, the entry, the line. */
export function tellFinding({ code, path, entry, line, message }: Finding, say: Say): string {
  const where = [
    path,
    ...(entry === undefined ? [] : [say(`vermelding ${entry}`, `entry ${entry}`)]),
    ...(line === undefined ? [] : [say(`regel ${line}`, `line ${line}`)]),
  ].join(', ')
  // The audit's own refusals are in the reader's language already.
  return code === 'entry-refused' ? `${where}: ${message}` : `${where}: ${whatIsWrong(code, say)} (${message})`
}

function whatIsWrong(code: FindingCode, say: Say): string {
  switch (code) {
    case 'entry-altered':
    case 'tile-altered':
      return say('is gewijzigd', 'was altered')
    case 'root':
      return say('de vermeldingen zijn niet die waarvoor getekend is', 'the entries are not those that were signed')
    case 'cut':
      return say('het einde van het log is afgesneden', 'the end of the log was cut off')
    case 'fork':
      return say('dit log heeft een ander verleden dan eerder getekend is', 'this log has another past than was signed')
    case 'extra-file':
      return say('hoort niet bij het log: niets bewijst het', 'does not belong to the log: nothing proves it')
    case 'not-found':
      return say('ontbreekt', 'is missing')
    case 'signature':
    case 'signature-duplicate':
    case 'cosignature':
    case 'origin':
      return say('de handtekening klopt niet', 'the signature is not right')
    default:
      return say('heeft niet de juiste vorm', 'has not the right form')
  }
}

/** Which log it is, and on whose authority that is known. */
export function tellLog(
  { checkpoint, logKey, cosignatures }: VerifiedCheckpoint,
  { from, until }: AuditReport,
  against: readonly string[],
  say: Say,
): readonly string[] {
  const span = from === undefined || until === undefined ? '' : `, ${utc(from)} – ${utc(until)}`
  const signers = cosignatures.map(({ key, timeSeconds = 0 }) => `${key.name} (${utc(timeSeconds * 1000)})`)
  const rows: readonly (readonly [string, string])[] = [
    ['Log', `${checkpoint.origin}, ${checkpoint.size} ${say('vermeldingen', 'entries')}${span}`],
    [say('Wortel', 'Root'), Buffer.from(checkpoint.root).toString('base64')],
    [say('Getekend door', 'Signed by'), `${logKey.name} (${formatKeyId(logKey.keyId)})`],
    ...signers.map((signer) => [say('Getuige', 'Witnessed by'), signer] as const),
    ...(against.length > 0 ? [[say('Komt overeen met', 'Agrees with'), against.join(', ')] as const] : []),
  ]
  return columns(rows)
}

export function tellProved(report: AuditReport, say: Say): readonly string[] {
  const { entries, agents, decisions, underWay, unknown } = report
  return [
    '',
    say('Bewezen:', 'Proved:'),
    entries === 0
      ? say('- Het log is leeg.', '- The log is empty.')
      : say(
          `- Elke vermelding, van de eerste (0) tot de laatste (${entries - 1}), is wat ondertekend is, in deze volgorde; er ontbreekt er geen.`,
          `- Every entry, from the first (0) to the last (${entries - 1}), is what was signed, in this order; none is missing.`,
        ),
    ...(agents.length === 0
      ? [say('- Geen agent deed een aanroep.', '- No agent made a call.')]
      : [
          say(
            `- De aanroepen van elke agent zijn doorlopend genummerd: ${agents.map(({ agent, calls: last }) => `${agent} 1 tot ${last}`).join(', ')} (P3).`,
            `- The calls of each agent are numbered without gaps: ${agents.map(({ agent, calls: last }) => `${agent} 1 to ${last}`).join(', ')} (P3).`,
          ),
          tellDecisions(decisions, say),
          tellOutcomes(report, say),
        ]),
    ...tellCalls(underWay, say('nog zonder uitkomst', 'without an outcome yet'), say),
    ...tellCalls(unknown, say('uitkomst onbekend', 'outcome unknown'), say),
  ]
}

function tellDecisions(decisions: AuditReport['decisions'], say: Say): string {
  const calls = Object.values(decisions).reduce((sum, count) => sum + count, 0)
  const list = counted([
    [decisions.allowed, say('toegelaten', 'allowed')],
    [decisions.denied, say('geweigerd', 'denied')],
    [decisions.held, say('aan mensen voorgelegd', 'put to people')],
    [decisions.waiting, say('opnieuw gevraagd terwijl dat nog liep', 'asked again while that was open')],
    [
      decisions.repeated,
      say('herhaald: alleen het eerdere antwoord gegeven', 'repeated: only the earlier answer given'),
    ],
    [decisions.other, say('van een soort die deze versie niet kent', "of a kind that this version doesn't know")],
  ])
  return say(`- Van ${calls} aanroepen: ${list}.`, `- Of ${calls} calls: ${list}.`)
}

function tellOutcomes({ outcomes, settled, underWay }: AuditReport, say: Say): string {
  const list = counted([
    [outcomes.done, say('gelukt', 'done')],
    [outcomes.failed, say('mislukt', 'failed')],
    [outcomes.stopped, say('gestopt', 'stopped')],
    [outcomes.abandoned, say('afgebroken', 'abandoned')],
    [outcomes.unknown, say('onbekend', 'unknown')],
    [settled, say('onbekend en later door een mens vastgesteld', 'unknown and settled by a person later')],
    [underWay.length, say('nog zonder uitkomst', 'without one yet')],
  ])
  return say(
    `- Geen toegelaten aanroep heeft meer dan één uitkomst: ${list || 'er was er geen'} (P2).`,
    `- No allowed call has more than one outcome: ${list || 'there was none'} (P2).`,
  )
}

function counted(counts: readonly (readonly [number, string])[]): string {
  return counts.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : [])).join(', ')
}

function tellCalls(calls: readonly OpenCall[], what: string, say: Say): readonly string[] {
  const named = calls
    .slice(0, shownCalls)
    .map(({ call, entry }) => `    ${call}, ${say('vermelding', 'entry')} ${entry}: ${what}`)
  const rest = calls.length - named.length
  return rest > 0 ? [...named, `    ${say(`en nog ${rest}`, `and ${rest} more`)}`] : named
}

/** Every claim of completeness says what it leaves out (P11). */
export function tellLimits(
  { cosignatures }: VerifiedCheckpoint,
  against: readonly string[],
  say: Say,
): readonly string[] {
  return [
    '',
    say('Niet bewezen:', 'Not proved:'),
    say(
      '- Wat nooit door de sluis ging. Een agent die een hulpmiddel anders bereikt, laat hier geen spoor na.',
      '- What never passed the gate. An agent that reaches a tool in another way leaves no trace here.',
    ),
    say(
      '- Of verzegelde velden (teksten, namen, redenen) waar zijn: het log legt alleen vast dat ze daarna niet veranderd zijn.',
      '- Whether sealed fields (texts, names, reasons) are true: the log only fixes that they did not change afterwards.',
    ),
    say('- Wat er na dit controlepunt gebeurde.', '- What happened after this checkpoint.'),
    ...(cosignatures.length === 0 && against.length === 0
      ? [
          say(
            '- Dat anderen hetzelfde log kregen. Dat bewijst een getuige, of een controlepunt dat u al had (--against).',
            '- That others were shown the same log. A witness proves that, or a checkpoint that you had already (--against).',
          ),
        ]
      : []),
  ]
}

/**
 * To the second, in UTC, so that it doesn't depend on the reader's time zone. A witness may claim a time that no
 * calendar has.
 */
function utc(ms: number): string {
  const time = new Date(ms)
  return Number.isNaN(time.getTime()) ? `${ms} ms` : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
