// SPDX-License-Identifier: EUPL-1.2
// Sends a system's entry to the Algoritmeregister. What is sent is recorded before it is sent, and its outcome after
// (P1, P2). The key is in the environment, and in no entry and no answer (P8).
import { randomUUID } from 'node:crypto'
import type { Language } from '@sluis/ai-act'
import { Conflict, canonicalJson, type Journal, type JsonObject, type Row } from '../../../journal/index.ts'
import type { Organisation } from '../../../organisation/index.ts'
import { RegisterError, refusal } from '../../error.ts'
import { asJson, pseudonymOf, record } from '../../record.ts'
import { lineOf } from '../document.ts'
import type { Portrait } from '../portrait.ts'
import { AlgoritmeregisterClient, type Answer } from './client.ts'
import { draftOf, type EntryProblem } from './entry.ts'
import { shownOf, titles } from './fields.ts'

interface PublicationParts {
  readonly journal: Journal
  readonly organisation: () => Organisation
  readonly portrait: (system: string) => Promise<Portrait>
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => number
}

export const publicationActs = ['submit', 'publish', 'retract'] as const
export type PublicationAct = (typeof publicationActs)[number]

export interface PublicationState {
  readonly system: string
  readonly act: string
  /** `open` while it is under way; `unknown` when nobody can say whether it arrived. */
  readonly outcome: string
  readonly isPublic: boolean
  /** Its number in the Algoritmeregister. */
  readonly lars?: string
  readonly at: number
}

/** The entry as the register would make it now, for whoever is about to submit or publish it. */
export interface PublicationDraft {
  readonly fields: readonly { readonly field: string; readonly title: string; readonly text: string }[]
  /** Why the Algoritmeregister would refuse it. */
  readonly problems: readonly (EntryProblem & { readonly title: string; readonly isMissing: boolean })[]
  /** Passed to `act`, it says which draft the person looked at. */
  readonly digest: string
  /** Whether this is what was submitted. */
  readonly isSubmitted: boolean
}

/** An act without an outcome after this long will never get one: its process died. */
const lostAfterMs = 120_000

export class Publications {
  readonly #parts: PublicationParts

  constructor(parts: PublicationParts) {
    this.#parts = parts
  }

  async state(system: string): Promise<PublicationState | undefined> {
    const row = await this.#row(system)
    return row && stateOf(row)
  }

