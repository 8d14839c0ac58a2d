// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { contradictions } from '../contradictions.ts'
import { AiActError } from '../errors.ts'
import { someFacts } from '../test/arbitrary.ts'
import { Facts } from './facts.ts'

function refusal(run: () => unknown): AiActError {
  try {
    run()
  } catch (error) {
    if (error instanceof AiActError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('facts', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        assert.deepEqual(Facts.parse(facts.toJSON()).toJSON(), facts.toJSON())
        assert.deepEqual(Facts.parseText(JSON.stringify(facts)).toJSON(), facts.toJSON())
      }),
      { numRuns: 50 },
    )
  })

  it('keep "unknown" apart from never asked', () => {
    const facts = Facts.parse({ machine_based: 'unknown', performs_profiling: false })
    assert.deepEqual(
      [facts.get('machine_based'), facts.get('performs_profiling'), facts.get('role')],
      [undefined, false, undefined],
    )
    assert.deepEqual([facts.answeredUnknown('machine_based'), facts.answeredUnknown('role')], [true, false])
  })

  it('cannot be changed, only answered anew', () => {
    const before = Facts.parse({ machine_based: true })
    const after = before.with('machine_based', 'unknown').with('role', ['deployer'])
    assert.deepEqual(before.toJSON(), { machine_based: true })
    assert.deepEqual(after.toJSON(), { role: ['deployer'], machine_based: 'unknown' })
  })

  it('take one role or several, in one order', () => {
    assert.deepEqual(Facts.parse({ role: 'deployer' }).get('role'), ['deployer'])
    assert.deepEqual(Facts.parse({ role: ['deployer', 'provider', 'deployer'] }).get('role'), ['provider', 'deployer'])
  })

  it('take false for no section of Annex I', () => {
    assert.equal(Facts.parse({ annex_i_section: false }).get('annex_i_section'), 'none')
  })

  it('are refused when no rule knows them, with a sentence in both languages', () => {
    const error = refusal(() => Facts.parse({ recruitment_and_selection: true }))
    assert.equal(error.code, 'unknown_fact')
    assert.match(error.sentence.nl, /^"recruitment_and_selection" is geen feit/)
    assert.match(error.sentence.en, /^"recruitment_and_selection" is not a fact/)
    for (const id of ['__proto__', 'constructor', 'toString', '_any_high', '!machine_based', '']) {
      assert.equal(refusal(() => Facts.parse(JSON.parse(`{${JSON.stringify(id)}: true}`))).code, 'unknown_fact', id)
    }
  })

  it('repeat hostile names shortened and printable', () => {
    const { sentence } = refusal(() => Facts.parse({ [`\u001b[2J${'x'.repeat(5000)}`]: true }))
    assert.ok(sentence.en.length < 250)
    assert.doesNotMatch(sentence.en, /\u001b/)
  })

  it('are refused with a value of another kind', () => {
    for (const [fact, value] of [
      ['machine_based', 'yes'],
      ['machine_based', 1],
      ['machine_based', null],
      ['annex_i_section', 'C'],
      ['annex_i_section', true],
      ['role', 'owner'],
      ['role', []],
      ['role', ['provider', 7]],
      ['training_flop', '1e25'],
      ['training_flop', -1],
      ['training_flop', Number.POSITIVE_INFINITY],
      ['placed_on_market_on', '2026-02-30'],
      ['placed_on_market_on', 20260101],
    ] as const) {
      const error = refusal(() => Facts.parse({ [fact]: value }))
      assert.equal(error.code, 'invalid_value', fact)
      assert.match(error.sentence.en, new RegExp(fact))
    }
  })

  it('are refused when they are no object', () => {
    for (const input of [null, [], 'machine_based', 3, undefined]) {
      assert.equal(refusal(() => Facts.parse(input)).code, 'invalid_facts')
    }
  })

  for (const { article, facts, why } of contradictions) {
    const names = facts.map(([fact, value]) => `${value ? '' : '!'}${fact}`).join(' ')
    it(`are refused when they contradict each other: ${names}`, () => {
      const error = refusal(() => Facts.parse(Object.fromEntries(facts)))
      assert.equal(error.code, 'contradictory_facts')
      assert.ok(error.sentence.nl.includes(why.nl) && error.sentence.nl.includes(article))
      assert.ok(error.sentence.en.includes(why.en))
      for (const [open] of facts) Facts.parse({ ...Object.fromEntries(facts), [open]: 'unknown' })
    })
  }
})

describe('the contradictions', () => {
  // Else two answers could be given that contradict each other by way of a third that nobody was asked.
  it('leave no pair out that follows from two others', () => {
    const named = (one: string, other: string) => [one, other].toSorted().join(' and ')
    const key = ([fact, value]: readonly [string, boolean]) => `${fact} = ${value}`
    const implied = contradictions.flatMap(({ facts: [one, other] }) => [
      [key(one), key([other[0], !other[1]])] as const,
      [key(other), key([one[0], !one[1]])] as const,
    ])
    const refused = new Set(contradictions.map(({ facts: [one, other] }) => named(key(one), key(other))))
    const negated = (text: string) => text.replace(/true$|false$/, (value) => String(value !== 'true'))
    for (const [from, through] of implied) {
      for (const [again, to] of implied) {
        if (again === through && to !== from) assert.ok(refused.has(named(from, negated(to))), `${from}, ${to}`)
      }
    }
  })
})

describe('a facts file', () => {
  it('is refused when one fact stands in it twice, also in disguise', () => {
    for (const source of [
      '{"performs_profiling": true, "performs_profiling": false}',
      '{"performs_profiling": true, "performs\\u005fprofiling" : true}',
    ]) {
      const error = refusal(() => Facts.parseText(source))
      assert.equal(error.code, 'contradictory_facts')
      assert.match(error.sentence.en, /twice/)
    }
  })

  it('may hold a value that is also a name', () => {
    assert.deepEqual(
      Facts.parseText('{"role": ["provider", "deployer"], "annex_i_section": "A"}').get('annex_i_section'),
      'A',
    )
  })

  it('is refused when it is no JSON, or too large', () => {
    assert.equal(refusal(() => Facts.parseText('{machine_based: true}')).code, 'invalid_json')
    assert.equal(refusal(() => Facts.parseText(' '.repeat(70_000))).code, 'invalid_json')
    assert.equal(refusal(() => Facts.parseText('[]')).code, 'invalid_facts')
  })

  it('never makes anything but facts or a refusal of hostile text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '"',
      ':',
      ',',
      '[',
      ']',
      'true',
      'machine_based',
      'role',
      '\\',
      '\\u0000',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
          fc.json(),
        ),
        (source) => {
          try {
            Facts.parseText(source)
          } catch (error) {
            assert.ok(error instanceof AiActError)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
