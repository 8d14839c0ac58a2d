// SPDX-License-Identifier: EUPL-1.2
import {
  type Appended,
  Conflict,
  canonicalJson,
  integer,
  type Journal,
  type JsonObject,
  type Row,
  receiptFor,
  text,
} from '../journal/index.ts'
import type { Issuer, Organisation } from '../organisation/index.ts'
import { decodeBase64, type Envelope, readEnvelope } from './envelope.ts'
import { StatementError } from './error.ts'
import { verifyEnvelope } from './verify.ts'

/** How a key stands today. What it signed earlier stays received, so a reader should know of it. */
export type KeyStanding = 'valid' | 'expired' | 'revoked' | 'unregistered'

export interface StatementSummary {
  readonly id: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly keys: readonly { readonly id: string; readonly standing: KeyStanding }[]
  readonly payloadType: string
  readonly receivedAt: number
  /** The index of its entry in the log. */
  readonly entry: number
}

export interface Statement extends StatementSummary {
  /** The id of who handed it in; absent once that person was erased. */
  readonly by?: string
  /** As it was received; absent once it was erased. */
  readonly envelope?: Envelope
}

export interface Received {
  readonly statement: Statement
  /** False when the log already had it. */
  readonly isNew: boolean
  /** A tlog-proof file. */
  readonly receipt: string
}

interface StatementsParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly now: () => number
  /** What goes into the leaf about a statement's content, for the payload types that one of our rooms reads. */
  readonly readers?: Readonly<Record<string, Reader>>
}

/**
 * The public content of a payload. A problem refuses the statement: recorded without it, the leaf would be incomplete.
 */
export type Reader = (payload: Uint8Array) => JsonObject | { readonly problem: string }

const maxListed = 200

/**
 * Statements of outside bodies: verified strictly, recorded once, and shown with the present standing of their keys.
 */
export class Statements {
  readonly #parts: StatementsParts

  constructor(parts: StatementsParts) {
    this.#parts = parts
  }

  /**
   * Takes an envelope (DSSE, parsed JSON) that a person hands in. When the same statement comes again, whoever brings it
   * and however it is signed, the answer is its first entry. Throws StatementError or what an append throws.
   */
  async receive(input: unknown, person: string): Promise<Received> {
    const { journal, organisation, now, readers = {} } = this.#parts
    const envelope = readEnvelope(input)
    const { issuer, keys } = verifyEnvelope(envelope, organisation().issuers, now())
    const { payloadType } = envelope
    const digest = journal.digest(canonicalJson([issuer.id, payloadType, standardBase64(envelope.payload)]))
    const id = `statement-${Buffer.from(digest, 'base64url').toString('hex', 0, 10)}`
    const by = await journal.pseudonymOf(`person:${person}`)
    const reader = Object.hasOwn(readers, payloadType) ? readers[payloadType] : undefined
    const said = reader?.(decodeBase64(envelope.payload, 'payload')) ?? {}
    if (typeof said.problem === 'string') throw new StatementError('payload-malformed', said.problem)
    const facts = { statement: id, issuer: issuer.id, keys, payloadType, digest, by, ...said }
    const appended = await this.#append(facts, envelope)
    const statement = await this.find(id)
    if (statement === undefined) throw new TypeError(`${id} was recorded and is not there`)
    const receipt = appended?.receipt ?? (await receiptFor(journal.log, statement.entry))
    return { statement, isNew: appended !== undefined, receipt }
  }

  /** The newest first, at most 200: all, or those before the one with this id. */
  async list(after?: string): Promise<readonly StatementSummary[]> {
    const where = after === undefined ? '' : 'WHERE entry < (SELECT entry FROM statements WHERE id = $2)'
    const values = after === undefined ? [maxListed] : [maxListed, after]
    const rows = await this.#parts.journal.query(
      `SELECT * FROM statements ${where} ORDER BY entry DESC LIMIT $1`,
      ...values,
    )
    return rows.map((row) => this.#summaryOf(row))
  }

  async find(id: string): Promise<Statement | undefined> {
    const { journal } = this.#parts
    const [row] = await journal.query('SELECT * FROM statements WHERE id = $1', id)
    if (row === undefined) return undefined
    const summary = this.#summaryOf(row)
    const subject = await journal.subjectOf(text(row, 'by'))
    const disclosed = await journal.disclose(summary.entry, 'envelope')
    return {
      ...summary,
      ...(subject === undefined ? {} : { by: subject.replace(/^person:/, '') }),
      ...(disclosed === undefined ? {} : { envelope: readEnvelope(disclosed.value) }),
    }
  }

  /** A receipt up to the newest checkpoint, as a tlog-proof file; undefined when there is no such statement. */
  async receipt(id: string): Promise<string | undefined> {
    const { journal } = this.#parts
    const [row] = await journal.query('SELECT entry FROM statements WHERE id = $1', id)
    return row === undefined ? undefined : await receiptFor(journal.log, integer(row, 'entry'))
  }

  /** Undefined when the log already has the statement. */
  async #append(data: Facts, { payloadType, payload, signatures }: Envelope): Promise<Appended | undefined> {
    const value = { payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }
    try {
      return await this.#parts.journal.append({
        kind: 'statement.received',
        receipt: true,
        data: { ...data },
        // It may speak of people. Each envelope is a subject of its own, so that one can be erased while the others
        // stay.
        private: [{ name: 'envelope', value, subject: `statement:${data.statement}` }],
      })
    } catch (error) {
      if (error instanceof Conflict && error.reason === 'statement-known') return undefined
      throw error
    }
  }

  #summaryOf(row: Row): StatementSummary {
    const { organisation, now } = this.#parts
    const issuer = organisation().issuers.get(text(row, 'issuer'))
    const keys: unknown = JSON.parse(text(row, 'keys'))
    return {
      id: text(row, 'id'),
      issuer: { id: text(row, 'issuer'), name: issuer?.name ?? text(row, 'issuer') },
      keys: (Array.isArray(keys) ? keys.map(String) : []).map((id) => ({
        id,
        standing: standingOf(issuer, id, now()),
      })),
      payloadType: text(row, 'payload_type'),
      receivedAt: integer(row, 'received_at'),
      entry: integer(row, 'entry'),
    }
  }
}

/** What stands in the leaf, and so is public for ever (P7). */
interface Facts {
  readonly statement: string
  readonly issuer: string
  readonly keys: readonly string[]
  readonly payloadType: string
  readonly digest: string
  readonly by: string
}

/** The same statement in either base64 alphabet is one statement. */
function standardBase64(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/')
}

function standingOf(issuer: Issuer | undefined, id: string, now: number): KeyStanding {
  const key = issuer?.keys.find((candidate) => candidate.id === id)
  if (key === undefined) return 'unregistered'
  if (key.revoked !== undefined && key.revoked <= now) return 'revoked'
  return now < key.validUntil ? 'valid' : 'expired'
}
