// SPDX-License-Identifier: EUPL-1.2

/** Takes what a far side answers. Exactly one of `end` and `failed` comes last, unless the body was released. */
export interface BodyReader {
  piece(bytes: Uint8Array): void
  end(): void
  failed(cause: unknown): void
}

/** The body of a far side's answer. */
export interface FarBody {
  /** What has come already comes in this turn. */
  read(reader: BodyReader): void
  /** Until `resume` no more is taken from the far side: whoever reads it on is behind. */
  pause(): void
  resume(): void
  /** Lets the far side go; nothing comes any more. */
  release(): void
}
