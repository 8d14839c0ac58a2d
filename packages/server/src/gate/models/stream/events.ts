// SPDX-License-Identifier: EUPL-1.2
// Server-sent events as every model API streams them (WHATWG HTML §9.2.6).
import { asBuffer } from '../../requests/gathered.ts'

/** One event with its own bytes, so that an event that is understood can go on unchanged. */
export class ServerSentEvent {
  /** Undefined for a comment, with which a far side keeps a connection open. */
  readonly data: string | undefined
  /** Whether a line of it is neither data nor the event's name. */
  readonly isMixed: boolean
  readonly #bytes: Buffer
  readonly #from: number
  readonly #to: number

  constructor(data: string | undefined, isMixed: boolean, bytes: Buffer, from: number, to: number) {
    this.data = data
    this.isMixed = isMixed
    this.#bytes = bytes
    this.#from = from
    this.#to = to
  }

  /** Cut out only when asked for: a guarded stream never asks. */
  get raw(): Buffer {
    return this.#bytes.subarray(this.#from, this.#to)
  }
}

/** The longest stream that the gate reads; more than any model gives. */
const maxBytes = 16 * 1024 * 1024
/** For one event: more than JSON takes with a line for each value. */
const maxLines = 100_000

const lf = 0x0a
const cr = 0x0d
const colon = 0x3a
const space = 0x20
const field = Buffer.from('data')
const nameField = Buffer.from('event:')
const byteOrderMark = Buffer.from('\ufeff')
const blankLine = Buffer.from('\n\n')
const nothing = Buffer.alloc(0)

/** Cuts a stream of bytes into events. Half an event is never passed on, so that what a stop adds can be read. */
export class EventReader {
  /**
   * The event that has not ended yet, at the beginning of a buffer that doubles: otherwise the cost of a long one would
   * be quadratic.
   */
  #room: Buffer = nothing
  #held = 0
  #bytes = 0
  #isFirst = true
  /** The length so far of the line that has not ended yet: an empty line ends an event. */
  #lineLength = 0
  #lines = 0
  #afterCr = false
  /** Whether any line so far may end in a carriage return: few do, and looking for one kind of line end is faster. */
  #hasCr = false

  /**
   * Takes the next bytes, and gives the events that they complete. Throws a RangeError when the stream or an event is
   * too long.
   */
  push(bytes: Uint8Array): readonly ServerSentEvent[] {
    this.#bytes += bytes.length
    if (this.#bytes > maxBytes) throw new RangeError(`a stream of more than ${maxBytes} bytes`)
    const chunk = asBuffer(bytes)
    this.#hasCr ||= chunk.includes(cr)
    const events: ServerSentEvent[] = []
    let start = 0
    // The second half of a line end that came in two pieces.
    let at = this.#afterCr && chunk[0] === lf ? 1 : 0
    if (chunk.length > 0) this.#afterCr = chunk[chunk.length - 1] === cr
    const ends = new LineEnds(chunk, this.#hasCr)
    while (at < chunk.length) {
      const end = ends.end(at)
      this.#lineLength += end - at
      if (end === chunk.length) break
      at = behind(chunk, end)
      if (++this.#lines > maxLines) throw new RangeError(`an event of more than ${maxLines} lines`)
      if (this.#lineLength === 0) {
        events.push(this.#take(chunk, start, at))
        start = at
        this.#lines = 0
      }
      this.#lineLength = 0
    }
    if (start < chunk.length) this.#hold(chunk, start)
    return events
  }

  /**
   * The event that a far side left without its final blank line, when it ended the stream in good order. Throws a
   * RangeError if it ended within a line, because nobody can tell what that would have been.
   */
  end(): readonly ServerSentEvent[] {
    const rest = this.#room.toString('utf8', 0, this.#held)
    // The second half of a line's end that came in two.
    if (rest.trim() === '') return rest === '' ? [] : [this.#take(nothing, 0, 0)]
    const last = this.#take(blankLine, 0, blankLine.length)
    if (last.data !== undefined) return [last]
    if (!/^:|[\r\n]$/.test(rest)) throw new RangeError('a stream that ended within a line')
    return []
  }

  /** A copy: otherwise each of a thousand chunks of one byte would keep the memory of all that came with it. */
  #hold(chunk: Buffer, from: number): void {
    const held = this.#held + chunk.length - from
    if (held > this.#room.length) {
      const room = Buffer.allocUnsafe(2 * held)
      this.#room.copy(room, 0, 0, this.#held)
      this.#room = room
    }
    chunk.copy(this.#room, this.#held, from)
    this.#held = held
  }

  /** The event that ends with these bytes of the chunk. */
  #take(chunk: Buffer, start: number, end: number): ServerSentEvent {
    if (this.#held === 0) return this.#read(chunk, start, end)
    const whole = Buffer.concat([this.#room.subarray(0, this.#held), chunk.subarray(start, end)])
    this.#held = 0
    return this.#read(whole, 0, whole.length)
  }

  #read(bytes: Buffer, start: number, end: number): ServerSentEvent {
    const from = this.#isFirst && begins(bytes, start, byteOrderMark) ? start + byteOrderMark.length : start
    this.#isFirst = false
    let data: string | undefined
    let isMixed = false
    const ends = new LineEnds(bytes, this.#hasCr)
    for (let at = from; at < end; ) {
      const lineEnd = ends.end(at)
      const line = begins(bytes, at, field) ? fieldValue(bytes, at + field.length, lineEnd) : undefined
      if (line !== undefined) data = data === undefined ? line : `${data}\n${line}`
      else if (lineEnd > at && !begins(bytes, at, nameField)) isMixed = true
      at = behind(bytes, lineEnd)
    }
    return new ServerSentEvent(data, isMixed, bytes, start, end)
  }
}

/** The value after a field's name; undefined when the name is longer. */
function fieldValue(event: Buffer, at: number, end: number): string | undefined {
  if (at === end) return ''
  if (event[at] !== colon) return undefined
  return event.toString('utf8', event[at + 1] === space ? at + 2 : at + 1, end)
}

/** Finds line ends, from the first to the last; no byte is read twice. */
class LineEnds {
  readonly #bytes: Buffer
  readonly #hasCr: boolean
  #lf = -1

  constructor(bytes: Buffer, hasCr: boolean) {
    this.#bytes = bytes
    this.#hasCr = hasCr
  }

  /** The end of the line at `from`; after the last byte if that end has not come. */
  end(from: number): number {
    const bytes = this.#bytes
    if (this.#lf < from) {
      const at = bytes[from] === lf ? from : bytes.indexOf(lf, from)
      this.#lf = at === -1 ? bytes.length : at
    }
    if (!this.#hasCr) return this.#lf
    const at = bytes.subarray(from, this.#lf).indexOf(cr)
    return at === -1 ? this.#lf : from + at
  }
}

/** Where the next line begins, after the line end at `end`. */
function behind(bytes: Buffer, end: number): number {
  return bytes[end] === cr && bytes[end + 1] === lf ? end + 2 : end + 1
}

function begins(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false
  return true
}
