// SPDX-License-Identifier: EUPL-1.2
// Work that Annex III names, seen in what the files say or in what agents are asked, unless the facts already count it.
import { articleOf, cite, type Facts, type Text } from '@sluis/ai-act'
import { Conflict, integer, type Journal, type Row, text } from '../journal/index.ts'
import type { Organisation, System } from '../organisation/index.ts'
import type { Ground } from './ground.ts'
import { signs, signsIn } from './signs.ts'

/** A warning with its clause. The class follows from facts alone. */
export interface Notice {
  readonly point: string
  readonly article: Text
  readonly title: Text
  /** The fact whose answer settles it. */
  readonly fact: string
  /** The register says that it isn't so; otherwise the question is open. */
  readonly isDenied: boolean
  /** Where it was first seen. */
  readonly seen: 'declared' | 'traffic'
  readonly at: number
}

/** The notices that the class doesn't count already: a fact that is true is part of the class. */
export function noticesIn({ law }: Pick<Ground, 'law'>, rows: readonly Row[], facts: Facts): readonly Notice[] {
  return rows.flatMap((row): Notice[] => {
    const known = signs.find(({ point }) => point === row.point)
    const answer = known && facts.get(known.fact)
    if (known === undefined || answer === true) return []
    const { point, fact } = known
    const { article: clause, title } = articleOf(point, law)
    const article = { nl: cite(clause, 'nl'), en: cite(clause, 'en') }
    const seen = row.seen === 'traffic' ? 'traffic' : 'declared'
    return [{ point, article, title, fact, isDenied: answer === false, seen, at: integer(row, 'at') }]
  })
}

/** What the files say of a system and of its agents' tasks. Names of tools and of their groups count as words. */
function declaredText({ agents, tasks, tools }: Organisation, system: System): string {
  const own = [...agents.values()].filter((agent) => agent.system === system.id).map(({ id }) => id)
  const jobs = [...tasks.values()].filter(({ agent }) => own.includes(agent))
  const called = system.tools.map((name) => [name, ...(tools.get(name)?.groups ?? [])].join(' '))
  const { problem, users, affected, data, outside, benefit } = system.register ?? {}
  const said = [system.name, system.purpose, problem, users, affected?.who, benefit?.measure, ...(data ?? [])]
  const words = [...said, ...(outside?.tools ?? []), ...jobs.flatMap(({ name, prompt }) => [name, prompt])]
  return [...words, ...called.map((name) => name.replaceAll(/[_-]+/g, ' '))].join('\n')
}

/** Records the signs in the files that were not noticed before. */
export async function noticeFiles({ journal, organisation }: Ground): Promise<void> {
  const known = await readNotices(journal)
  const now = organisation()
  for (const system of now.systems.values()) {
    const before = new Set((known.get(system.id) ?? []).map((row) => row.point))
    const points = signsIn(declaredText(now, system)).filter((point) => !before.has(point))
    await notice(journal, system.id, points, 'declared')
  }
}

export async function readNotices(journal: Journal): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = await journal.query('SELECT * FROM register_notices ORDER BY system, point')
  return Map.groupBy(rows, (row) => text(row, 'system'))
}

export async function notice(journal: Journal, system: string, points: readonly string[], seen: Notice['seen']) {
  if (points.length === 0) return
  try {
    await journal.append({ kind: 'system.noticed', data: { system, points: [...points], seen } })
  } catch (error) {
    // Another call, or another process, noticed it first.
    if (!(error instanceof Conflict && error.reason === 'notice-known')) throw error
  }
}
