// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BoundaryError } from './errors.ts'
import { atOnce } from './in-turns.ts'
import { inspect } from './inspect.ts'
import { replaceInJson } from './json.ts'
import { MAX_OWN_ENTRIES, type OwnDetector, rulesOf } from './own-rules.ts'
import { Pseudonyms, RestoringStream } from './pseudonyms.ts'
import { markerOf } from './replace.ts'
import { TextStream } from './text-stream.ts'

function found(own: OwnDetector, text: string): string[] {
  return inspect(text, rulesOf([own]))
    .filter(({ kind }) => kind.startsWith('own:'))
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)
}

const pattern = (...sources: string[]): OwnDetector => ({
  name: 'code',
  patterns: sources.map((source, at) => ({
    pattern: source,
    place: { file: 'detectors.yaml', line: at + 3, column: 9 },
  })),
})
const dictionary = (name: string, entries: readonly string[]): OwnDetector => ({
  name,
  patterns: [],
  dictionary: { name: `dictionaries/${name}.txt`, text: entries.join('\n') },
})

const outside = (source: string, sign: string) => ({
  nl: `het patroon "${source}" gebruikt ${sign}, wat hier niet kan; zet er \\ voor als u het teken zelf bedoelt, en schrijf een aantal als {1,5}`,
  en: `the pattern "${source}" uses ${sign}, which is outside the safe subset; put \\ before it if you mean the sign itself, and write a count as {1,5}`,
})

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
        () => rulesOf([pattern(source)]),
        (error) => error instanceof BoundaryError && error.code === 'bad-pattern',
        source,
      )
    }
  })

  it('are found through look-alikes and across chunks', () => {
    assert.deepEqual(found(pattern('KL-\\d{6}'), 'ＫＬ–１２３４５６'), ['own:code ＫＬ–１２３４５６'])
    const stream = new TextStream(['own:code'], markerOf, rulesOf([pattern('KL-\\d{6}')]))
    assert.equal(stream.push('zie KL-12') + stream.push('3456 hier') + stream.end(), 'zie [own:code removed] hier')
  })
})

describe("an organisation's own dictionaries", () => {
  const own = dictionary('project', ['# nicknames', 'Zilvermeeuw', '', 'Café Noord & Zuid\r', 'ab', 'Zilver'])

  it('find whole words and phrases, whatever their case, accents and spaces', () => {
    assert.deepEqual(found(own, 'project ZILVERMEEUW bij cafe  noord & zuid, abc ab Zilverling nicknames'), [
      'own:project ZILVERMEEUW',
      'own:project ab',
    ])
    assert.deepEqual(found(own, 'bij cafe noord & zuid.'), ['own:project cafe noord & zuid'])
  })

  it('are found where they begin in the name of a member, and let nothing of its value pass for that', () => {
    const rules = rulesOf([dictionary('project', ['project: zeus', 'zeus alpha'])])
    assert.equal(atOnce(replaceInJson({ project: 'zeus' }, ['own:project'], markerOf, rules)).removed.length, 1)
    const { value } = atOnce(replaceInJson({ project: 'zeus alpha, on time' }, ['own:project'], markerOf, rules))
    assert.doesNotMatch(JSON.stringify(value), /zeus|alpha/)
  })

  it('may be large', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `naam${index} achternaam${index}`)
    assert.deepEqual(found(dictionary('client', entries), 'Naam777 Achternaam777 belde'), [
      'own:client Naam777 Achternaam777',
    ])
  })

  it('are refused with every problem at its line, and when they are too large', () => {
    const wrong = dictionary('client', ['Jansen', '- streep', 'x'.repeat(129)])
    assert.throws(() => rulesOf([wrong, pattern('a+', 'KL-\\d{6}', '(')]), {
      problems: [
        {
          file: 'dictionaries/client.txt',
          line: 2,
          column: 1,
          message: {
            nl: 'begint niet met een letter of cijfer; haal weg wat ervoor staat',
            en: 'does not begin with a letter or a digit; take out what stands before',
          },
        },
        {
          file: 'dictionaries/client.txt',
          line: 3,
          column: 1,
          message: {
            nl: 'langer dan 128 tekens; zet één woord of naam op een regel',
            en: 'longer than 128 characters; put one word or name on a line',
          },
        },
        { file: 'detectors.yaml', line: 3, column: 9, message: outside('a+', '+') },
        { file: 'detectors.yaml', line: 5, column: 9, message: outside('(', '(') },
      ],
    })
    const many = Array.from({ length: MAX_OWN_ENTRIES + 1 }, (_, at) => `naam${at}`)
    assert.throws(() => rulesOf([dictionary('client', many)]), /over 50000 entries/)
    assert.throws(() => rulesOf([dictionary('Met Spatie', ['x1'])]), BoundaryError)
  })
})

