// SPDX-License-Identifier: EUPL-1.2
import type { Language } from './slots.ts'

/** One line of the corpus files: `text` with its findings marked `⟦kind|value⟧`. */
export type Snippet = { readonly id: string; readonly language: Language; readonly marked: string }

export type Label = { readonly kind: string; readonly start: number; readonly end: number }

const MARK = /⟦([a-z0-9-]+)\|([^⟧]*)⟧/g

/** The text without its marks, and where the findings stand in it (UTF-16 offsets). */
export function read(marked: string): { readonly text: string; readonly labels: readonly Label[] } {
  const labels: Label[] = []
  let text = ''
  let done = 0
  for (const match of marked.matchAll(MARK)) {
    const [all, kind = '', value = ''] = match
    text += marked.slice(done, match.index)
    labels.push({ kind, start: text.length, end: text.length + value.length })
    text += value
    done = match.index + all.length
  }
  return { text: text + marked.slice(done), labels }
}
