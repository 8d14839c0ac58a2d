// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Drafts } from './drafts.ts'
import { ownWords, withOwnWords } from './own-words.ts'

/** A tab's store, and what stands in it. */
function tab() {
  const held = new Map<string, string>()
  const now = { at: 1_000_000_000_000 }
  const store = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => held.set(key, value),
    removeItem: (key: string) => held.delete(key),
  }
  const drafts = new Drafts(
    () => store,
    () => now.at,
  )
  return { drafts, held, now, text: () => [...held.values()].join() }
}

const start = { reason: '', kind: 'unknown' }
const written = { reason: 'Deze klant heeft al betaald', kind: 'death' }

describe('what somebody was writing', () => {
  it('comes back for who wrote it, until it is sent', () => {
    const { drafts, text } = tab()
    drafts.ownedBy('verhage sanne')
    drafts.keep('case 1', start, written)
    drafts.ownedBy('verhage sanne')
    assert.deepEqual(drafts.read('case 1', start), written)
    assert.equal(drafts.read('case 2', start), undefined)
    drafts.drop('case 1')
    assert.equal(drafts.read('case 1', start), undefined)
    assert.ok(drafts.isEmpty())
    assert.ok(!text().includes('betaald'))
  })

  it('is gone for anybody else, of this organisation or another, and after a sign-out', () => {
    for (const leave of [
      (drafts: Drafts) => drafts.ownedBy('verhage anna'),
      (drafts: Drafts) => drafts.ownedBy('elders sanne'),
      (drafts: Drafts) => drafts.clear(),
    ]) {
      const { drafts, text } = tab()
      drafts.ownedBy('verhage sanne')
      drafts.keep('case 1', start, written)
      leave(drafts)
      assert.ok(drafts.isEmpty())
      assert.ok(!text().includes('betaald'), text())
    }
  })

  it('is kept for nobody while nobody is known, and for a day at most', () => {
    const { drafts, now, text } = tab()
    drafts.keep('case 1', start, written)
    assert.equal(text(), '')
    drafts.ownedBy('verhage sanne')
    drafts.keep('case 1', start, written)
    now.at += 24 * 3_600_000
    assert.ok(drafts.isEmpty())
    assert.equal(drafts.read('case 1', start), undefined)
  })

  it('is nothing once it is as it was at first', () => {
    const { drafts } = tab()
    drafts.ownedBy('verhage sanne')
    drafts.keep('case 1', start, written)
    drafts.keep('case 1', start, start)
    assert.ok(drafts.isEmpty())
  })

  it('takes whatever else stands in its place for nothing, and does without a store', () => {
    const { drafts, held } = tab()
    const later = '{"who":"a","drafts":{"case 1":{"at":9e15,"words":{"reason":[[0,9]],"kind":3}}}}'
    for (const text of ['', '{', '[]', '{"who":1}', later]) {
      held.set('sluis.drafts', text)
      assert.equal(drafts.read('case 1', start), undefined, text)
    }
    const none = new Drafts(() => {
      throw new Error('no store')
    }, Date.now)
    none.ownedBy('verhage sanne')
    none.keep('case 1', start, written)
    none.drop('case 1')
    none.clear()
    assert.ok(none.isEmpty())
  })

  it('holds of an edit the words that were typed, and none of the text that they were typed into', () => {
    const { drafts, text } = tab()
    const mail = { to: 'info@bakker.example', text: 'Geachte heer Bakker,\n\nUw schuld van 1210 euro is laat.' }
    const after = { to: `${mail.to}\nkopie@elders.example`, text: mail.text.replace('is laat', 'is nog te laat') }
    drafts.ownedBy('verhage sanne')
    drafts.keep('case 1', mail, after)
    assert.deepEqual(drafts.read('case 1', mail), after)
    for (const word of ['bakker', 'Bakker', 'schuld', '1210']) assert.ok(!text().includes(word), text())
    assert.match(text(), /kopie/)
  })
})

describe('the words of one’s own in a text', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'bc', ' ', '\n', 'é', '.', '\u{1f512}', '\ud800'),
    maxLength: 40,
  })

  it('make with the text they were typed into what stood there, and repeat none of its words', () => {
    const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const parts = ownWords(before, after)
        assert.equal(withOwnWords(before, JSON.parse(JSON.stringify(parts))), after)
        const own = parts.filter((part) => typeof part === 'string').flatMap(wordsIn)
        assert.deepEqual(
          own.filter((word) => wordsIn(before).includes(word)),
          [],
        )
      }),
    )
  })

  it('take no minute to find in the longest text of one word repeated', () => {
    const before = 'a '.repeat(12_000)
    const from = performance.now()
    assert.equal(withOwnWords(before, ownWords(before, `${before}b`)), `${before}b`)
    assert.ok(performance.now() - from < 2000)
  })
})
