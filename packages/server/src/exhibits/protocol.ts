// SPDX-License-Identifier: EUPL-1.2
import type { FieldsWanted, Place } from '../journal/index.ts'
import type { ExhibitErrorCode } from './error.ts'

/** What the thread that makes an exhibit is given. */
export interface ExhibitOrder {
  readonly place: Place
  readonly verifierKey: string
  readonly entries: readonly FieldsWanted[]
  /** Disclosures. */
  readonly names: readonly string[]
}

/** The file, and the pseudonyms whose keys opened what is in it; or why there is none. */
export type FromMaker =
  | { readonly file: Uint8Array<ArrayBuffer>; readonly keys: readonly string[] }
  | { readonly refused: ExhibitErrorCode }
