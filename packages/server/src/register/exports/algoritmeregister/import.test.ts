// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { hostile } from '../testing/documents.ts'
import { fullPortrait } from '../testing/portraits.ts'
import { draftOf } from './entry.ts'
import { proposalsFrom } from './import.ts'
import { ImportError } from './read-entries.ts'

const { entry } = draftOf(fullPortrait())

describe('entries of the Algoritmeregister as proposals', () => {
  it('take over what an entry says, and leave empty what it does not', () => {
    const [proposal] = proposalsFrom(JSON.stringify([{ ...entry, lars: '123', unheard_of: 'x' }]))
    assert.ok(proposal)
    assert.equal(proposal.id, 'sollicitaties-voorselecteren')
    const system = parse(proposal.yaml)
    assert.equal(system.purpose, entry.description_short)
    assert.equal(system.register.oversight.how, entry.human_intervention)
    assert.equal(system.register.affected.objection, entry.contact_email)
    assert.deepEqual(system.register.papers, {
      risks: 'Over risks.',
      'lawful-basis': 'Over lawful-basis.',
      design: 'Over design.',
    })
    assert.deepEqual(system.register.algoritmeregister.category, ['Werk'])
    assert.equal(system.register.algoritmeregister.publication_category, undefined, 'the category follows from facts')
    for (const field of ['owner', 'accountable', 'register.baseline', 'register.users']) {
      assert.ok(proposal.missing.includes(field), field)
    }
    assert.deepEqual(proposal.left, ['unheard_of: ?'])
  })

  it('come from CSV too, with either separator, lists as text and longer texts as HTML', () => {
    const rows = [
      'name;description_short;category;goal;status;begin_date;contact_email;lars',
      '"Parkeren; scannen";Scant auto\'s;"Verkeer, Recht";"<p>Doel &amp; <b>impact</b></p><ul><li>één</li></ul>";In gebruik;2023-01;p@stad.example;99',
      'Tweede;Kort;;;Zomaar;;;98',
    ]
    const [first, second] = proposalsFrom(`\u{feff}${rows.join('\r\n')}\r\n`)
    assert.ok(first && second)
    const { algoritmeregister } = parse(first.yaml).register
    assert.deepEqual(algoritmeregister.category, ['Verkeer', 'Recht'])
    assert.equal(algoritmeregister.goal, 'Doel & <b>impact</b>\néén')
    assert.match(second.left.join(), /status/)
    const commas = rows.map((row) => row.replaceAll(';', ',')).join('\n')
    assert.equal(proposalsFrom(commas).length, 2)
  })

  it('round trip: what was exported is read back as it was', () => {
    const [proposal] = proposalsFrom(JSON.stringify({ kind: 'algoritmeregister', entry }))
    const { algoritmeregister } = parse(proposal?.yaml ?? '').register
    for (const field of ['name', 'description_short', 'goal', 'risks', 'tags']) {
      const plain = String(entry[field]).replaceAll('<br><br>', '\n').replaceAll('<br>', '\n')
      assert.equal(algoritmeregister[field], plain, field)
    }
  })

  it('give each system a name of its own that a file can have', () => {
    const names = ['Één', 'één', '../../etc/passwd', '123 – go', '…', 'x'.repeat(100)]
    const ids = proposalsFrom(JSON.stringify(names.map((name) => ({ name })))).map(({ id }) => id)
    assert.deepEqual(ids.slice(0, 5), ['een', 'een-2', 'etc-passwd', 'go', 'system'])
    for (const id of ids) assert.match(id, /^[a-z][a-z0-9-]{0,39}$/)
  })

  it('are data, whatever an entry says', () => {
    for (const text of hostile) {
      const [proposal] = proposalsFrom(JSON.stringify({ name: text.slice(0, 100), goal: text, risks: text }))
      const system = parse(proposal?.yaml ?? '')
      assert.deepEqual(Object.keys(system), [
        'id',
        'name',
        'purpose',
        'owner',
        'accountable',
        'models',
        'tools',
        'register',
      ])
      assert.equal(system.owner, '')
    }
  })

  it('refuse what is no entry, and end on anything', () => {
    const codeOf = (content: string) => {
      try {
        proposalsFrom(content)
        return 'taken'
      } catch (error) {
        assert.ok(error instanceof ImportError, String(error))
        return error.code
      }
    }
    assert.equal(codeOf('{"name":'), 'unreadable')
    assert.equal(codeOf('[]'), 'no-entries')
    assert.equal(codeOf(''), 'no-entries')
    assert.equal(codeOf(JSON.stringify(Array.from({ length: 2001 }, () => ({ name: 'x' })))), 'too-many-entries')
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (content) => void codeOf(content)))
  })
})
