// SPDX-License-Identifier: EUPL-1.2
// One budget, two processes and a hundred calls at once: the one order of the log they share lets pass what fits.
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { z } from 'zod'
import { hasPostgres, startPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { until } from './harness.ts'
import { openSharedHouse, type SharedProcess } from './shared-house.ts'

const skip = hasPostgres ? false : 'npm has no PostgreSQL for this machine'
const limitTokens = 12_000
const budgetList = z.object({
  budgets: z.array(z.object({ unit: z.string(), used: z.int(), reserved: z.int(), limit: z.int() })),
})

it('a budget that two processes draw on never overruns (P1)', { skip, timeout: 180_000 }, async () => {
  const postgres = await startPostgres()
  assert.ok(postgres)
  try {
    await using house = await openSharedHouse(postgres, 2, {
      prepare: (folder) =>
        appendFileSync(
          join(folder, 'organisation/systems/weekly-report.yaml'),
          `limits: { tokens: { perDay: ${limitTokens} } }\n`,
        ),
    })
    const [one, other] = house.processes
    assert.ok(one && other)
    const ask = async ({ gateUrl }: SharedProcess): Promise<string> => {
      const answer = await fetch(`${gateUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.key('reporter')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'reporting', max_tokens: 50, messages: [{ role: 'user', content: 'Hello.' }] }),
      })
      const text = await answer.text()
      return answer.ok ? 'passed' : (/"code":"([^"]+)"/.exec(text)?.[1] ?? text)
    }
    const budgetAt = async (process: SharedProcess) => {
      const { budgets } = budgetList.parse(await (await process.people('anna', 'GET', '/api/v1/budgets')).json())
      const [budget] = budgets
      assert.ok(budget !== undefined)
      return budget
    }

    let most = 0
    let isAsking = true
    const watching = (async () => {
      while (isAsking) {
        const { used, reserved } = await budgetAt(other)
        most = Math.max(most, used + reserved)
      }
    })()
    const told = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(at % 2 === 0 ? one : other)))
    isAsking = false
    await watching
    const passed = told.filter((code) => code === 'passed').length
    console.log(`# ${passed} of 100 calls passed; at most ${most} of ${limitTokens} tokens were used or set aside`)
    assert.deepEqual([...new Set(told)].sort(), ['over-budget', 'passed'])
    await until('all is settled', async () => (await budgetAt(one)).reserved === 0)
    const last = await budgetAt(one)
    assert.deepEqual(last, await budgetAt(other), 'both tell the same')
    assert.ok(most <= limitTokens && last.used <= limitTokens && last.used > 0)
  } finally {
    await postgres.stop()
  }
})
