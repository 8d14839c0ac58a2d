// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BoundaryError } from './errors.ts'
import { inspect } from './inspect.ts'
import { type OwnRules, readOwnRules } from './own-rules.ts'
import { redactingStream } from './text-stream.ts'

function found(own: OwnRules, text: string): string[] {
  return inspect(text, readOwnRules(own))
    .filter(({ kind }) => kind.startsWith('own:'))
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)
}

const pattern = (source: string): OwnRules => ({ patterns: [{ name: 'code', pattern: source }] })

describe("an organisation's own patterns", () => {
  it('match whole words with literals, classes and bounded counts', () => {
    assert.deepEqual(found(pattern('KL-\\d{6}'), 'klant KL-123456, KL-1234567, XKL-123456 en (KL-654321)'), [
      'own:code KL-123456',
      'own:code KL-654321',
    ])
    assert.deepEqual(found(pattern('[A-Z]{2,4}\\d?/\\d{2,4}'), 'AB/12 ABC1/1234 ABCDE/12'), [
      'own:code AB/12',
      'own:code ABC1/1234',
    ])
    assert.deepEqual(found(pattern('Z\\.?[0-9]{3}'), 'Z123 Z.456'), ['own:code Z123', 'own:code Z.456'])
  })

  it('are refused when they could be slow or match nothing', () => {
    const refused = [
      '(a|b)',
      'a*',
      'a+',
      'a.c',
      '^a',
      '[^a]',
      'a{3',
      'a{2}{3}',
      '\\w',
      '',
      'a?',
      '-\\d',
      'a-',
      'a{0}',
      'a{3,2}',
      'é',
      '\\d{1,5}\\d',
      '[A-Z]{0,9}[A-Z]',
      'a?a',
      '\\d{40}[A-Z]{40}',
      '[]',
      'a\\',
    ]
    for (const source of refused) {
      assert.throws(
        () => readOwnRules(pattern(source)),
        (error) => error instanceof BoundaryError && error.code === 'bad-pattern',
        source,
      )
    }
  })

  it('are found through look-alikes and across chunks', () => {
    assert.deepEqual(found(pattern('KL-\\d{6}'), 'ＫＬ–１２３４５６'), ['own:code ＫＬ–１２３４５６'])
    const stream = redactingStream(['own:code'], readOwnRules(pattern('KL-\\d{6}')))
    assert.equal(stream.push('zie KL-12') + stream.push('3456 hier') + stream.end(), 'zie [own:code removed] hier')
  })
})

describe("an organisation's own dictionaries", () => {
  const own: OwnRules = {
    dictionaries: [{ name: 'project', entries: ['Zilvermeeuw', 'Café Noord & Zuid', 'ab', 'Zilver'] }],
  }

  it('find whole words and phrases, whatever their case, accents and spaces', () => {
    assert.deepEqual(found(own, 'project ZILVERMEEUW bij cafe  noord & zuid, abc ab Zilverling'), [
      'own:project ZILVERMEEUW',
      'own:project ab',
    ])
    assert.deepEqual(found(own, 'bij cafe noord & zuid.'), ['own:project cafe noord & zuid'])
  })

  it('may be large', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `naam${index} achternaam${index}`)
    assert.deepEqual(found({ dictionaries: [{ name: 'client', entries }] }, 'Naam777 Achternaam777 belde'), [
      'own:client Naam777 Achternaam777',
    ])
  })

  it('are refused with a bad name or an entry that cannot be one', () => {
    for (const dictionary of [
      { name: 'Met Spatie', entries: ['x1'] },
      { name: 'a', entries: ['- streep'] },
      { name: 'a', entries: [''] },
      { name: 'a', entries: ['x'.repeat(129)] },
    ]) {
      assert.throws(() => readOwnRules({ dictionaries: [dictionary] }), BoundaryError)
    }
  })
})
