// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openPeoplesDoor } from './testing/peoples-door.ts'

it('tells people what AI changes in each department, with how far that reaches', async () => {
  await using door = await openPeoplesDoor()
  const all = await door.as('ruth', 'GET', '/api/v1/systems-impact')
  assert.equal(all.status, 200)
  assert.ok(all.json.coverage.seen.length > 0)
  const none = await door.as('ruth', 'GET', '/api/v1/systems-impact?department=Nobody')
  assert.deepEqual(none.json.departments, [])
  assert.equal((await door.as('ruth', 'GET', `/api/v1/systems-impact?department=${'x'.repeat(101)}`)).status, 400)
  assert.equal((await door.as(door.agentKey, 'GET', '/api/v1/systems-impact')).status, 401)
})
