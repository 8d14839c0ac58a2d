// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  type Change,
  Conflict,
  type Entry,
  Journal,
  type JsonObject,
  type JsonValue,
  type Row,
} from '../journal/index.ts'
import { settlementOf } from './claim.ts'
import { budgets } from './projection.ts'

/** The tables as the journal keeps them: folded entry by entry, and untouched by what was refused. */
class Folded {
  readonly #rows = new Map<string, Row>()
  #index = 0

  add(kind: string, data: JsonObject, at = 0): 'refused' | 'added' {
    const entry: Entry = { index: this.#index, at, kind, data }
    try {
      const known = new Map(budgets.needs(entry).map(({ table, key }) => [nameOf(table, key), this.row(table, ...key)]))
      const changes = budgets.apply(entry, (table, ...key) => {
        assert.ok(known.has(nameOf(table, key)), 'a fold reads only what it asked for')
        return known.get(nameOf(table, key))
      })
      for (const change of changes) this.#change(change)
      this.#index++
      return 'added'
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return 'refused'
    }
  }

  row(table: string, ...key: readonly (string | number | null)[]): Row | undefined {
    return this.#rows.get(nameOf(table, key))
  }

  #change(change: Change): void {
    if ('delete' in change) this.#rows.delete(nameOf(change.delete, change.key))
    else {
      const key = budgets.tables.find(({ name }) => name === change.put)?.key ?? []
      this.#rows.set(
        nameOf(
          change.put,
          key.map((column) => change.row[column] ?? null),
        ),
        change.row,
      )
    }
  }
}

function nameOf(table: string, key: readonly unknown[]): string {
  return JSON.stringify([table, ...key])
}

const caller = { agent: 'reporter', system: 'weekly-report' }
const day = '2026-11-22'

function intent(call: string, tokens: number, limits: JsonObject, more: JsonObject = {}): JsonObject {
  return { call, ...caller, reserved: { day, tokens, limits, ...more } }
}

/** The bits of budgets in tokens of the agent. */
const [agentPerDay, agentPerMonth] = [2 ** 8, 2 ** 9]

function settledAs(took: number, tokens: number, budgets: number): JsonObject {
  return { ...caller, day, tokens: took, reserved: { tokens, budgets } }
}

