// SPDX-License-Identifier: EUPL-1.2
// A day on which keys are lost, as the guide tells it: listed, replaced, revoked and, at last, made on the machine itself.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { ask } from './outside-agent.ts'
import { sluisCommand } from './run-command.ts'

let house: ChildHouse
before(async () => {
  house = await openChildHouse()
  await house.start()
})
after(() => house?.[Symbol.asyncDispose]())

/** One command with a key: what it said, and its exit code. */
async function as(key: string, ...args: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: key }, [...args, '--url', house.deskUrl])
  return { said: `${text}\n${error}`, code }
}

const keyIn = (text: string): string => /sl[ap]_[0-9a-f]{12}_[\w-]{43}/.exec(text)?.[0] ?? ''
const idOf = (key: string): string => key.slice(4, 16)

describe('sluis keys', { timeout: 120_000 }, () => {
  it('says which keys work, since when and who made them, and shows none', async () => {
    const { said, code } = await as(house.key('ruth'), 'keys')
    assert.equal(code, 0)
    assert.match(said, /Anna Verhage \(person:anna\)\n {2}[0-9a-f]{12} {2}since .*, made on the machine itself/)
    assert.equal(keyIn(said), '')
  })

  it('replaces an agent’s key without a moment in which none works', async () => {
    const old = house.key('reporter')
    const fresh = keyIn((await as(house.key('omar'), 'keys', 'issue', 'agent:reporter', '--expires', '90d')).said)
    for (const key of [old, fresh]) assert.equal((await ask(house.gateUrl, key)).status, 200)
    assert.equal((await as(house.key('omar'), 'keys', 'revoke', idOf(old))).code, 0)
    assert.deepEqual([(await ask(house.gateUrl, old)).status, (await ask(house.gateUrl, fresh)).status], [401, 200])
    assert.match((await as(house.key('omar'), 'keys')).said, /, until .*, made by Omar/)
  })

  it('replaces one’s own, which nobody else has seen then', async () => {
    const old = house.key('sanne')
    const fresh = keyIn((await as(old, 'keys', 'issue')).said)
    assert.equal((await as(fresh, 'keys', 'revoke', idOf(old))).code, 0)
    const refused = await as(old, 'keys')
    assert.equal(refused.code, 1)
    assert.match(refused.said, /it was revoked, .* Put yours in SLUIS_KEY, or give --key-file/)
    assert.match((await as(fresh, 'keys')).said, /\(person:sanne\)\n {2}[0-9a-f]{12} {2}since .*, made by themselves/)
    assert.equal((await as(house.key('anna'), 'keys', 'issue', 'person:sanne')).code, 1)
  })

  it('revokes all that somebody has, and says who is without until they get another', async () => {
    assert.equal((await as(house.key('omar'), 'keys', 'revoke', 'person:ruth')).code, 0)
    const { said } = await as(house.key('anna'), 'keys')
    assert.match(said, /Without a key: Ruth.* sluis keys issue person:ruth/)
    assert.match(keyIn((await as(house.key('anna'), 'keys', 'issue', 'person:ruth')).said), /^slp_/)
  })

  it('says at a load who was added and has no key', async () => {
    const file = join(house.folder, 'organisation/organisation.yaml')
    const agents = '  - { id: reporter, name: Weekly report agent, system: weekly-report }\n'
    const second = '  - { id: helper, name: Help desk agent, system: weekly-report }\n'
    writeFileSync(file, readFileSync(file, 'utf8').replace(agents, `${agents}${second}`))
    const { said } = await as(house.key('anna'), 'load')
    assert.match(said, /Without a key: Help desk agent\. Make one: sluis keys issue agent:helper/)
  })

  it('refuses what is misspelt, past, or of nobody, and guesses nothing', async () => {
    const anna = house.key('anna')
    assert.equal((await as(anna, 'keys', 'issue', 'reporter')).code, 2)
    assert.equal((await as(anna, 'keys', 'issue', 'agent:reporter', '--expires', '2020-01-01')).code, 2)
    assert.equal((await as(anna, 'keys', 'issue', 'agent:nobody')).code, 1)
    assert.equal((await as(anna, 'keys', 'revoke', '0123456789ab')).code, 1)
    assert.equal((await as(house.key('ruth'), 'keys', 'issue', 'agent:helper')).code, 1)
  })

  it('makes a key on the machine itself when nobody has one, with Sluis closed and never else', async () => {
    const { dataFolder, folder } = house
    const recover = (...args: readonly string[]) =>
      sluisCommand({}, ['keys', 'recover', ...args, '--organisation', join(folder, 'organisation')])
    const last = await as(house.key('omar'), 'keys', 'revoke', 'person:anna')
    assert.equal(last.code, 1)
    assert.match(last.said, /--even-last/)
    assert.equal((await as(house.key('omar'), 'keys', 'revoke', 'person:anna', '--even-last')).code, 0)
    assert.match((await recover('person:anna', '--data', dataFolder)).error, /in use by another Sluis/)
    await house.kill()
    assert.match((await recover('person:nobody', '--data', dataFolder)).error, /not a person/)
    assert.match((await recover('person:anna', '--data', join(folder, 'elsewhere'))).error, /no log of Sluis/)
    const { text, code } = await recover('person:anna', '--data', dataFolder)
    assert.equal(code, 0)
    await house.start()
    const key = keyIn(text)
    assert.equal((await as(house.key('anna'), 'keys')).code, 1)
    assert.match(
      (await as(key, 'keys')).said,
      /\(person:anna\)\n {2}[0-9a-f]{12} {2}since .*, made on the machine itself/,
    )
    assert.equal((await as(house.key('omar'), 'keys')).code, 0)
  })
})
