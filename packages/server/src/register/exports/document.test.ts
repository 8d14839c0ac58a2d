// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { XMLValidator } from 'fast-xml-parser'
import { gapsOf, lineOf, paragraphsOf } from './document.ts'
import { escaped, markdownOf } from './markdown.ts'
import { pdfOf } from './pdf.ts'
import { pdfOnThread } from './pdf-thread.ts'
import { documentWith, hostile } from './testing/documents.ts'
import { readPdf } from './testing/read-pdf.ts'

const day = new Date('2026-11-22T00:00:00Z')

describe('a paper', () => {
  it('names each gap with its part, its clause and who can fill it', () => {
    assert.deepEqual(gapsOf(documentWith('x')), [{ section: 'x', source: 'x', missing: 'x', who: 'x' }])
  })

  it('keeps paragraphs apart and lets no character steer a reader', () => {
    assert.deepEqual(paragraphsOf('one\ntwo\r\n\r\n\r\nthree\u{202e}'), ['one two', 'three\u{fffd}'])
    assert.equal(lineOf('a\u{3164}b\u{2800}c'), 'a\u{fffd}b\u{fffd}c')
    assert.ok(lineOf('x'.repeat(1_000_000)).length < 20_100)
  })
})

describe('a paper as Markdown', () => {
  it('lets no text be more than text', () => {
    const shape = shapeOf(markdownOf(documentWith('plain')))
    for (const text of hostile) {
      const markdown = markdownOf(documentWith(text))
      if (paragraphsOf(text).length === 1) assert.deepEqual(shapeOf(markdown), shape, text)
      assert.doesNotMatch(markdown, /<|[^\\]\[|[^\\]!\[|^```|\p{Cc}(?<!\n)|\p{Cf}/mu, text)
    }
  })

  it('takes the meaning of what begins a line', () => {
    assert.deepEqual(['# a', '1. a', '2) a', '- a', '+ a', '> a', '--- ', 'a|b', '*a*', '`a`', '<b>'].map(escaped), [
      '\\# a',
      '1\\. a',
      '2\\) a',
      '\\- a',
      '\\+ a',
      '&gt; a',
      '\\---',
      'a\\|b',
      '\\*a\\*',
      '\\`a\\`',
      '&lt;b&gt;',
    ])
  })
})

describe('a paper as PDF', () => {
  it('is tagged, has a language and a title, and numbers its pages', async () => {
    const pdf = readPdf(await pdfOf(documentWith('Gemeente Şişli: “hallo” – één'), day))
    assert.match(pdf.source, /^%PDF-1\.7\n/)
    assert.match(pdf.source, /\/Lang \(nl-NL\)/)
    assert.match(pdf.source, /\/MarkInfo/)
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD']) {
      assert.ok(pdf.source.includes(`/S /${tag}\n`), tag)
    }
    assert.ok(pdf.pages > 0)
    assert.ok(pdf.text.includes(`Bladzijde ${pdf.pages} van ${pdf.pages}`))
    assert.ok(pdf.text.includes('Gemeente Sisli: “hallo” – één'))
    assert.match(pdf.text, /alleen West-Europese letters/)
  })

  it('is the same file for the same paper and day, and is made on a thread of its own', async () => {
    const one = await pdfOf(documentWith('x'), day)
    assert.deepEqual(Buffer.from(await pdfOnThread(documentWith('x'), day)), Buffer.from(one))
  })

  it('can not be steered by a text, and ends on texts of a megabyte', async () => {
    for (const text of [...hostile, 'x'.repeat(1_000_000), 'x '.repeat(500_000)]) {
      const { source, metadata, pages } = readPdf(await pdfOf(documentWith(text), day))
      assert.equal(XMLValidator.validate(metadata), true)
      // ISO 32000-1 §7.3.4.2: within a string, a bracket that closes nothing is escaped.
      const outsideStrings = source.replaceAll(/\((?:\\[\s\S]|[^\\()])*\)/g, '()')
      assert.doesNotMatch(outsideStrings, /\/JavaScript|\/OpenAction|\/Launch|\/URI/)
      assert.ok(pages > 0 && pages < 200)
    }
  })
})

/** What every line begins with: the shape that a reader's program sees. */
function shapeOf(markdown: string): readonly string[] {
  return markdown.split('\n').map((line) => /^(#+ |> |- |\| |\*\*|$)?/.exec(line)?.[0] ?? '')
}
