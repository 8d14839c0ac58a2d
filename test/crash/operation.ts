// SPDX-License-Identifier: EUPL-1.2
import type { Mark } from './mark.ts'

/** What a process did to the files of one folder, as the operating system saw it, and what it told meanwhile. */
export type Operation =
  | { readonly kind: 'open'; readonly name: string; readonly creates: boolean; readonly empties: boolean }
  | { readonly kind: 'write'; readonly name: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly name: string; readonly length: number }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'sync'; readonly name: string }
  | { readonly kind: 'sync-folder' }
  | { readonly kind: 'told'; readonly mark: Mark }
