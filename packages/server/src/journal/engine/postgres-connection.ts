// SPDX-License-Identifier: EUPL-1.2
// What every connection to PostgreSQL has in common: its settings, how it asks, and how numbers are read.
import { createHash } from 'node:crypto'
import { type Client, type ClientConfig, DatabaseError, type Pool, type PoolClient, type QueryResult, types } from 'pg'
import { JournalError } from '../error.ts'
import type { Value } from './engine.ts'

/** The log's tables, and the keys apart from them, so that a dump can leave the keys out. */
export const schemas = { log: 'sluis', keys: 'sluis_keys' } as const

/** The channel on which a process that adds to the log tells the others. */
export const channel = 'sluis_log'

const connectMs = 3000
const answerMs = 30_000

const int8 = 20
const numeric = 1700
const parsers: ClientConfig['types'] = {
  getTypeParser: (id, format) => (id === int8 || id === numeric ? wholeNumber : types.getTypeParser(id, format)),
}

export function settingsOf(url: string): ClientConfig {
  return {
    connectionString: url,
    types: parsers,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: 'sluis',
    options: `-c search_path=${schemas.log},${schemas.keys}`,
  }
}

export function ask(client: Client | Pool | PoolClient, text: string, values: readonly Value[]): Promise<QueryResult> {
  return client.query({ name: nameOf(text), text, values: [...values] }).catch(tell)
}

/**
 * For `catch`: an error that says nothing of the question or of the stored data is reported as a database that is away.
 */
export function tell(error: unknown): never {
  if (!isOfDatabase(error)) throw error
  const { message } = error
  const sentence = {
    nl: `de database weigert of is weg: ${message}`,
    en: `the database refuses or is away: ${message}`,
  }
  throw new JournalError('unwritable', sentence, { cause: error })
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: errors of data, of a constraint, of syntax or a name;
// 42501 is a missing right.
const ofQuestion = /^(22|23|42(?!501))/

/**
 * The database is starting, stopping, read-only, full or closed to Sluis, or can't be reached: those errors come in
 * many forms.
 */
function isOfDatabase(error: unknown): error is Error {
  if (error instanceof DatabaseError) return !ofQuestion.test(error.code ?? '')
  const isOurs = error instanceof JournalError || error instanceof RangeError || error instanceof TypeError
  return error instanceof Error && !isOurs
}

const names = new Map<string, string>()

/** Rooms write their texts once, so a connection keeps few statements. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    names.set(text, name)
  }
  return name
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError('a number of the database is not exact here')
  return number
}