  async draft(system: string): Promise<PublicationDraft> {
    const { entry, problems: found } = draftOf(await this.#parts.portrait(system))
    const names: Readonly<Record<string, string>> = titles
    const problems = found.map((one) => {
      const [field = ''] = one.field.split('.')
      return { ...one, title: names[field] ?? field, isMissing: entry[field] === undefined }
    })
    const fields = Object.entries(titles).flatMap(([field, title]) =>
      entry[field] === undefined ? [] : [{ field, title, text: shownOf(entry[field]) }],
    )
    const digest = this.#digestOf(entry)
    return { fields, problems, digest, isSubmitted: (await this.#row(system))?.submitted === digest }
  }

  /** The page where the submitted entry can be seen before it is public. Nothing is sent, so nothing is recorded. */
  async preview(system: string): Promise<string> {
    const client = this.#client()
    const lars = (await this.#row(system))?.lars
    if (typeof lars !== 'string') throw refusal('not-submitted')
    const answer = await client.preview(lars).catch((cause: unknown) => {
      throw unreachable(cause)
    })
    if (answer.url === undefined) throw refused(answer)
    return answer.url
  }

  /**
   * Rejects with RegisterError; by then the log has what was sent and its outcome. `seen` is the digest of the draft
   * that the person looked at: no other draft is sent in its place (P5).
   */
  async act(system: string, act: PublicationAct, person: string, seen?: string): Promise<PublicationState> {
    const client = this.#client()
    // A retraction sends nothing of the entry, so it still works for a system that has left the register.
    const made = act === 'retract' ? undefined : await this.#made(system, act, seen)
    const before = await this.#settled(system)
    const known = typeof before?.lars === 'string' ? before.lars : undefined
    const publication = randomUUID()
    const intent = {
      ...{ publication, system, act, register: 'algoritmeregister' },
      ...(made && { digest: made.digest }),
      ...(known && { lars: known }),
    }
    const by = await pseudonymOf(this.#parts.journal, person)
    const sealed = act === 'submit' && made !== undefined ? { sent: asJson(made.entry) } : {}
    await record(this.#parts.journal, 'publication.intended', { ...intent, by }, { system, fields: sealed })
    return await this.#carryOut(client, { publication, system, act, entry: made?.entry ?? {}, known })
  }

  async #made(system: string, act: PublicationAct, seen: string | undefined) {
    const { entry, problems } = draftOf(await this.#parts.portrait(system))
    if (act === 'submit' && problems.length > 0) throw unfit(problems)
    const digest = this.#digestOf(entry)
    if (seen !== undefined && seen !== digest) throw refusal('system-changed')
    return { entry, digest }
  }

  async #carryOut(client: AlgoritmeregisterClient, wish: Wish): Promise<PublicationState> {
    const { publication, system } = wish
    let answer: Answer & { readonly lars?: string }
    try {
      answer = await sent(client, wish)
    } catch (cause) {
      await record(this.#parts.journal, 'publication.ended', { publication, system, outcome: 'unknown' })
      throw unreachable(cause)
    }
    const { status } = answer
    const lars = answer.lars ?? wish.known
    const outcome = status < 300 && lars !== undefined ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unknown'
    const known = lars === undefined ? {} : { lars }
    await record(this.#parts.journal, 'publication.ended', { publication, system, outcome, status, ...known })
    if (outcome === 'unknown') throw unreachable(new Error(`answered ${status}`))
    if (outcome === 'refused') throw refused(answer)
    const row = await this.#row(system)
    if (row === undefined) throw new TypeError(system)
    return stateOf(row)
  }

  /**
   * When an act's process died, the next act records its outcome as `unknown`; until that is certain, the next act is
   * refused.
   */
  async #settled(system: string): Promise<Row | undefined> {
    const row = await this.#row(system)
    if (row?.outcome !== 'open' || Number(row.at) > this.#parts.now() - lostAfterMs) return row
    const lost: JsonObject = { publication: String(row.publication), system, outcome: 'unknown' }
    await record(this.#parts.journal, 'publication.ended', lost).catch((error: unknown) => {
      // Another process recorded it a moment ago.
      if (!(error instanceof Conflict)) throw error
    })
    return await this.#row(system)
  }

  #digestOf(entry: object): string {
    return this.#parts.journal.digest(canonicalJson(asJson(entry)))
  }

  async #row(system: string): Promise<Row | undefined> {
    return (await this.#parts.journal.query('SELECT * FROM register_publications WHERE system = $1', system))[0]
  }

  #client(): AlgoritmeregisterClient {
    const { organisation, environment } = this.#parts
    const settings = organisation().settings.algoritmeregister
    if (settings === undefined) throw unset('`algoritmeregister` in organisation.yaml')
    const key = environment[settings.key.env]
    if (key === undefined || key === '') throw unset(settings.key.env)
    const url = URL.parse(environment[settings.url.env] ?? settings.url.default ?? '')
    if (url === null) throw unset(settings.url.env)
    const isHere = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) throw unset(`${settings.url.env} (https)`)
    return new AlgoritmeregisterClient({ url, organisation: settings.organisation, key })
  }
}

interface Wish {
  readonly publication: string
  readonly system: string
  readonly act: PublicationAct
  readonly entry: object
  readonly known: string | undefined
}

async function sent(client: AlgoritmeregisterClient, { act, entry, known, system }: Wish) {
  // A submission whose answer was lost may have arrived, so we look for it first: nothing is sent twice.
  if (act === 'submit') return await client.put(entry, known ?? (await client.find(system)))
  if (known === undefined) throw new TypeError(system)
  return act === 'publish' ? await client.publish(known) : await client.retract(known)
}

function stateOf(row: Row): PublicationState {
  const { system, act, outcome, lars, at } = row
  return {
    system: String(system),
    act: String(act),
    outcome: String(outcome),
    isPublic: row.is_public === 1,
    ...(typeof lars === 'string' ? { lars } : {}),
    at: Number(at),
  }
}

function unset(what: string): RegisterError {
  return new RegisterError('algoritmeregister-unset', {
    nl: `Het Algoritmeregister is niet ingesteld: ${what} ontbreekt.`,
    en: `The Algoritmeregister is not set up: ${what} is missing.`,
  })
}

const maxProblemsTold = 10

function unfit(problems: readonly EntryProblem[]): RegisterError {
  const told = (language: Language): string =>
    problems
      .slice(0, maxProblemsTold)
      .map(({ field, problem }) => `${field}: ${problem[language]}`)
      .join('; ')
  const more = problems.length > maxProblemsTold ? ' …' : ''
  return new RegisterError('entry-unfit', {
    nl: `De inschrijving is nog niet goed. ${told('nl')}${more}`,
    en: `The entry is not right yet. ${told('en')}${more}`,
  })
}

function refused({ status, told }: Answer): RegisterError {
  return new RegisterError('algoritmeregister-refused', {
    nl: `Het Algoritmeregister nam dit niet aan (${status}): ${lineOf(told)}`,
    en: `The Algoritmeregister did not take this (${status}): ${lineOf(told)}`,
  })
}

function unreachable(cause: unknown): RegisterError {
  return new RegisterError(
    'algoritmeregister-unreachable',
    {
      nl: 'Het Algoritmeregister gaf geen bruikbaar antwoord. Of het aankwam is niet bekend: probeer het opnieuw, dan wordt eerst gekeken of het er al staat.',
      en: 'The Algoritmeregister gave no usable answer. It is not known whether it arrived: try again, and Sluis first looks whether it is there.',
    },
    { cause },
  )
}