describe('the fold of the budgets', () => {
  it('never lets what is used and set aside pass a limit, in whatever order calls come and end', () => {
    const limit = 1000
    const wish = fc.record({
      tokens: fc.integer({ min: 0, max: 700 }),
      part: fc.integer({ min: 0, max: 100 }),
      ends: fc.nat(5),
    })
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const folded = new Folded()
        const open: { call: string; kept: number; took: number }[] = []
        let used = 0
        let left = limit
        for (const [at, { tokens, part, ends }] of wishes.entries()) {
          const call = `call-${at}`
          const result = folded.add('call.allowed', intent(call, tokens, { agent: { tokens: { day: limit } } }))
          assert.equal(result, tokens <= left ? 'added' : 'refused', 'it refuses what would pass, and nothing else')
          if (result === 'added') {
            open.push({ call, kept: tokens, took: Math.floor((tokens * part) / 100) })
            left -= tokens
          }
          for (const { call, kept, took } of open.splice(0, ends)) {
            assert.equal(folded.add('call.ended', { call, settled: settledAs(took, kept, agentPerDay) }), 'added')
            used += took
            left += kept - took
          }
          const row = folded.row('budgets', `agent:reporter tokens ${day}`)
          assert.ok(Number(row?.used ?? 0) + Number(row?.reserved ?? 0) <= limit)
          assert.equal(Number(row?.used ?? 0), used)
          assert.equal(limit - Number(row?.used ?? 0) - Number(row?.reserved ?? 0), left)
        }
      }),
    )
  })

  it('holds a call against the limits of its agent, its system and its organisation, of the day and the month', () => {
    for (const limits of [
      { agent: { tokens: { day: 99 } } },
      { system: { tokens: { month: 99 } } },
      { organisation: { money: { day: 49 } } },
      { organisation: { money: { month: 49 } }, agent: { tokens: { day: 1000 } } },
    ]) {
      const folded = new Folded()
      const more = { money: 50, currency: 'EUR' }
      assert.equal(folded.add('call.allowed', intent('call-1', 100, limits, more)), 'refused', JSON.stringify(limits))
      assert.equal(folded.row('budgets', `agent:reporter tokens ${day}`), undefined, 'and nothing is set aside')
    }
  })

  it('lets a call take a limit to its last token, and not one more', () => {
    const folded = new Folded()
    const limits = { agent: { tokens: { day: 100 } } }
    assert.equal(folded.add('call.allowed', intent('call-1', 101, limits)), 'refused')
    assert.equal(folded.add('call.allowed', intent('call-2', 60, limits)), 'added')
    assert.equal(folded.add('call.allowed', intent('call-3', 40, limits)), 'added')
    assert.equal(folded.add('call.allowed', intent('call-4', 1, limits)), 'refused')
  })

  it('settles a call in the period that it was set aside in', () => {
    const folded = new Folded()
    const limits = { agent: { tokens: { day: 1000, month: 2000 } } }
    folded.add('call.allowed', intent('call-1', 600, limits))
    assert.equal(folded.add('call.allowed', intent('call-2', 600, limits)), 'refused')
    const tomorrow = { call: 'call-3', ...caller, reserved: { day: '2026-11-23', tokens: 600, limits } }
    assert.equal(folded.add('call.allowed', tomorrow), 'added', 'a new day has its own budget')
    folded.add('call.ended', { call: 'call-1', settled: settledAs(200, 600, agentPerDay | agentPerMonth) })
    const rowOf = (period: string) => {
      const row = folded.row('budgets', `agent:reporter tokens ${period}`)
      return [row?.used, row?.reserved]
    }
    assert.deepEqual(rowOf(day), [200, 0])
    assert.deepEqual(rowOf('2026-11-23'), [0, 600])
    assert.deepEqual(rowOf('2026-11'), [200, 600])
  })

  it('frees no more than was set aside, whatever an outcome says', () => {
    const folded = new Folded()
    folded.add('call.allowed', intent('call-1', 600, { agent: { tokens: { day: 1000 } } }))
    const settled = settledAs(10, 900, 2 ** 12 - 1)
    assert.equal(
      folded.add('call.ended', { call: 'call-1', settled }),
      'added',
      'a budget is no reason to lose it (P2)',
    )
    const { used, reserved } = folded.row('budgets', `agent:reporter tokens ${day}`) ?? {}
    assert.deepEqual([used, reserved], [10, 0])
    assert.equal(folded.row('budgets', `organisation tokens ${day}`), undefined, 'nor makes it a budget')
  })

  it('settles what a claim set aside, budget by budget', () => {
    const folded = new Folded()
    const limits = { organisation: { money: { day: 90 } }, system: { tokens: { month: 900 } } }
    const reserved = { day, tokens: 600, money: 60, currency: 'EUR', limits }
    folded.add('call.allowed', { call: 'call-1', ...caller, reserved })
    const price = { currency: 'EUR', input: 1_000_000, output: 1_000_000, source: 'test', asOf: day }
    const claim = { rates: undefined, reserved, prices: [price] }
    const settled = settlementOf(claim, caller, { input: 20, output: 10 }, 0)
    assert.ok(settled !== undefined)
    folded.add('call.ended', { call: 'call-1', settled })
    const rowOf = (...key: string[]) => {
      const { used, reserved } = folded.row('budgets', key.join(' ')) ?? {}
      return [used, reserved]
    }
    assert.deepEqual(rowOf('organisation', 'EUR', day), [settled.money, 0])
    assert.deepEqual(rowOf('system:weekly-report', 'tokens', '2026-11'), [30, 0])
    assert.deepEqual(rowOf('agent:reporter', 'tokens', day), [undefined, undefined])
  })

  it('keeps all that was set aside where an outcome says nothing of it', () => {
    const folded = new Folded()
    folded.add('call.allowed', intent('call-1', 600, { agent: { tokens: { day: 1000 } } }))
    folded.add('call.ended', { call: 'call-1', outcome: 'unknown' })
    assert.equal(folded.row('budgets', `agent:reporter tokens ${day}`)?.reserved, 600)
  })

  it('counts calls by the minute of the log, and gives nobody a second one', () => {
    const folded = new Folded()
    const call = (at: number) => folded.add('call.allowed', { call: `call-${at}`, ...caller, rate: { agent: 2 } }, at)
    assert.deepEqual([call(1), call(59_999), call(59_999)], ['added', 'added', 'refused'])
    assert.deepEqual([call(60_000), call(60_001), call(119_999)], ['added', 'added', 'refused'])
  })

  it('refuses an intent whose limits can not be read', () => {
    const whole = { day, tokens: 1, money: 1, currency: 'EUR', limits: { agent: { tokens: { day: 5 } } } }
    const intent = (reserved: JsonValue, rate?: JsonValue) =>
      new Folded().add('call.allowed', { call: 'call-1', ...caller, reserved, rate })
    assert.equal(intent(whole, { agent: 1 }), 'added')
    for (const broken of [
      ...[
        { day: '22-11-2026' },
        { day: '2026-13-01' },
        { day: null },
        { tokens: -1 },
        { tokens: 1.5 },
        { tokens: '1' },
      ],
      ...[{ tokens: 2 ** 53 }, { money: null }, { currency: 1 }, { more: 1 }, { limits: null }, { limits: [] }],
      ...[{ limits: { agents: {} } }, { limits: { agent: null } }, { limits: { agent: { calls: {} } } }],
      ...[{ limits: { agent: { money: { day: -1 } } } }, { limits: { agent: { money: { week: 1 } } } }],
    ]) {
      assert.equal(intent({ ...whole, ...broken }), 'refused', JSON.stringify(broken))
    }
    for (const reserved of [{}, [], 'all', null, 1]) assert.equal(intent(reserved), 'refused')
    for (const rate of [{ agent: 0 }, { agent: null }, { everyone: 1 }, [], 5])
      assert.equal(intent(whole, rate), 'refused')
  })

  it('refuses an outcome whose settlement can not be read', () => {
    const whole = settledAs(1, 1, agentPerDay)
    for (const broken of [
      ...[{ agent: 1 }, { tokens: null }, { money: -1 }, { more: 1 }, { day: 'today' }, { reserved: null }],
      ...[{ reserved: {} }, { reserved: { tokens: 1 } }, { reserved: { tokens: 1, budgets: -1 } }],
      ...[{ reserved: { tokens: '1', budgets: 1 } }, { reserved: { tokens: -1, budgets: 1 } }],
      ...[{ reserved: { tokens: 1, budgets: 1, money: '1' } }, { reserved: { tokens: 1, budgets: 1, more: 1 } }],
    ]) {
      const settled = { ...whole, ...broken }
      assert.equal(new Folded().add('call.ended', { call: 'call-1', settled }), 'refused', JSON.stringify(broken))
    }
    assert.equal(new Folded().add('call.ended', { call: 'call-1', settled: whole }), 'added')
  })
})

