// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { atOnce, MAX_HELD_BACK, MAX_PSEUDONYM, Pseudonyms, rulesOf } from '../../boundary/index.ts'
import { maxArguments } from './channels.ts'
import { HoldBack, maxTextsAtOnce } from './hold-back.ts'
import { type Plan, planned } from './plan.ts'

const key = Buffer.alloc(32, 7)
const rules = rulesOf([])
const plan = (replace: Record<string, 'redact' | 'mask' | 'pseudonymise'>, ...withhold: string[]): Plan =>
  // The kinds of a test's plan are written as texts.
  planned(new Map(Object.entries(replace)) as Parameters<typeof planned>[0], new Set(withhold) as Plan['withhold'])

function passed(guard: HoldBack, channel: string, delta: string): string {
  const said = guard.pass(channel, delta)
  return typeof said === 'string' ? said : atOnce(said)
}

function through(parts: ConstructorParameters<typeof HoldBack>[0], channel: string, pieces: readonly string[]) {
  const guard = new HoldBack(parts)
  const said = pieces.map((piece) => passed(guard, channel, piece)).join('') + atOnce(guard.flush(channel))
  const result = { said, changes: guard.changes }
  // What is last may come with the end.
  const ending = new HoldBack(parts)
  const before = pieces.slice(0, -1).map((piece) => passed(ending, channel, piece))
  const ended = before.join('') + atOnce(ending.flush(channel, pieces.at(-1)))
  assert.deepEqual({ said: ended, changes: ending.changes }, result)
  return result
}

function originals(): Pseudonyms {
  const pseudonyms = new Pseudonyms(key)
  pseudonyms.of('bsn', '123456782')
  pseudonyms.of('email', 'jan@bakkerij.example')
  return pseudonyms
}
const [bsn, email] = [originals().of('bsn', '123456782'), originals().of('email', 'jan@bakkerij.example')]

describe('an answer on its way to the agent', () => {
  const text = `BSN ${bsn} belongs to ${email}; another is BSN 111222333, and mail goes to piet@slager.example. [bsn:`

  it('tells of every kind that was seen, also in arguments that are no JSON, before it is taken out or kept back', () => {
    for (const channel of ['text:0/content', 'arguments:0/0']) {
      const guard = new HoldBack({ rules, plan: plan({ bsn: 'redact' }, 'email') })
      const said = passed(guard, channel, 'BSN 123456782 and ') + atOnce(guard.flush(channel, 'no more'))
      assert.doesNotMatch(said, /123456782/)
      assert.deepEqual(guard.found, ['bsn'])
      assert.deepEqual(guard.changes, [{ remedy: 'redact', kind: 'bsn', count: 1 }])
      const refusing = () => passed(guard, channel, 'jan@bakkerij.example is ') + atOnce(guard.flush(channel, 'his'))
      assert.throws(refusing, { code: 'withheld' })
      assert.deepEqual(guard.found.toSorted(), ['bsn', 'email'])
    }
  })

  it('is the same however it was cut, at every place', () => {
    const parts = () => ({ rules, originals: originals(), plan: plan({ bsn: 'redact', email: 'mask' }) })
    const whole = through(parts(), 'text:0/content', [text])
    assert.doesNotMatch(whole.said, /123456782|111222333|piet@/)
    assert.deepEqual(whole.changes, [
      { remedy: 'redact', kind: 'bsn', count: 2 },
      { remedy: 'mask', kind: 'email', count: 2 },
    ])
    for (let at = 0; at <= text.length; at++) {
      assert.deepEqual(through(parts(), 'text:0/content', [text.slice(0, at), text.slice(at)]), whole)
    }
    assert.deepEqual(through(parts(), 'text:0/content', [...text]), whole)
  })

  it('has its pseudonyms put back however it was cut', () => {
    const put = text.replace(bsn, '123456782').replace(email, 'jan@bakkerij.example')
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length]
        const pieces = edges.slice(1).map((edge, at) => text.slice(edges[at], edge))
        assert.equal(through({ rules, originals: originals() }, 'text:0/content', pieces).said, put)
      }),
    )
  })

  it('keeps a pseudonym that stands for nothing of this request', () => {
    const other = new Pseudonyms(Buffer.alloc(32, 8)).of('bsn', '123456782')
    assert.equal(through({ rules, originals: originals() }, 'text:0/content', [other]).said, other)
  })

  it('is cut off in front of what may not go', () => {
    const guard = new HoldBack({ rules, plan: plan({}, 'bsn') })
    let said = ''
    assert.throws(() => {
      for (const sign of 'The number is BSN 123456782, I think.') said += passed(guard, 'text:0/content', sign)
    }, /kept? .*back|keeps an answer/)
    assert.match(said, /^The number is/)
    assert.doesNotMatch(said, /1234/)
  })

  it('is of no more texts at once than there is room for', () => {
    const guard = new HoldBack({ rules, plan: plan({ bsn: 'redact' }) })
    for (let at = 0; at < maxTextsAtOnce; at++) passed(guard, `text:${at}/content`, 'a')
    assert.throws(() => passed(guard, 'text:9999/content', 'a'), /too many/)
    atOnce(guard.flush('text:0/content'))
    passed(guard, 'text:9999/content', 'a')
  })

  it('waits for no more than its bound', () => {
    const guard = new HoldBack({ rules, originals: originals(), plan: plan({ bsn: 'redact' }) })
    let waits = 0
    let most = 0
    for (let at = 0; at < 200; at++) {
      const delta = '1 '.repeat(500)
      waits += delta.length - passed(guard, 'text:0/content', delta).length
      most = Math.max(most, waits)
    }
    assert.ok(most <= MAX_HELD_BACK + MAX_PSEUDONYM, `${most} waited`)
  })
})

