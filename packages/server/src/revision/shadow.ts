// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, text } from '../journal/index.ts'

/** What a shadow of the rules would have decided otherwise since it was first loaded. */
export interface ShadowSummary {
  readonly policy: string
  readonly decisions: number
  readonly differences: readonly {
    readonly was: string
    readonly would: string
    /** The rules of the shadow that would have decided. */
    readonly rules: readonly string[]
    readonly count: number
    /** The first few. */
    readonly calls: readonly string[]
  }[]
}

const maxDifferences = 200

export async function shadowSummary(journal: Pick<Journal, 'query'>, policy: string): Promise<ShadowSummary> {
  const [row] = await journal.query('SELECT decisions FROM shadows WHERE policy = $1', policy)
  const differences = await journal.query(
    `SELECT was, would, rules, count, calls FROM shadow_differences WHERE policy = $1
      ORDER BY count DESC, was, would, rules LIMIT ${maxDifferences}`,
    policy,
  )
  return {
    policy,
    decisions: row === undefined ? 0 : integer(row, 'decisions'),
    differences: differences.map((difference) => ({
      was: text(difference, 'was'),
      would: text(difference, 'would'),
      rules: strings(text(difference, 'rules')),
      count: integer(difference, 'count'),
      calls: strings(text(difference, 'calls')),
    })),
  }
}

function strings(json: string): readonly string[] {
  const list: unknown = JSON.parse(json)
  return Array.isArray(list) ? list.map(String) : []
}
