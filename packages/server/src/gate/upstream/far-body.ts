// SPDX-License-Identifier: EUPL-1.2

/** Receives what a far side answers. Exactly one of `end` and `failed` comes last, unless the body was released. */
export interface BodyReader {
  piece(bytes: Uint8Array): void
  end(): void
  failed(cause: unknown): void
}

/** The body of a far side's answer. */
export interface FarBody {
  /** What has already come is given in this turn. */
  read(reader: BodyReader): void
  /** Until `resume` nothing more is read from the far side: its reader is behind. */
  pause(): void
  resume(): void
  /** Disconnects the far side; nothing more comes. */
  release(): void
}
