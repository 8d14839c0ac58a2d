// SPDX-License-Identifier: EUPL-1.2
import type { WrittenDraft, WrittenField } from './written.ts'

/**
 * Drafts on their way to the sequencer, each known to its caller by an id. They are columns of numbers and texts:
 * passing an object for each draft and each field between threads costs more than its content.
 */
export interface DraftColumns {
  readonly ids: number[]
  readonly kinds: string[]
  readonly data: string[]
  readonly series: (string | undefined)[]
  readonly receipts: (true | undefined)[]
  /** For each draft the number of its fields, followed by the number of parts of each field. */
  readonly counts: number[]
  /** For each field its name, its subject and its value, followed by its parts. */
  readonly texts: string[]
}

export function noDrafts(): DraftColumns {
  return { ids: [], kinds: [], data: [], series: [], receipts: [], counts: [], texts: [] }
}

/** Gives how many drafts there are now. */
export function addDraft(
  { ids, kinds, data: all, series: names, receipts, counts, texts }: DraftColumns,
  id: number,
  { kind, data, private: fields = nothing, series, receipt }: WrittenDraft,
): number {
  kinds.push(kind)
  all.push(data)
  names.push(series)
  receipts.push(receipt)
  counts.push(fields.length)
  for (const { name, subject, value, parts } of fields) {
    counts.push(parts.length)
    texts.push(name, subject, value, ...parts)
  }
  return ids.push(id)
}

const nothing: readonly WrittenField[] = []

/** The drafts as they were added. */
export function* draftsIn({ ids, kinds, data, series, receipts, counts, texts }: DraftColumns) {
  let [count, text] = [0, 0]
  const nextText = (): string => texts[text++] ?? ''
  for (const [at, id] of ids.entries()) {
    const fields: WrittenField[] = []
    for (let left = counts[count++] ?? 0; left > 0; left--) {
      const [name, subject, value] = [nextText(), nextText(), nextText()]
      const parts = texts.slice(text, text + (counts[count++] ?? 0))
      text += parts.length
      fields.push({ name, subject, value, parts })
    }
    yield {
      id,
      kind: kinds[at] ?? '',
      data: data[at] ?? '',
      private: fields.length === 0 ? undefined : fields,
      series: series[at],
      receipt: receipts[at],
    }
  }
}
