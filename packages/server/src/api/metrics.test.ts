// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openPeoplesDoor, testToken } from './testing/peoples-door.ts'

describe('the metrics on the people’s port', () => {
  it('are for the holder of their token and for people, and for nobody else on the machine (P9)', async () => {
    await using door = await openPeoplesDoor()
    const statusFor = async (who: string | undefined) => (await door.as(who, 'GET', '/metrics')).status
    assert.deepEqual(
      await Promise.all([testToken, 'ruth', undefined, door.agentKey, 'x'].map(statusFor)),
      [200, 200, 401, 401, 401],
    )
    const { headers, text } = await door.as(testToken, 'GET', '/metrics')
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.match(text, /^# HELP target_info/)
  })

  it('are all that their token opens', async () => {
    await using door = await openPeoplesDoor()
    for (const path of ['/api/v1/me', '/api/v1/cases', '/api/v1/budgets']) {
      assert.equal((await door.as(testToken, 'GET', path)).status, 401, path)
    }
    assert.equal((await door.as(testToken, 'POST', '/metrics', {})).status, 401)
  })
})
