// SPDX-License-Identifier: EUPL-1.2
import type { Journal } from '../journal/index.ts'
import { notice, readNotices } from './notices.ts'
import { signsIn } from './signs.ts'

const maxRuns = 10_000
const maxText = 4_000

/**
 * Looks at what agents are asked to do, once a run, in the question that opens it. What was read is not kept: an entry
 * names only the system and the point of Annex III.
 */
export class TaskWatch {
  readonly #journal: Journal
  readonly #looked = new Set<string>()

  constructor(journal: Journal) {
    this.#journal = journal
  }

  look(system: string, run: string, body: unknown): void {
    if (this.#looked.has(run)) return
    if (this.#looked.size >= maxRuns) this.#looked.clear()
    this.#looked.add(run)
    const points = signsIn(textIn(body))
    if (points.length > 0) void this.#notice(system, points)
  }

  /** Not waited for: the call has an entry of its own, which a log that can't be written refuses (P1). */
  async #notice(system: string, points: readonly string[]): Promise<void> {
    try {
      const known = ((await readNotices(this.#journal)).get(system) ?? []).map((row) => row.point)
      const fresh = points.filter((point) => !known.includes(point))
      await notice(this.#journal, system, fresh, 'traffic')
    } catch {
      // The next run with such a question records it.
    }
  }
}

/**
 * The first texts of a request, whatever its API; schemas of tools, and anything beyond the first texts, are not read.
 */
function textIn(body: unknown): string {
  const found: string[] = []
  let room = maxText
  const walk = (value: unknown, depth: number): void => {
    if (room <= 0 || depth > 6) return
    if (typeof value === 'string') {
      found.push(value.slice(0, room))
      room -= value.length
    } else if (Array.isArray(value)) {
      for (const item of value.slice(0, 50)) walk(item, depth + 1)
    } else if (typeof value === 'object' && value !== null) {
      for (const name of read) if (name in value) walk((value as Record<string, unknown>)[name], depth + 1)
    }
  }
  walk(body, 0)
  return found.join('\n')
}

/** The members in which OpenAI's and Anthropic's APIs hold text. */
const read = ['system', 'instructions', 'messages', 'input', 'content', 'text'] as const