describe('a long text on its way to the agent', () => {
  const likeFindings = '06 '.repeat(100_000)
  const parts = () => ({ rules, originals: originals(), plan: plan({ phone: 'redact' }, 'secret') })

  it('is looked through a piece at a time, and so are arguments at their end (P4)', () => {
    const guard = new HoldBack(parts())
    const passing = guard.pass('text:0/content', likeFindings)
    assert.ok(typeof passing !== 'string')
    passed(guard, 'arguments:0/0', JSON.stringify({ text: likeFindings }))
    for (const work of [passing, guard.flush('arguments:0/0')]) {
      const steps = [...work]
      assert.ok(steps.every((step) => step <= 10_000))
      assert.ok(steps.reduce((all, step) => all + step, 0) >= likeFindings.length)
    }
  })

  it('is the same as in words, with what stands across its pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }), fc.nat(30_000), (near, length) => {
        const text = near.map((by) => `${'word '.repeat(1636)}${'x'.repeat(by)} ${bsn} 0612345678 `).join('')
        const words = through(parts(), 'text:0/content', text.match(/\S+|\s+/g) ?? [])
        assert.deepEqual(through(parts(), 'text:0/content', [text]), words)
        assert.deepEqual(through(parts(), 'text:0/content', [text.slice(0, length), text.slice(length)]), words)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the arguments of a proposed call', () => {
  it('are put back as JSON: a number is a number, and a quote stays inside its text', () => {
    const pseudonyms = new Pseudonyms(key)
    const number = pseudonyms.of('bsn', '123456782', true)
    const quote = pseudonyms.of('secret', 'a "quoted" one\\')
    const text = JSON.stringify({ bsn: number, note: `so ${quote}` })
    const { said } = through({ rules, originals: pseudonyms }, 'arguments:0/0', [...text])
    assert.deepEqual(JSON.parse(said), { bsn: 123456782, note: 'so a "quoted" one\\' })
  })

  it('have taken out what the plan says, each kind as its own, and tell what was found and changed', () => {
    const guard = new HoldBack({ rules, plan: plan({ bsn: 'redact', email: 'mask' }) })
    const text = JSON.stringify({ note: 'BSN 123456782', to: ['piet@slager.example'] })
    const said = passed(guard, 'arguments:0/0', text.slice(0, 9)) + atOnce(guard.flush('arguments:0/0', text.slice(9)))
    assert.doesNotMatch(said, /123456782|piet/)
    assert.equal(JSON.parse(said).note, 'BSN [bsn removed]')
    assert.deepEqual(guard.found.toSorted(), ['bsn', 'email'])
    assert.deepEqual(guard.changes, [
      { remedy: 'redact', kind: 'bsn', count: 1 },
      { remedy: 'mask', kind: 'email', count: 1 },
    ])
  })

  it('do not come where they hold what may not go, by itself or beside what came before', () => {
    const json = '{"note":"BSN 123456782"}'
    const withheld = new HoldBack({ rules, plan: plan({}, 'bsn') })
    assert.throws(() => atOnce(withheld.flush('arguments:0/0', json)), { code: 'withheld' })
    const notBoth = planned(new Map(), new Set(), (kinds) => kinds.length < 2)
    const guard = new HoldBack({ rules, plan: notBoth })
    assert.match(passed(guard, 'text:0/content', 'To jan@bakkerij.example, as you asked of me before.'), /^To/)
    assert.throws(() => atOnce(guard.flush('arguments:0/0', json)), { code: 'withheld' })
    assert.equal(atOnce(new HoldBack({ rules, plan: notBoth }).flush('arguments:0/0', json)), json)
  })

  it('stay byte for byte when nothing in them changes', () => {
    const text = '{ "a" : 1.0 }'
    assert.equal(through({ rules, originals: originals() }, 'arguments:0/0', [...text]).said, text)
  })

  it('that are no JSON are looked at as a text', () => {
    const { said } = through({ rules, plan: plan({ bsn: 'redact' }) }, 'arguments:0/0', ['{"bsn": "BSN 1234', '56782'])
    assert.equal(said, '{"bsn": "BSN [bsn removed]')
  })

  it('of more than the bound end the answer', () => {
    const guard = new HoldBack({ rules, originals: originals() })
    passed(guard, 'arguments:0/0', 'x'.repeat(maxArguments))
    assert.throws(() => passed(guard, 'arguments:0/0', 'x'), /more than/)
    passed(guard, 'arguments:0/1', `[${'1,'.repeat(60_000)}1]`)
    assert.throws(() => atOnce(guard.flush('arguments:0/1')), /more than/)
    assert.equal(atOnce(guard.flush('arguments:0/2', JSON.stringify(','.repeat(60_000)))).length, 60_002)
  })
})
