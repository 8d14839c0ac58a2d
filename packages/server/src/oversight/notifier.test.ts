// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Mail, Notify, Oversight } from './index.ts'
import { digestOf, gateEdit, hold, reminder } from './testing/gate.ts'
import { approve, open, people, until } from './testing/opened.ts'

const { sanne } = people

describe('notification', () => {
  const isTold = async (oversight: Oversight) => (await oversight.caseOf('c1', sanne))?.notified === true

  it('tells every member in the organisation’s language, with a link and without the content', async () => {
    const mails: Mail[] = []
    const { journal, oversight } = await open({ notify: async (mail) => void mails.push(mail) })
    await hold(journal, { case: 'c1' })
    await until(() => isTold(oversight))
    assert.deepEqual(mails.map(({ to }) => to).sort(), ['bram@verhage.example', 'sanne@verhage.example'])
    const text = `${mails[0]?.subject}\n${mails[0]?.text}`
    assert.match(text, /http:\/\/127\.0\.0\.1:8485\/cases\/c1/)
    assert.match(text, /Mail naar buiten wordt eerst door een mens bekeken/)
    assert.doesNotMatch(text, /jan@|bakkerij|2026-0101|Herinnering/)
  })

  it('tries again a few times, loses no case over it, and shows that not everyone was told', async () => {
    let attempts = 0
    const notify: Notify = () => {
      attempts++
      return Promise.reject(new Error('no mail server here'))
    }
    const { journal, oversight } = await open({ notify, retryDelaysMs: [5, 5] })
    await hold(journal, { case: 'c1' })
    await until(async () => (await journal.query('SELECT id FROM cases WHERE notified = 0')).length === 1)
    assert.equal(attempts, 6)
    assert.equal((await oversight.caseOf('c1', sanne))?.notified, false)
    await oversight.decide('c1', sanne, approve)
  })

  it('tells after a restart what was not told before it, and asks nobody about a closed case', async () => {
    const first = await open()
    await hold(first.journal, { case: 'c1' })
    await hold(first.journal, { case: 'c2', run: 'run-2' })
    await first.oversight.decide('c2', sanne, approve)
    first.oversight.close()
    await first.journal.close()
    const mails: Mail[] = []
    const { oversight } = await open({ notify: async (mail) => void mails.push(mail) }, first.folder)
    await until(() => isTold(oversight))
    assert.ok(mails.length === 2 && mails.every(({ text }) => text.includes('/cases/c1')))
  })

  it('tells the others of an edited case after its editor approved it', async () => {
    const mails: Mail[] = []
    const { journal, oversight } = await open({ notify: async (mail) => void mails.push(mail) })
    await hold(journal, { case: 'c1', body: 'board', quorum: 2, veto: true })
    await until(() => isTold(oversight))
    mails.length = 0
    const edited = { ...reminder, subject: 'Vriendelijke herinnering' }
    await oversight.edit('c1', sanne, { digest: digestOf(), arguments: edited }, gateEdit(journal))
    await until(async () => (await oversight.caseOf('c1-edited', sanne))?.notified === true)
    assert.deepEqual(mails.map(({ to }) => to).sort(), ['bram@verhage.example', 'vera@verhage.example'])
  })
})
