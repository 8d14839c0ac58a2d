// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Conflict, type JsonObject, type Row } from '../journal/index.ts'
import { isWatched, register } from './projection.ts'

const minimal = { label: 'minimal', strictest: 'minimal', filtered: false, law: '2026', on: '2026-11-22' }
const high = { ...minimal, label: 'high', strictest: 'high' }
/** An Annex III point that the filter of art. 6(3) takes out. */
const filtered = { ...minimal, filtered: true }

/** One system, as the fold makes it of entries. */
class Folded {
  #row: Row | undefined
  #index = 0

  get row(): Row {
    assert.ok(this.#row)
    return this.#row
  }

  say(kind: string, data: JsonObject): this {
    const entry = { index: ++this.#index, at: this.#index, kind: `system.${kind}`, data: { system: 'hiring', ...data } }
    for (const change of register.apply(entry, () => this.#row)) {
      if ('put' in change && change.put === 'register_systems') this.#row = change.row
    }
    return this
  }

  refuses(code: string, kind: string, data: JsonObject): this {
    const isIt = (error: unknown) => error instanceof Conflict && error.reason === code
    assert.throws(() => this.say(kind, data), isIt, `${kind} is not refused as ${code}`)
    return this
  }

  files(judged: JsonObject, changes: JsonObject = {}): this {
    return this.say('registered', {
      version: 'v',
      basis: 'b',
      owner: 'olga',
      accountable: 'anna',
      ...judged,
      ...changes,
    })
  }

  assess(by: string, judged: JsonObject, role = 'second'): this {
    return this.say('assessed', { basis: this.row.basis ?? null, role, by, ...judged })
  }

  accept(): this {
    return this.say('accepted', { basis: this.row.basis ?? null, by: 'anna' })
  }

  release(): this {
    return this.say('released', { basis: this.row.basis ?? null, by: 'anna' })
  }
}

const registered = (judged: JsonObject, changes: JsonObject = {}) => new Folded().files(judged, changes)
const released = (judged: JsonObject) => registered(judged).assess('sam', judged).accept().release()
const stands = ({ row }: Folded) => [row.stage, row.accepted !== null, row.judgements !== '[]']
const asBefore = ['released', true, true]
const anew = ['test', false, false]

describe('a release', () => {
  const release = { basis: 'b', by: 'anna' }

  it('is refused of what is prohibited, though everybody agreed to it', () => {
    const banned = { ...minimal, label: 'prohibited', strictest: 'prohibited' }
    registered(banned).assess('sam', banned).accept().refuses('class-prohibited', 'released', release)
  })

  it('is refused while the facts leave open that it is prohibited (P10)', () => {
    const open = { ...minimal, label: 'undetermined', strictest: 'prohibited' }
    registered(open).assess('sam', open).accept().refuses('class-open', 'released', release)
  })

  it('is refused of what nobody accepted', () => {
    registered(minimal).refuses('not-accepted', 'released', release)
  })

  it('waits for a second assessor where the class is high, may be high, or is low by the filter alone', () => {
    for (const judged of [high, { ...high, label: 'undetermined' }, filtered]) {
      const system = registered(judged).accept().refuses('no-second-assessor', 'released', release)
      assert.equal(system.assess('sam', judged).release().row.stage, 'released')
    }
  })

  it('counts a second assessor of the same class alone, in each of its parts, and never the owner', () => {
    const others = [
      { ...high, label: 'undetermined' },
      { ...high, strictest: 'prohibited' },
      { ...high, filtered: true },
    ]
    for (const other of others) {
      registered(high).assess('sam', other).accept().refuses('no-second-assessor', 'released', release)
    }
    registered(high).assess('olga', high, 'owner').accept().refuses('no-second-assessor', 'released', release)
  })

  it('counts what a second assessor said last', () => {
    registered(high)
      .assess('sam', high)
      .assess('sam', minimal)
      .accept()
      .refuses('no-second-assessor', 'released', release)
  })
})

describe('what people say of a system', () => {
  it('is refused when it is of another one than stands there now', () => {
    const earlier = { basis: 'earlier', by: 'anna' }
    const judged = { ...earlier, by: 'sam', role: 'second', ...high }
    const system = registered(high).assess('sam', high).accept()
    system.refuses('system-changed', 'accepted', earlier).refuses('system-changed', 'assessed', judged)
    system.refuses('system-changed', 'released', earlier).refuses('system-changed', 'declined', earlier)
    system.refuses('system-changed', 'answered', { ...high, basis: 'c', from: 'earlier', fact: 'f', value: true })
  })

  it('is refused of one that was withdrawn, until its file is there again; and then it begins anew', () => {
    const system = released(high).say('withdrawn', {})
    assert.deepEqual(stands(system), ['withdrawn', false, false])
    system.refuses('system-unknown', 'accepted', { basis: 'b', by: 'anna' })
    assert.deepEqual(stands(system.files(high)), anew)
  })

  it('is of the owner in the owner’s role, and of neither owner nor accountable person in the second’s', () => {
    const as = (by: string, role: string) => ({ basis: 'b', by, role, ...high })
    const system = registered(high).refuses('not-owner', 'assessed', as('sam', 'owner'))
    system.refuses('assessor-is-owner', 'assessed', as('olga', 'second'))
    system.refuses('assessor-is-owner', 'assessed', as('anna', 'second'))
  })

  it('is an acceptance of the accountable person alone, and as no-go ends a release', () => {
    registered(high).refuses('not-accountable', 'accepted', { basis: 'b', by: 'olga' })
    assert.equal(released(high).say('declined', { basis: 'b', by: 'anna' }).row.stage, 'test')
  })

  it('is of twenty assessors at most', () => {
    const system = registered(high)
    for (let nth = 0; nth < 20; nth++) system.assess(`sam-${nth}`, high)
    system.refuses('too-many-assessors', 'assessed', { basis: 'b', by: 'one-more', role: 'second', ...high })
  })
})

describe('what was said of a system', () => {
  it('stays when its files say the same of it in other words', () => {
    assert.deepEqual(stands(released(high).files(high, { version: 'w' })), asBefore)
  })

  it('lapses with another basis, another owner and another accountable person', () => {
    for (const change of [{ basis: 'c' }, { owner: 'otto' }, { accountable: 'arno' }]) {
      assert.deepEqual(stands(released(high).files(high, change)), anew, JSON.stringify(change))
    }
  })

  it('lapses with an answer that changes what it was judged on, and with no other', () => {
    const answer = { fact: 'f', value: true, from: 'b' }
    assert.deepEqual(stands(released(high).say('answered', { ...high, ...answer, basis: 'c' })), anew)
    assert.deepEqual(stands(released(high).say('answered', { ...high, ...answer, basis: 'b' })), asBefore)
  })

  it('lets a release lapse when a law or a day makes it stricter than a release without a second person may be', () => {
    const later = (before: JsonObject, after: JsonObject) => released(before).say('reclassified', after).row.stage
    assert.equal(later(minimal, high), 'test')
    assert.equal(later(minimal, { ...minimal, strictest: 'high' }), 'test')
    assert.equal(later(minimal, { ...minimal, label: 'limited', strictest: 'limited' }), 'released')
    assert.equal(later(high, { ...high, law: '2027' }), 'released')
  })
})

describe('a class that one person lowered', () => {
  const lower: readonly (readonly [string, (system: Folded, to: JsonObject) => Folded])[] = [
    ['by an answer', (system, to) => system.say('answered', { ...to, basis: 'c', from: 'b', fact: 'f', value: false })],
    ['by its file', (system, to) => system.files(to, { basis: 'c' })],
    ['by another owner', (system, to) => system.files(to, { owner: 'otto' })],
    ['by a day or a law', (system, to) => system.say('reclassified', to)],
  ]
  const banned = { ...minimal, label: 'prohibited', strictest: 'prohibited' }
  for (const [how, lowered] of lower) {
    it(`${how} counts as it was before until somebody independent agrees, and needs them for its release`, () => {
      for (const before of [high, banned, filtered]) {
        const system = lowered(registered(before), minimal)
        assert.equal(system.row.unconfirmed, 1, JSON.stringify(before))
        assert.ok(isWatched(system.row))
        const release = { basis: system.row.basis ?? null, by: 'anna' }
        system.say('accepted', { basis: system.row.basis ?? null, by: system.row.accountable ?? null })
        system.refuses('no-second-assessor', 'released', release)
        assert.equal(system.assess('sam', high).row.unconfirmed, 1)
        assert.equal(system.assess('sam', minimal).row.unconfirmed, 0)
        assert.equal(system.release().row.stage, 'released')
      }
    })
  }

  it('stays so through one more change', () => {
    const twice = registered(high).files(minimal, { basis: 'c' }).files(minimal, { basis: 'd' })
    assert.equal(twice.row.unconfirmed, 1)
  })

  it('is none where it was low before, or is high after all', () => {
    assert.equal(registered(minimal).files(minimal, { basis: 'c' }).row.unconfirmed, 0)
    assert.equal(registered(high).files(high, { basis: 'c' }).row.unconfirmed, 0)
  })
})
