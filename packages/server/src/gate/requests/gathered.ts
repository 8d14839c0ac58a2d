// SPDX-License-Identifier: EUPL-1.2

/**
 * A body that comes in pieces, in a buffer that doubles. A stranger may send millions of pieces of a single byte; kept
 * one by one, each would take the memory of hundreds of bytes.
 */
export class Gathered {
  #room: Buffer = nothing
  #held = 0

  add(piece: Uint8Array): void {
    const held = this.#held + piece.length
    // Most bodies come in one piece, which is full and is never written to.
    if (this.#held === 0) this.#room = asBuffer(piece)
    else {
      if (held > this.#room.length) this.#room = Buffer.concat([this.bytes], 2 * held)
      this.#room.set(piece, this.#held)
    }
    this.#held = held
  }

  get size(): number {
    return this.#held
  }

  get bytes(): Buffer {
    return this.#held === this.#room.length ? this.#room : this.#room.subarray(0, this.#held)
  }
}

const nothing = Buffer.alloc(0)

/** The same bytes; what Node and undici read are buffers already. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
