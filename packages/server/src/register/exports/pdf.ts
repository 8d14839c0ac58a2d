// SPDX-License-Identifier: EUPL-1.2
import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import { type Block, type Document, gapsOf, lineOf, paragraphsOf, type Section } from './document.ts'
import { originWords, pageOf, replacedOf, documentWords as words } from './document-words.ts'
import { latinOf } from './latin.ts'

const fonts = { text: 'Helvetica', bold: 'Helvetica-Bold', slanted: 'Helvetica-Oblique' } as const
const headingSizes = [18, 14, 12, 11] as const
const margin = 64
const textSize = 10
/** The most characters that one cell of a table shows, because a row must fit on a page. */
const maxCell = 500
const longWord = /\S{60}(?=\S)/g

/**
 * A paper as PDF: tagged, with headings, its language and page numbers, so that it can be read aloud and searched (PDF
 * 1.7 §14.8). `at` is the date of making that it states; the same paper and date give the same bytes.
 */
export async function pdfOf(document: Document, at: Date): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const page = new Page(document, at)
  page.pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(page.pdf, 'end')
  page.write()
  await ended
  return Buffer.concat(chunks)
}

/** A PDF while it is being written. */
class Page {
  readonly pdf: PDFKit.PDFDocument
  readonly #document: Document
  readonly #root: PDFKit.PDFStructureElement
  #replaced = 0

  constructor(document: Document, at: Date) {
    // pdfkit writes the title into XML unescaped: characters that would be markup become their full-width look-alikes.
    const title = lineOf(document.title).replaceAll(/[&<>]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0))
    this.#document = document
    this.pdf = new PDFDocument({
      ...{ size: 'A4', margin, pdfVersion: '1.7', tagged: true, displayTitle: true, bufferPages: true },
      lang: document.language === 'nl' ? 'nl-NL' : 'en-GB',
      info: { Title: title, Creator: 'Sluis', CreationDate: at, ModDate: at },
    })
    this.#root = this.pdf.struct('Document', { title })
    this.pdf.addStructure(this.#root)
  }

  write(): void {
    const { language, title, notice, about, coverage, sections } = this.#document
    this.#heading(title, 1)
    this.#paragraph(notice, fonts.slanted)
    this.#list(about.map(({ name, value }) => `${name}: ${value}`))
    this.#heading(words.coverage[language], 2)
    this.#list(coverage)
    for (const section of sections) this.#section(section, 2)
    this.#heading(words.gaps[language], 2)
    const gaps = gapsOf(this.#document)
    if (gaps.length === 0) this.#paragraph(words.noGaps[language])
    for (const { section, missing, who } of gaps) {
      this.#paragraph(`${section}: ${missing} (${words.who[language]}: ${who})`)
    }
    if (this.#replaced > 0) this.#paragraph(replacedOf(this.#replaced, language), fonts.slanted)
    this.#root.end()
    this.#numberPages()
    this.pdf.end()
  }

  #section({ title, source, blocks, sections = [] }: Section, level: number): void {
    this.#heading(source === undefined ? title : `${title} (${source})`, level)
    for (const block of blocks) this.#block(block)
    for (const section of sections) this.#section(section, level + 1)
  }

  #block(block: Block): void {
    const { language } = this.#document
    const origin = 'from' in block && block.from !== undefined ? ` (${originWords[block.from][language]})` : ''
    switch (block.kind) {
      case 'text':
        for (const paragraph of paragraphsOf(block.text)) this.#paragraph(paragraph)
        if (origin !== '') this.#paragraph(origin.trim(), fonts.slanted)
        return
      case 'list':
        if (block.items.length === 0) this.#paragraph(words.nothing[language])
        else this.#list(block.items.map((item) => `${item}${origin}`))
        return
      case 'table':
        if (block.rows.length === 0) this.#paragraph(words.nothing[language])
        else this.#table(block.head, block.rows)
        if (origin !== '') this.#paragraph(origin.trim(), fonts.slanted)
        return
      case 'gap':
        this.#paragraph(`${words.missing[language]}: ${block.missing}`, fonts.bold)
        this.#paragraph(`${words.who[language]}: ${block.who}`)
    }
  }

