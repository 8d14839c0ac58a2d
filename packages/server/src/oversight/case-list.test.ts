// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Person } from '../organisation/index.ts'
import { hold } from './testing/gate.ts'
import { approve, open, people, until } from './testing/opened.ts'

const { sanne, bram, vera, anna } = people

describe('the list of what waits', () => {
  it('leaves out none that silence refuses first, however many agents ask, nor any of one run (P6)', async () => {
    const { journal, oversight } = await open()
    const soon = Date.now() + 60_000
    await hold(journal, { case: 'first', run: 'asked-first', expiresAt: soon })
    await hold(journal, { case: 'second', run: 'asked-first', expiresAt: soon + 1000, arguments: { path: 'b' } })
    for (let n = 0; n < 250; n++) {
      await hold(journal, { case: `c${n}`, run: `run-${n}`, agent: `agent-${n % 3}`, expiresAt: soon + 3_600_000 })
    }
    const shown = await oversight.openCases()
    assert.equal(shown.length, 200)
    assert.deepEqual(
      shown.slice(0, 2).map(({ id }) => id),
      ['first', 'second'],
    )
    const rest = await oversight.openCases({ after: shown.at(-1)?.id })
    assert.equal(new Set([...shown, ...rest].map(({ id }) => id)).size, 252)
    const newest = await oversight.allCases()
    const older = await oversight.allCases({ after: newest.at(-1)?.id })
    assert.deepEqual([newest[0]?.id, older.at(-1)?.id, older.length], ['c249', 'first', 52])
    assert.deepEqual(await oversight.allCases({ after: 'unknown' }), [])
    assert.deepEqual(
      (await oversight.openCases({ run: 'run-249' })).map(({ id }) => id),
      ['c249'],
    )
  })
})

describe('the list of one person', () => {
  it('says of each case whether it still waits for them, be it for their veto', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'finance', run: 'run-1' })
    await hold(journal, { case: 'board', run: 'run-2', body: 'board', quorum: 2, veto: true })
    const theirs = async (viewer: Person): Promise<readonly string[]> => {
      const listed = await oversight.openCases({ viewer })
      return listed.filter(({ mayAct }) => mayAct).map((one) => one.id)
    }
    assert.deepEqual(await Promise.all([sanne, vera, anna].map(theirs)), [['finance', 'board'], ['board'], []])
    await oversight.decide('board', sanne, approve)
    assert.deepEqual(await Promise.all([sanne, bram, vera].map(theirs)), [['finance'], ['finance', 'board'], ['board']])
    assert.ok((await oversight.allCases()).every(({ mayAct }) => !mayAct))
  })

  it('goes back to any day', async () => {
    const { journal, oversight } = await open()
    await hold(journal, { case: 'then', run: 'run-1' })
    const [then] = await oversight.allCases()
    assert.ok(then)
    await until(async () => Date.now() > then.openedAt)
    await hold(journal, { case: 'since', run: 'run-2' })
    const before = async (moment: number) => (await oversight.allCases({ before: moment })).map(({ id }) => id)
    assert.deepEqual(await before(then.openedAt), [])
    assert.deepEqual(await before(then.openedAt + 1), ['then'])
    assert.deepEqual(await before(Date.now() + 1000), ['since', 'then'])
  })
})