describe('the budgets in the journal', () => {
  it('are the same when they are folded anew (P12), and a refused intent leaves nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-budgets-'))
    const settings = { folder, origin: 'test.example/log', projections: new URL('../projections.ts', import.meta.url) }
    try {
      const journal = await Journal.open(settings)
      await journal.append({ kind: 'run.started', data: { run: 'run-1', ...caller } })
      const limits = { agent: { tokens: { day: 1000 } } }
      const allow = async (call: string, tokens: number) => {
        const data = { ...intent(call, tokens, limits, {}), run: 'run-1', action: 'callModel', resource: 'reporting' }
        await journal.append({ kind: 'call.allowed', data })
      }
      const at = Array.from({ length: 100 }, (_, index) => index)
      const results = await Promise.allSettled(at.map((index) => allow(`call-${index}`, 300)))
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3)
      const ended = {
        call: 'call-0',
        run: 'run-1',
        outcome: 'done',
        labels: [],
        settled: settledAs(40, 300, agentPerDay),
      }
      await journal.append({ kind: 'call.ended', data: ended })
      const dump = await journal.dump()
      assert.match(dump, /"reserved":600/)
      await assert.rejects(journal.append({ kind: 'call.ended', data: ended }), { reason: 'no-open-call' })
      assert.equal(await journal.dump(), dump, 'a call is settled once')
      await journal.close()
      const database = new DatabaseSync(join(folder, 'journal.db'))
      database.exec('DELETE FROM shapes')
      database.close()
      const rebuilt = await Journal.open(settings)
      assert.equal(await rebuilt.dump(), dump)
      await rebuilt.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
