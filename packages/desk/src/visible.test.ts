// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { unseenIn, visibleJson, visibleLine, visibleParts } from './visible.ts'

describe('what an agent wrote, made visible', () => {
  it('names characters that turn a text around or have no width', () => {
    assert.equal(visibleLine('fac\u202efdp.exe'), 'fac⟨U+202E⟩fdp.exe')
    assert.equal(visibleLine('info@bakker\u200b.example'), 'info@bakker⟨U+200B⟩.example')
    assert.equal(visibleLine('a\u0000b\u{e0041}c\u2800d\ufe01e'), 'a⟨U+0000⟩b⟨U+E0041⟩c⟨U+2800⟩d⟨U+FE01⟩e')
  })

  it('shows a line break inside what should be one line', () => {
    assert.equal(visibleLine('Herinnering\nBcc: x'), 'Herinnering⏎Bcc: x')
  })

  it('counts a long row instead of drawing it', () => {
    assert.equal(visibleLine('\u200b'.repeat(5000)), '⟨U+200B U+200B U+200B … 5000⟩')
  })

  it('keeps a last line in sight that stands below a screen of empty lines', () => {
    assert.deepEqual(visibleParts(`Beste klant,${'\n'.repeat(60)}PS`), [
      { kind: 'text', text: 'Beste klant,' },
      { kind: 'blank-lines', count: 59 },
      { kind: 'text', text: 'PS' },
    ])
    assert.deepEqual(
      visibleParts('a\n \t\n \r\n\n  \n\n\nb').map(({ kind }) => kind),
      ['text', 'blank-lines', 'text'],
    )
  })

  it('escapes in JSON what would stay unseen, and keeps the value', () => {
    assert.equal(visibleJson('{"path":"a\u202eb\u{e0041}"}'), '{"path":"a\\u202eb\\udb40\\udc41"}')
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shown = visibleJson(JSON.stringify(value, null, 2))
        assert.deepEqual(JSON.parse(shown), JSON.parse(JSON.stringify(value)))
        assert.deepEqual(unseenIn(shown), [])
      }),
    )
  })

  it('leaves ordinary text, accents and emoji alone', () => {
    const text = 'Geachte heer Küçük,\n\n\tTotaal: € 1.210,00 ❤️\n'
    assert.deepEqual(visibleParts(text), [{ kind: 'text', text }])
  })

  it('never leaves a character of no shape, and draws few parts, whatever comes', () => {
    const nasty = fc.array(fc.constantFrom('a', '\n', '\u202e', '\u200d', '\r', ' ', '\ud800', 'é', '\u{e0100}'))
    fc.assert(
      fc.property(nasty, (characters) => {
        const parts = visibleParts(characters.join(''))
        for (const part of parts) {
          if (part.kind !== 'blank-lines') assert.doesNotMatch(part.text, /\u202e|\u200d|\r|\p{Cs}|\u{e0100}/u)
        }
      }),
    )
    assert.ok(visibleParts('a\u200b'.repeat(50_000)).length <= 1002)
  })
})