  #heading(value: string, level: number): void {
    const { pdf } = this
    const size = headingSizes[Math.min(level, headingSizes.length) - 1] ?? textSize
    const title = this.#shown(value)
    // Keeps a heading off the foot of a page, where it would be cut off from its text.
    if (pdf.y > pdf.page.height - margin - 4 * size) pdf.addPage()
    pdf.outline.addItem(title)
    pdf
      .moveDown(level === 1 ? 0 : 0.6)
      .font(fonts.bold)
      .fontSize(size)
    pdf.text(title, { structParent: this.#root, structType: `H${Math.min(level, 6)}`, paragraphGap: 4 })
    pdf.font(fonts.text).fontSize(textSize)
  }

  #paragraph(value: string, font: string = fonts.text): void {
    this.pdf.font(font).fontSize(textSize)
    this.pdf.text(this.#shown(value), { structParent: this.#root, structType: 'P', paragraphGap: 4, lineGap: 1 })
  }

  #list(items: readonly string[]): void {
    const list = this.pdf.struct('L')
    this.#root.add(list)
    this.pdf.font(fonts.text).fontSize(textSize)
    this.pdf.list(
      items.map((item) => this.#shown(item)),
      { structParent: list, bulletRadius: 1.5, textIndent: 12, paragraphGap: 2, lineGap: 1 },
    )
    list.end()
    this.pdf.moveDown(0.4)
  }

  #table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const { language } = this.#document
    const short = (value: string) =>
      this.#shown(value.length > maxCell ? `${value.slice(0, maxCell)} ${words.longer[language]}` : value)
    this.pdf.font(fonts.text).fontSize(textSize - 1)
    const titles = head.map((title) => ({ text: this.#shown(title), type: 'TH' as const, scope: 'Column' }))
    const cells = rows.map((row) => row.map((cell) => ({ text: short(cell) })))
    // pdfkit's types lack `scope` and `structParent` here; screen readers need both.
    const options = {
      data: [titles, ...cells],
      columnStyles: widthsOf([head, ...rows], this.pdf.page.width - 2 * margin),
      defaultStyle: { padding: 4, border: 0.5 },
      structParent: this.#root,
    }
    this.pdf.table(options)
    this.pdf.x = margin
    this.pdf.moveDown(0.6)
  }

  #shown(value: string): string {
    const { text, replaced } = latinOf(lineOf(value))
    this.#replaced += replaced
    // For a word that fits on no line, pdfkit would try every prefix of it.
    return text.replaceAll(longWord, '$& ')
  }

  /** Page numbers are marked as no part of the text: screen readers skip them. */
  #numberPages(): void {
    const { start, count } = this.pdf.bufferedPageRange()
    for (let number = 0; number < count; number++) {
      this.pdf.switchToPage(start + number)
      // Writing below the margin would make pdfkit start a new page.
      this.pdf.page.margins.bottom = 0
      this.pdf.markContent('Artifact', { type: 'Pagination' }).font(fonts.text).fontSize(8)
      const words = pageOf(number + 1, count, this.#document.language)
      this.pdf.text(words, margin, this.pdf.page.height - margin / 2, { lineBreak: false })
      this.pdf.endMarkedContent()
    }
  }
}

/** Columns with more text are wider, within bounds, so that no column is too narrow for a word. */
function widthsOf(rows: readonly (readonly string[])[], whole: number): number[] {
  const [first = []] = rows
  const weights = first.map((_, column) => {
    const letters = rows.reduce((total, row) => total + Math.min(row[column]?.length ?? 0, maxCell), 0)
    return Math.min(Math.max(letters / rows.length, 14), 42)
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => (whole * weight) / sum)
}
