// SPDX-License-Identifier: EUPL-1.2
import type { KeyStanding, Statement, StatementSummary } from '../../statements/index.ts'
import type { Say } from '../language.ts'
import type { Terminal } from '../terminal.ts'
import { columns } from './columns.ts'
import { tellTime } from './time.ts'

const maxLinesShown = 60

/** As the API gives it, with people by name. */
export type ShownStatement = Omit<Statement, 'by'> & { readonly by?: { readonly name: string } }

export function tellStatements(statements: readonly StatementSummary[], terminal: Terminal): readonly string[] {
  const { say, command, language } = terminal
  if (statements.length === 0) return [say('Er is niets verklaard.', 'Nothing was stated.')]
  return [
    ...statements.flatMap(({ id, issuer, keys, payloadType, receivedAt }) => [
      `${id}  ${issuer.name}`,
      `  ${payloadType}, ${tellTime(receivedAt, language)}${doubts(keys, say)}`,
    ]),
    say(`Meer weten: ${command} statements <verklaring>`, `To know more: ${command} statements <statement>`),
  ]
}

export function tellStatement(statement: ShownStatement, { say, language }: Terminal): readonly string[] {
  const { id, issuer, keys, payloadType, receivedAt, entry, by, envelope } = statement
  const rows: readonly (readonly [string, string])[] = [
    [say('verklaring', 'statement'), id],
    [say('van', 'by'), `${issuer.name} (${issuer.id})`],
    [say('soort', 'kind'), payloadType],
    ...keys.map((key) => [say('sleutel', 'key'), `${key.id}: ${standingWord(key.standing, say)}`] as const),
    [say('ontvangen', 'received'), tellTime(receivedAt, language)],
    ...(by === undefined ? [] : [[say('ingeleverd door', 'handed in by'), by.name] as const]),
    [say('in het log', 'in the log'), say(`vermelding ${entry}`, `entry ${entry}`)],
  ]
  return [...columns(rows), '', ...tellPayload(envelope, say)]
}

function tellPayload(envelope: ShownStatement['envelope'], say: Say): readonly string[] {
  if (envelope === undefined) return [say('De inhoud is gewist.', 'What it said was erased.')]
  const text = textOf(Buffer.from(envelope.payload, 'base64'))
  if (text === undefined) return [say('De inhoud is geen tekst; zie --json.', 'It holds no text; see --json.')]
  const lines = text.split('\n')
  const rest = lines.length - maxLinesShown
  const more = rest > 0 ? [say(`… nog ${rest} regels; zie --json`, `… ${rest} more lines; see --json`)] : []
  return [say('Zij verklaart:', 'It states:'), ...lines.slice(0, maxLinesShown).map((line) => `  ${line}`), ...more]
}

/** The text in these bytes, with JSON laid out for reading; undefined when they are no text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^\s*[[{]/.test(text) ? JSON.stringify(JSON.parse(text), null, 2) : text
  } catch (error) {
    return error instanceof SyntaxError ? new TextDecoder().decode(bytes) : undefined
  }
}

function doubts(keys: StatementSummary['keys'], say: Say): string {
  const other = keys.find(({ standing }) => standing === 'revoked' || standing === 'unregistered')
  return other === undefined ? '' : `; ${say('let op', 'note')}: ${standingWord(other.standing, say)}`
}

function standingWord(standing: KeyStanding, say: Say): string {
  switch (standing) {
    case 'valid':
      return say('geldig', 'valid')
    case 'expired':
      return say('verlopen sinds de ontvangst', 'expired since it was received')
    case 'revoked':
      return say('ingetrokken sinds de ontvangst', 'revoked since it was received')
    case 'unregistered':
      return say('niet meer geregistreerd', 'not registered any more')
  }
}
