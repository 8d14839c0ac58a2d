// SPDX-License-Identifier: EUPL-1.2
import type { Readable } from 'node:stream'

/** Takes what a far side answers. Exactly one of `end` and `failed` comes last, unless the body was released. */
export interface BodyReader {
  piece(bytes: Uint8Array): void
  end(): void
  failed(cause: unknown): void
}

/** The body of a far side's answer. Nothing of it comes before `read`. */
export interface FarBody {
  read(reader: BodyReader): void
  /** Until `resume` no more is taken from the far side: whoever reads it on is behind. */
  pause(): void
  resume(): void
  /** Lets the far side go; nothing comes any more. */
  release(): void
}

export function bodyOf(readable: Readable): FarBody {
  // What ends it before anybody reads it must not end the process.
  readable.on('error', () => undefined)
  let isReleased = false
  const unless = (act: () => void): void => {
    if (!isReleased) act()
  }
  return {
    read(reader) {
      if (readable.errored !== null) return void queueMicrotask(() => unless(() => reader.failed(readable.errored)))
      readable.on('data', (piece: Uint8Array) => unless(() => reader.piece(piece)))
      readable.on('end', () => unless(() => reader.end()))
      readable.on('error', (cause) => unless(() => reader.failed(cause)))
    },
    pause: () => void readable.pause(),
    resume: () => void readable.resume(),
    release() {
      isReleased = true
      readable.destroy()
    },
  }
}
