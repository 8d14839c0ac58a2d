// SPDX-License-Identifier: EUPL-1.2
// Server-sent events as every model API streams them (WHATWG HTML §9.2.6).

/** One event, with the bytes that it came in, so that what is understood can go on unharmed. */
export interface ServerSentEvent {
  readonly raw: Uint8Array
  /** Undefined for a comment, by which a far side keeps a connection open. */
  readonly data: string | undefined
}

/** The longest stream that the gate reads; more than any model gives. */
const maxBytes = 16 * 1024 * 1024

const lf = 0x0a
const cr = 0x0d

/** Cuts a stream of bytes into events. Nothing is passed on by halves, so that what a stop adds can be read. */
export class EventReader {
  /** The event that has not ended yet, in pieces: joining them at each would make one long event cost its square. */
  #pieces: Uint8Array[] = []
  #bytes = 0
  #lineLength = 0
  #afterCr = false

  /** Takes the next bytes; gives the events that they end. Throws a RangeError when the stream is too long. */
  push(bytes: Uint8Array): readonly ServerSentEvent[] {
    this.#bytes += bytes.length
    if (this.#bytes > maxBytes) throw new RangeError(`a stream of more than ${maxBytes} bytes`)
    const events: ServerSentEvent[] = []
    let start = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]
      const endsSameLine = byte === lf && this.#afterCr
      this.#afterCr = byte === cr
      if (endsSameLine) continue
      if (byte !== lf && byte !== cr) this.#lineLength++
      else if (this.#lineLength > 0) this.#lineLength = 0
      else {
        if (byte === cr && bytes[at + 1] === lf) {
          at++
          this.#afterCr = false
        }
        events.push(this.#take(bytes.subarray(start, at + 1)))
        start = at + 1
      }
    }
    if (start < bytes.length) this.#pieces.push(bytes.subarray(start))
    return events
  }

  /** What a far side left without the blank line that ends an event, when it ended the stream in good order. */
  end(): readonly ServerSentEvent[] {
    const rest = Buffer.concat(this.#pieces).toString('utf8')
    // The second half of a line's end that came in two.
    if (rest.trim() === '') return rest === '' ? [] : [this.#take(Buffer.alloc(0))]
    const last = this.#take(Buffer.from('\n\n'))
    return last.data === undefined ? [] : [last]
  }

  #take(last: Uint8Array): ServerSentEvent {
    const raw = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last])
    this.#pieces = []
    this.#lineLength = 0
    const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('utf8')
    const alone = /^data: ([^\r\n]*)\n\n$/.exec(text)
    // As nearly every event is.
    if (alone !== null) return { raw, data: alone[1] }
    const lines = text.split(/\r\n|\n|\r/)
    const data = lines.flatMap((line) => {
      const field = /^data(?:: ?(.*))?$/s.exec(line)
      return field === null ? [] : [field[1] ?? '']
    })
    return { raw, data: data.length === 0 ? undefined : data.join('\n') }
  }
}
