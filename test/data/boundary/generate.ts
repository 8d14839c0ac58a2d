// SPDX-License-Identifier: EUPL-1.2
// Writes the corpus files next to this one: `node test/data/boundary/generate.ts`. The same seeds give the same files.
import { readFileSync, writeFileSync } from 'node:fs'
import { HARD_CASES } from './hard-cases.ts'
import { fill, type Language } from './slots.ts'
import type { Snippet } from './snippet.ts'
import { HELD_OUT, HELD_OUT_HARD_CASES } from './templates-held-out.ts'
import { TUNED } from './templates-tuned.ts'
import { Random } from './values.ts'

export const PARTS = ['tuned', 'held-out'] as const
export type Part = (typeof PARTS)[number]

const RECIPES: Readonly<
  Record<Part, { seed: number; times: number; templates: typeof TUNED; hard: typeof HARD_CASES }>
> = {
  tuned: { seed: 20_240_613, times: 7, templates: TUNED, hard: HARD_CASES },
  'held-out': { seed: 7_919, times: 6, templates: HELD_OUT, hard: HELD_OUT_HARD_CASES },
}

/** The snippets of a part, made anew. */
export function generate(part: Part): Snippet[] {
  const { seed, times, templates, hard } = RECIPES[part]
  const random = new Random(seed)
  const snippets: Snippet[] = []
  const add = (language: Language, marked: string) => {
    snippets.push({ id: `${part}-${String(snippets.length + 1).padStart(4, '0')}`, language, marked })
  }
  for (const language of ['nl', 'en'] as const) {
    for (const template of templates[language]) {
      for (let time = 0; time < times; time++) add(language, fill(template, random, language))
    }
  }
  for (const [language, marked] of hard) add(language, marked)
  return snippets
}

function pathOf(part: Part): URL {
  return new URL(`./${part}.jsonl`, import.meta.url)
}

export function serialise(snippets: readonly Snippet[]): string {
  return snippets.map((snippet) => `${JSON.stringify(snippet)}\n`).join('')
}

/** The file of a part as it stands in the repository. */
export function stored(part: Part): string {
  return readFileSync(pathOf(part), 'utf8')
}

if (import.meta.main) {
  for (const part of PARTS) writeFileSync(pathOf(part), serialise(generate(part)))
}
