// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type FoundGap, gapsOf } from './document.ts'
import { type ExportKind, exportKinds, exportOf, paperOf } from './kinds.ts'
import { hostile } from './testing/documents.ts'
import { fullPortrait, portraitWith } from './testing/portraits.ts'
import { readPdf } from './testing/read-pdf.ts'
import { isTopic, topics } from './topics.ts'

const papers = [
  ...['algoritmeregister', 'annex-iv', 'annex-viii-a', 'annex-viii-b', 'annex-viii-c', 'annex-v', 'instructions'],
  ...['fria', 'iama', 'gdpr-record', 'controls'],
] as const
type PaperKind = Parameters<typeof paperOf>[0]
const isPaper = (kind: string): kind is PaperKind => papers.some((one) => one === kind)
const kinds = Object.keys(exportKinds).filter((kind): kind is ExportKind => kind in exportKinds)

const toldOf = async (kind: ExportKind, portrait = fullPortrait(), language: 'nl' | 'en' = 'nl') =>
  (
    await Promise.all(
      exportKinds[kind].map(async (format) => {
        const { content } = await exportOf(portrait, { kind, format, language })
        return typeof content === 'string' ? content : readPdf(content).text
      }),
    )
  ).join('\n')

describe('the exports of a system', () => {
  it('of which everything is written have no gap but what only a signature fills', () => {
    for (const kind of papers) {
      if (!isPaper(kind)) throw new TypeError(kind)
      const gaps = gapsOf(paperOf(kind, fullPortrait(), 'nl')).map(({ source }) => source)
      const left = kind === 'annex-v' ? ['bijlage V(3)', 'bijlage V(4)', 'bijlage V(8)'] : []
      assert.deepEqual(gaps, left, kind)
    }
  })

  it('of which nothing is written list every gap, with its place and who can fill it', () => {
    const all: FoundGap[] = []
    for (const kind of papers) {
      if (!isPaper(kind)) throw new TypeError(kind)
      const gaps = gapsOf(paperOf(kind, portraitWith(), 'en'))
      assert.ok(gaps.length > 0, kind)
      for (const { missing, who } of gaps) assert.ok(missing.length > 10 && who.length > 5, kind)
      all.push(...gaps)
    }
    const asked = new Set(all.flatMap(({ missing }) => /register\.papers\.([a-z-]+)/.exec(missing)?.[1] ?? []))
    assert.deepEqual([...asked].sort(), Object.keys(topics).sort(), 'every topic is asked by some paper')
    for (const topic of asked) assert.ok(isTopic(topic))
  })

  it('say how far they reach, on which day, by which version of the law, and what is missing', async () => {
    for (const kind of kinds) {
      const told = (await toldOf(kind, portraitWith(), 'en')).replaceAll(/\r\n /g, '').replaceAll(/\\(?=[,;-])/g, '')
      assert.match(told, /What never passes the gate is not seen/, kind)
      assert.match(told, /22 November 2026|2026-11-22/, kind)
      assert.match(told, /version 2026/, kind)
      assert.match(told, /Missing|sluis:gap|duties are still open/, kind)
      assert.match(told, /[Dd]ecision support|CycloneDX/, kind)
    }
  })

  it('never say that a law is met, and leave no placeholder', async () => {
    for (const kind of kinds) {
      for (const language of ['nl', 'en'] as const) {
        const format = exportKinds[kind].find((one) => one !== 'pdf') ?? 'json'
        const { content } = await exportOf(fullPortrait(), { kind, format, language })
        const told = String(content)
        assert.doesNotMatch(told, /\bcompl(ian|y|ies)|\bconform(s|ing|eert)?\b|voldoet aan/i, `${kind} ${language}`)
        assert.doesNotMatch(told, /undefined|\[object|NaN|TODO|\$\{/, `${kind} ${language}`)
      }
    }
  })

  it('tell what was seen at the gate from what was only declared', async () => {
    const told = await toldOf('annex-iv', fullPortrait(), 'en')
    assert.match(told, /16 calls that reached the gate/)
    assert.match(told, /web\\_fetch \| web \(not declared\) \| 1/)
    assert.match(told, /\(declared\)/)
  })

  it('say after how many days what agents asked and got is erased (GDPR art. 30(1)(f))', () => {
    const toldBy = (kind: PaperKind, keepLogs: number, language: 'nl' | 'en') =>
      JSON.stringify(paperOf(kind, portraitWith({ register: { keepLogs } }), language))
    const dayMs = 86_400_000
    assert.match(toldBy('gdpr-record', 45 * dayMs, 'nl'), /na 45 dagen gewist: .*","from":"derived"/)
    assert.match(toldBy('gdpr-record', 1 * dayMs, 'en'), /erased after 1 day: /)
    assert.match(toldBy('annex-iv', 400 * dayMs, 'en'), /erased after 400 days: /)
    assert.match(JSON.stringify(paperOf('gdpr-record', fullPortrait(), 'nl')), /na 186 dagen gewist/)
  })

  it('say no term of what never passes the gate', () => {
    const portrait = portraitWith()
    const beside = { ...portrait, system: { ...portrait.system, models: [], tools: [] } }
    assert.doesNotMatch(JSON.stringify(paperOf('gdpr-record', beside, 'en')), /erased after/)
  })

  it('can not be steered by what anybody wrote, and end on fields of a megabyte', async () => {
    for (const value of [...hostile, 'x'.repeat(1_000_000)]) {
      const portrait = fullPortrait(() => value)
      for (const kind of kinds) {
        for (const format of exportKinds[kind]) {
          if (format === 'pdf' && (kind !== 'iama' || value.length < 1_000_000)) continue
          const { content } = await exportOf(portrait, { kind, format, language: 'nl' })
          if (format === 'json') JSON.parse(String(content))
          if (format === 'md') assert.doesNotMatch(String(content), /<script|<img|[^\\]\[click/, kind)
        }
      }
    }
  })

  it('say where in the EU database an entry goes, and ask when the facts leave that open (art. 49(4))', () => {
    const toldWith = (facts: Readonly<Record<string, unknown>>) =>
      JSON.stringify(paperOf('annex-viii-a', portraitWith({ facts }), 'en').sections.at(-1))
    assert.match(toldWith({}), /In the public part/)
    assert.match(toldWith({ law_enforcement_use: true }), /not public.*points 1-5, 7, 10/)
    const open = portraitWith({ register: { facts: { role: ['provider'] } } })
    assert.match(JSON.stringify(paperOf('annex-viii-a', open, 'en').sections.at(-1)), /"gap".*law_enforcement_use/)
  })

  it('have a name and a type that say what they are', async () => {
    const wish = { kind: 'annex-iv', format: 'pdf', language: 'nl' } as const
    const { filename, type, content } = await exportOf(fullPortrait(), wish)
    assert.equal(filename, 'weekly-report-annex-iv-2026-11-22-nl.pdf')
    assert.equal(type, 'application/pdf')
    assert.ok(content instanceof Uint8Array)
  })
})
