// SPDX-License-Identifier: EUPL-1.2
import { type Document, gapsOf } from './document.ts'
import { type Exported, fileTypes, jsonOf } from './kinds.ts'
import { markdownOf } from './markdown.ts'
import { pdfOnThread } from './pdf-thread.ts'

export const paperFormats = ['md', 'pdf', 'json'] as const
export type PaperFormat = (typeof paperFormats)[number]

/** A paper as a file; the JSON form includes the data that it was made from. `name` is safe to use as a file name. */
export async function rendered(
  document: Document,
  { name, format, madeAt }: { readonly name: string; readonly format: PaperFormat; readonly madeAt: number },
  data: object,
): Promise<Exported> {
  const filename = `${name}-${document.language}.${format}`
  return { content: await contentOf(document, format, madeAt, data), type: fileTypes[format], filename }
}

async function contentOf(document: Document, format: PaperFormat, madeAt: number, data: object) {
  if (format === 'md') return markdownOf(document)
  if (format === 'pdf') return await pdfOnThread(document, new Date(madeAt))
  return jsonOf({ ...document, gaps: gapsOf(document), data })
}
