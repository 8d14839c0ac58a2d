// SPDX-License-Identifier: EUPL-1.2
import { inTurns, isFindingKind, Pseudonyms, restoreJson } from '../../boundary/index.ts'
import { integer, isObject, type Journal, type JsonObject, type JsonValue } from '../../journal/index.ts'

/**
 * An empty table of a run's pseudonyms. Its key is derived from the key of digests and the run's own random name in the
 * log. So it is the same after a restart and in every process, different in every run, and lost when the run is erased.
 */
export async function pseudonymsOf(journal: Pick<Journal, 'digest' | 'pseudonymOf'>, run: string): Promise<Pseudonyms> {
  const name = await journal.pseudonymOf(`run:${run}`)
  return new Pseudonyms(Buffer.from(journal.digest(`pseudonyms\0${name}`), 'base64url'))
}

/** What a pseudonym looks like. It is searched for before anything is opened. */
const likePseudonym = /\[[a-z0-9:-]{2,44}:[bcdfghjkmnpqrstv]{12,64}\]/

const newestTables = 1000

/**
 * The arguments of a tool call, with the real value for each pseudonym that was given to its run. Rules and people
 * decide on the real values, and those go on (P5). A pseudonym that this run was never given stays as it is.
 */
export async function withOriginals(journal: Journal, run: string, body: JsonObject): Promise<JsonObject> {
  if (!likePseudonym.test(JSON.stringify(body))) return body
  const rows = await journal.query(
    `SELECT entry FROM run_pseudonyms WHERE run = $1 ORDER BY entry DESC LIMIT ${newestTables}`,
    run,
  )
  if (rows.length === 0) return body
  const pseudonyms = await pseudonymsOf(journal, run)
  for (const row of rows) {
    const table = await journal.disclose(integer(row, 'entry'), 'pseudonyms')
    if (Array.isArray(table?.value)) for (const original of table.value) remember(pseudonyms, original)
  }
  // Only texts changed, and numbers that had been numbers: an object stays one.
  return (await inTurns(restoreJson(body, pseudonyms))) as JsonObject
}

function remember(pseudonyms: Pseudonyms, original: JsonValue): void {
  if (!isObject(original)) return
  const { kind, text, isNumber } = original
  if (typeof kind === 'string' && isFindingKind(kind) && typeof text === 'string') {
    pseudonyms.of(kind, text, isNumber === true)
  }
}

/** The table, to be sealed with the outcome of the call that gave the pseudonyms out. */
export function tableOf(pseudonyms: Pseudonyms): readonly JsonValue[] {
  return pseudonyms.originals().map(({ kind, text, isNumber }) => ({ kind, text, isNumber }))
}
