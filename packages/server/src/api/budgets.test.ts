// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openPeoplesDoor } from './testing/peoples-door.ts'

describe('budgets on the people’s port', () => {
  it('tell what is used and set aside of each limit, to people and to nobody else (P9)', async () => {
    const limits = {
      calls: {},
      tokens: { perDay: 1000, perMonth: 9000 },
      money: { currency: 'EUR', perDay: 5_000_000 },
    }
    await using door = await openPeoplesDoor({ settings: { limits, timezone: 'UTC' } })
    const day = new Date().toISOString().slice(0, 10)
    const call = { call: 'call-1', run: 'run-1', agent: 'reporter', system: 'weekly-report' }
    await door.journal.append({ kind: 'run.started', data: { ...call } })
    const reserved = { day, tokens: 700, limits: { organisation: { tokens: { day: 1000, month: 9000 } } } }
    const what = { action: 'callModel', resource: 'reporting' }
    await door.journal.append({ kind: 'call.allowed', data: { ...call, ...what, reserved } })
    const { status, json } = await door.as('ruth', 'GET', '/api/v1/budgets')
    assert.equal(status, 200)
    const rest = { scope: 'organisation', used: 0 }
    assert.deepEqual(json.budgets, [
      { ...rest, unit: 'tokens', per: 'day', period: day, limit: 1000, reserved: 700 },
      { ...rest, unit: 'tokens', per: 'month', period: day.slice(0, 7), limit: 9000, reserved: 700 },
      { ...rest, unit: 'EUR', per: 'day', period: day, limit: 5_000_000, reserved: 0 },
    ])
    assert.equal((await door.as(undefined, 'GET', '/api/v1/budgets')).status, 401)
    assert.equal((await door.as(door.agentKey, 'GET', '/api/v1/budgets')).status, 401)
  })
})