describe('what an organisation looks for itself, in a stream', () => {
  const own = [
    { ...pattern('Z\\d{2}-\\d{4}', 'KL[A-Z]{2,4}/\\d{1,3}'), name: 'case' },
    dictionary('client', ['Bakkerij Van Es', 'Bakkerij', 'Smit & Zonen', 'Żółw', 'O']),
  ]
  const rules = rulesOf(own)
  const texts = [
    'Zaak Z24-0815 van bakkerij van es, KLAB/12; niet Z24-08151 of bakkerijen.',
    'Bakkerij  Van Es. Bakkerij Van Esch Smit & Zonenbroek Smit & Zonen KLABCD/123',
    'Ｚ２４–０８１５ żółw %5A24-0815 \\u005A24-0815 Z2\u200b4-0815 bak\u00adkerij van es',
    'jan.smit@klab.example KLAB/12@example.org BSN 111222333 Z24-0815',
    'O, o: 0 O',
  ]

  it('is found the same wherever a text is split, and put back the same', () => {
    for (const text of texts) {
      const whole = inspect(text, rules)
      assert.ok(whole.some(({ kind }) => kind.startsWith('own:')))
      for (let at = 0; at <= text.length; at++) {
        const stream = new TextStream([], markerOf, rules)
        assert.equal(stream.push(text.slice(0, at)) + stream.push(text.slice(at)) + stream.end(), text)
        assert.deepEqual(stream.takeFindings(), whole, `${text} at ${at}`)
      }
      const pseudonyms = new Pseudonyms(new Uint8Array(16).fill(7))
      const there = new TextStream(rules.kinds, (kind, original) => pseudonyms.of(kind, original), rules)
      const back = new RestoringStream(pseudonyms)
      const said = [...text].map((character) => back.push(there.push(character)))
      assert.equal(said.join('') + back.push(there.end()) + back.end(), text)
    }
  })
})

describe('patterns and lists made to be slow', () => {
  // Each would take a backtracking engine time beyond the length of the text, or is written as slowly as the bounds allow.
  const slow: readonly (readonly [OwnDetector, string])[] = [
    [pattern(...Array.from({ length: 8 }, () => 'a[a ]{62}b')), 'a '],
    [pattern(...Array.from({ length: 64 }, () => 'a[b ]{1,5}c')), 'aab'],
    [
      dictionary(
        'client',
        Array.from({ length: 2000 }, (_, at) => `${'a '.repeat(60)}${at}`),
      ),
      'a ',
    ],
    [
      dictionary(
        'client',
        Array.from({ length: 128 }, (_, at) => 'a'.repeat(at + 1)),
      ),
      'a',
    ],
  ]

  it('cost twice as much for twice the text', () => {
    for (const [own, unit] of slow) {
      const rules = rulesOf([own])
      const timeOf = (length: number): number => {
        const text = unit.repeat(length / unit.length)
        const times = [1, 2, 3].map(() => {
          const began = process.cpuUsage()
          inspect(text, rules)
          const { user, system } = process.cpuUsage(began)
          return user + system
        })
        return Math.min(...times)
      }
      timeOf(10_000)
      // Quadratic time would be sixteen times as much, exponential would not end.
      assert.ok(timeOf(40_000) < 10 * Math.max(timeOf(10_000), 2000))
    }
  })

  it('are refused where together they could make a word cost more', () => {
    const own = pattern(...Array.from({ length: 9 }, () => 'a[a ]{62}b'))
    assert.throws(() => rulesOf([own]), /match up to 576 characters/)
  })
})
