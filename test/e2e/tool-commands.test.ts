// SPDX-License-Identifier: EUPL-1.2
// Admitting tools as people do it, by the `sluis` command, on an organisation whose files admit none.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type ChildHouse, openChildHouse } from './child-house.ts'
import { connectAgent } from './outside-agent.ts'
import { sluisCommand } from './run-command.ts'

let house: ChildHouse
before(async () => {
  house = await openChildHouse((folder) => {
    const path = join(folder, 'organisation/tools.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^ *admitted: .*\n/gm, ''))
  })
  await house.start()
})
after(() => house?.[Symbol.asyncDispose]())

/** One command as one person: what it said, and its exit code. */
async function as(who: string, ...args: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  const { code, text, error } = await sluisCommand({ SLUIS_KEY: house.key(who) }, [...args, '--url', house.deskUrl])
  return { said: `${text}\n${error}`, code }
}

async function listing(): Promise<{ readonly isError: boolean; readonly code: string | undefined }> {
  await using agent = await connectAgent(house.gateUrl, house.key('reporter'))
  const { isError, gate } = await agent.call('books_list_directory', { path: '.' })
  return { isError, code: gate.code }
}

describe('sluis tools', { timeout: 120_000 }, () => {
  let digits = ''

  it('says what waits, and what a server says of it', async () => {
    assert.deepEqual(await listing(), { isError: true, code: 'tool-held' })
    const { said } = await as('ruth', 'tools')
    assert.match(said, /books_list_directory +WAITS for a person/)
    const shown = (await as('ruth', 'tools', 'show', 'books_list_directory')).said
    assert.match(shown, /Get a detailed listing/)
    assert.doesNotMatch(shown, /^admitted/im, 'nobody admitted it')
    digits = /tools admit books_list_directory ([0-9a-f]{12})/.exec(shown)?.[1] ?? ''
    assert.notEqual(digits, '')
  })

  it('admits what was looked at, for whom that is given, and nothing else (P9)', async () => {
    assert.equal((await as('anna', 'tools', 'admit', 'books_list_directory', '000000000000')).code, 1)
    assert.equal((await as('anna', 'tools', 'admit', 'books_list_directory', digits.slice(0, 4))).code, 1)
    for (const who of ['omar', 'sanne', 'ruth', 'reporter']) {
      assert.equal((await as(who, 'tools', 'admit', 'books_list_directory', digits)).code, 1, who)
    }
    assert.deepEqual(await listing(), { isError: true, code: 'tool-held' })
    assert.equal((await as('anna', 'tools', 'admit', 'no_such_tool', digits)).code, 1)
  })

  it('writes it into the organisation’s file, which admits it by itself from then on', async () => {
    const folder = join(house.folder, 'organisation')
    const { said, code } = await as('anna', 'tools', 'admit', 'books_list_directory', digits, '--write', folder)
    assert.equal(code, 0, said)
    assert.deepEqual(await listing(), { isError: false, code: undefined })
    const file = readFileSync(join(folder, 'tools.yaml'), 'utf8')
    assert.match(file, new RegExp(`admitted: ${digits}[0-9a-f]{52}`))
    assert.match(file, /# What agents may see/, 'comments stay')
    assert.equal((await as('anna', 'load')).code, 0)
    assert.equal((await as('anna', 'tools', 'admit', 'books_list_directory', digits)).code, 1, 'once is enough')
  })

  it('takes back what was admitted, whatever the file says, until a person admits it again', async () => {
    assert.equal((await as('anna', 'tools', 'refuse', 'books_list_directory', digits)).code, 0)
    assert.deepEqual(await listing(), { isError: true, code: 'tool-held' })
    await house.kill()
    await house.start()
    assert.deepEqual(await listing(), { isError: true, code: 'tool-held' })
    assert.equal((await as('anna', 'tools', 'admit', 'books_list_directory', digits)).code, 0)
    assert.deepEqual(await listing(), { isError: false, code: undefined })
  })
})
