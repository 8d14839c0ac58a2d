// SPDX-License-Identifier: EUPL-1.2
import { createHash, randomBytes } from 'node:crypto'
import { Conflict, type Journal } from '../../journal/index.ts'
import type { Person } from '../../organisation/index.ts'
import type { Stops } from '../../stop/index.ts'
import { newId } from '../call.ts'
import { Cut, stopped } from '../cut.ts'
import { GateError, stoppedBy } from '../error.ts'
import { chat } from '../models/apis/chat.ts'
import { Passage } from '../models/stream/passage.ts'
import { Relay } from '../models/stream/relay.ts'
import type { Connection } from '../requests/connection.ts'
import type { BodyReader, FarBody } from '../upstream/index.ts'

/** What a person measured when the stop was pressed. */
export interface StopMeasured {
  readonly streams: number
  /** Ended by the stop and by nothing else. */
  readonly cut: number
  readonly worstMs: number
  readonly medianMs: number
}

export interface StopDrillTicket {
  readonly run: string
  /** Opens the drill's streams and nothing else. */
  readonly ticket: string
}

interface Live {
  readonly run: string
  left: number
  readonly untilMs: number
  /** The streams that were opened. */
  readonly cuts: Cut[]
}

const lifetimeMs = 60_000
const intervalMs = 200
const maxDrillStreams = 1000

/**
 * Streams that exist only to be stopped. They carry Sluis's own words, pass the same relay as a model's stream, and end
 * by the same stop. They reach no model and carry no data. Nobody has their run and agent, so a stop of that run cuts
 * nothing else.
 */
export class StopDrills {
  readonly #live = new Map<string, Live>()
  readonly #stops: Stops
  readonly #journal: Journal
  readonly #now: () => number

  constructor(parts: { readonly stops: Stops; readonly journal: Journal; readonly now: () => number }) {
    this.#stops = parts.stops
    this.#journal = parts.journal
    this.#now = parts.now
  }

  /** One at a time: a later drill ends the tickets of an earlier one. */
  begin(streams: number): StopDrillTicket {
    const ticket = `sld_${randomBytes(24).toString('base64url')}`
    const run = newId('run').replace('run-', 'run-drill-')
    this.#live.clear()
    const left = Math.min(streams, maxDrillStreams)
    this.#live.set(hashOf(ticket), { run, left, untilMs: this.#now() + lifetimeMs, cuts: [] })
    return { run, ticket }
  }

  /** Gives a stream to the holder of a ticket. Throws `unauthenticated`. */
  open(ticket: string, connection: Connection): void {
    const live = this.#live.get(hashOf(ticket))
    if (live === undefined || live.left <= 0 || this.#now() > live.untilMs) {
      throw new GateError('unauthenticated', 'this ticket opens no stream of a drill')
    }
    live.left--
    // No id of an organisation begins with a hyphen.
    const caller = { agent: '-drill', system: '-drill', run: live.run }
    const stop = this.#stops.covering(caller)
    if (stop !== undefined) throw stoppedBy(stop)
    if (chat.stream === undefined) throw new TypeError('chat completions stream')
    const cut = new Cut(connection)
    live.cuts.push(cut)
    const unwatch = this.#stops.watch(caller, cut)
    const words = new Words(live.untilMs - this.#now())
    const relay = new Relay(words, new Passage(chat.stream), cut, (value) => ({ value }))
    relay.ended.catch(() => undefined).finally(unwatch)
    connection.stream({ 'content-type': 'text/event-stream' }, (sink) => relay.start(sink))
  }

  /**
   * Records what the person's own machine measured: once, and only for as many streams as were open here and were ended
   * by a stop. A drill is evidence for whoever decides on a system, so one that never happened must not be recorded.
   * Throws `Conflict`.
   */
  async record(run: string, measured: StopMeasured, person: Pick<Person, 'id'>): Promise<{ readonly entry: number }> {
    const [ticket, live] = [...this.#live].find(([, known]) => known.run === run) ?? []
    const cut = live?.cuts.filter(({ silencedBy }) => silencedBy === stopped).length ?? 0
    if (ticket === undefined || live?.cuts.length !== measured.streams || measured.cut > cut) {
      throw new Conflict(
        'drill-other',
        `no drill ${run} had ${measured.streams} streams of which ${measured.cut} were cut`,
      )
    }
    this.#live.delete(ticket)
    const by = await this.#journal.pseudonymOf(`person:${person.id}`)
    const { entry } = await this.#journal.append({ kind: 'drill.ended', data: { drill: 'stop', run, ...measured, by } })
    return { entry: entry.index }
  }
}

const word = JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'drill ' } }] })
const bytes = Buffer.from(`data: ${word}\n\n`)

/** What a drill's stream says, in place of a model. */
class Words implements FarBody {
  readonly #lifetimeMs: number
  #timer: NodeJS.Timeout | undefined
  #reader: BodyReader | undefined
  #spentMs = 0

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs
  }

  read(reader: BodyReader): void {
    this.#reader = reader
    this.resume()
    this.#say()
  }

  pause(): void {
    clearInterval(this.#timer)
  }

  resume(): void {
    this.pause()
    this.#timer = setInterval(() => this.#say(), intervalMs)
  }

  release(): void {
    this.pause()
  }

  #say(): void {
    this.#spentMs += intervalMs
    if (this.#spentMs <= this.#lifetimeMs) {
      this.#reader?.piece(bytes)
    } else {
      this.release()
      this.#reader?.end()
    }
  }
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex')
}
