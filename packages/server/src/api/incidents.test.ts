// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openPeoplesDoor } from './testing/peoples-door.ts'

const path = '/api/v1/incidents'
const opening = { system: 'weekly-report', kinds: ['fundamental-rights'], what: 'A reminder went to the wrong person.' }

describe('incidents on the people’s port', () => {
  it('let everyone raise one, and owner and operator handle it; nothing that an agent reaches can (P9)', async () => {
    await using door = await openPeoplesDoor()
    const opened = await door.as('ruth', 'POST', path, opening)
    assert.equal(opened.status, 201, opened.text)
    const { id, clocks, duties, events } = opened.json
    assert.deepEqual([clocks[0].days, events[0].by.id, duties.length], [15, 'ruth', 5])
    const report = { to: 'provider', whom: 'The help desk', what: 'What happened', isComplete: false }
    assert.equal((await door.as('ruth', 'POST', `${path}/${id}/reports`, report)).status, 403)
    const told = await door.as('anna', 'POST', `${path}/${id}/reports`, report)
    assert.deepEqual([told.status, told.json.duties[0].standing], [200, 'recorded'])
    assert.equal((await door.as('sanne', 'POST', `${path}/${id}/notes`, { note: 'She was refunded.' })).status, 200)
    const close = { because: 'handled', reason: 'Refunded and told.' }
    assert.equal((await door.as('sanne', 'POST', `${path}/${id}/close`, close)).status, 403)
    assert.equal((await door.as('anna', 'POST', `${path}/${id}/close`, close)).json.state, 'closed')
    assert.equal((await door.as('sanne', 'GET', path)).json.incidents.length, 1)
    for (const [method, to, body] of [
      ['GET', path, undefined],
      ['POST', path, opening],
      ['POST', `${path}/${id}/notes`, { note: 'x' }],
    ] as const) {
      assert.equal((await door.as(door.agentKey, method, to, body)).status, 401)
    }
  })

  it('refuse with the reason in the reader’s language, and what has not its shape', async () => {
    await using door = await openPeoplesDoor()
    const refused = await door.as('anna', 'POST', path, { ...opening, system: 'nobody' })
    assert.deepEqual([refused.status, refused.json.reason], [422, 'incident-system-unknown'])
    assert.match(refused.json.detail, /\w{4}/)
    assert.equal((await door.as('anna', 'GET', `${path}/incident-none`)).status, 404)
    assert.equal((await door.as('anna', 'GET', `${path}/incident-none/log`)).status, 404)
    for (const wrong of [
      { ...opening, kinds: [] },
      { ...opening, kinds: ['small'] },
      { ...opening, awareAt: -1 },
      { ...opening, calls: Array.from({ length: 21 }, (_, at) => `call-${at}`) },
      { ...opening, what: ' ' },
      // Taken without it, the clock of art. 73 would begin now.
      { ...opening, awaresince: 1_760_000_000_000 },
    ]) {
      assert.equal((await door.as('anna', 'POST', path, wrong)).status, 400)
    }
  })
})
