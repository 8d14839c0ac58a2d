// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { Conflict, Journal } from '../journal/index.ts'
import type { Model, Organisation } from '../organisation/index.ts'
import { Limits } from './limits.ts'

const caller = { agent: 'reporter', system: 'weekly-report' }
const budget = { calls: {}, tokens: { perDay: 5000 } }
const organisation = {
  settings: { limits: budget, timezone: 'Europe/Amsterdam' },
  systems: new Map(),
  agents: new Map(),
} as unknown as Organisation

async function openJournal(t: TestContext): Promise<Journal> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-limits-'))
  const projections = new URL('../projections.ts', import.meta.url)
  const journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  t.after(async () => {
    await journal.close()
    rmSync(folder, { recursive: true })
  })
  return journal
}

/** The day of the budget that a call draws on. */
function dayOf(limits: Limits): string | undefined {
  const model: Model = { id: 'reporting' }
  const request = { models: [model], body: {}, text: { whole: '{}' }, maxOutputTokens: 10 }
  return limits.claim(organisation, caller, request)?.reserved?.day
}

const [monday, tuesday] = [Date.UTC(2026, 10, 23, 12), Date.UTC(2026, 10, 24, 12)]

describe('limits', () => {
  it('are of the newest day that any budget was drawn on: a clock that jumps back opens none again', async (t) => {
    let now = monday
    const limits = await Limits.open({ journal: await openJournal(t), now: () => now })
    assert.equal(dayOf(limits), '2026-11-23')
    now = tuesday
    assert.equal(dayOf(limits), '2026-11-24')
    now = monday
    assert.equal(dayOf(limits), '2026-11-24')
    assert.deepEqual(
      (await limits.budgets(organisation)).map(({ period }) => period),
      ['2026-11-24'],
    )
  })

  it('know after a restart which day that was, whatever minutes and months are counted beside it', async (t) => {
    const journal = await openJournal(t)
    await journal.append({ kind: 'run.started', data: { run: 'run-1', ...caller } })
    const ceilings = { agent: { tokens: { day: 5000, month: 9000 } } }
    const reserved = { day: '2026-11-24', tokens: 10, limits: ceilings }
    const call = { call: 'call-1', ...caller, run: 'run-1', action: 'callModel', resource: 'reporting' }
    await journal.append({ kind: 'call.allowed', data: { ...call, reserved, rate: { agent: 5 } } })
    assert.equal(dayOf(await Limits.open({ journal, now: () => monday })), '2026-11-24')
  })

  it('say of a refusal of the log which limit it was, and nothing of one that is another room’s', async (t) => {
    const limits = await Limits.open({ journal: await openJournal(t), now: () => monday })
    const told = (reason: string, name: string) => limits.refusalOf(organisation, new Conflict(reason, name))
    const day = told('over-budget', 'agent:reporter tokens 2026-11-23')
    assert.deepEqual([day?.code, day?.retryAfterSeconds], ['over-budget', 11 * 3600])
    assert.match(day?.message ?? '', /tokens of this agent for the day/)
    assert.match(told('over-budget', 'system:weekly-report EUR 2026-11')?.message ?? '', /money .* for the month/)
    assert.equal(told('over-rate', 'organisation calls')?.code, 'over-rate')
    assert.equal(told('approval-used', 'the approval of case-1 was used before'), undefined)
  })

  it('let whoever is inside end, cut who stays, and record the refusals that were only counted (P3)', async (t) => {
    const journal = await openJournal(t)
    const limits = await Limits.open({ journal, now: () => monday })
    await journal.append({ kind: 'run.started', data: { run: 'run-1', ...caller } })
    const pass = limits.enter(organisation, caller)
    let isCut = false
    pass.onCut(() => {
      isCut = true
      pass.leave()
    })
    const entries = Array.from({ length: 61 }, () => limits.countRefusal(caller, 'over-rate'))
    assert.equal(entries.at(-1), 'all-together')
    const kinds: string[] = []
    journal.onEntry(({ entry }) => kinds.push(entry.kind))
    await limits.drain(10)
    assert.equal(isCut, true)
    assert.equal(limits.inFlight, 0)
    assert.ok(kinds.includes('calls.refused'))
  })
})
