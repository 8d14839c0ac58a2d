// SPDX-License-Identifier: EUPL-1.2
import { type Block, type Document, gapsOf, lineOf, type Origin, paragraphsOf, type Section } from './document.ts'
import { originWords, documentWords as words } from './document-words.ts'

/** A paper as Markdown (CommonMark with tables), in which nobody's text can become markup. */
export function markdownOf(document: Document): string {
  const { language, title, notice, about, coverage, sections } = document
  const gaps = gapsOf(document)
  const missing = gaps.map(({ section, source, missing, who }) => [section, missing, who, source ?? ''])
  const head = [words.part, words.missing, words.who].map((word) => word[language])
  const parts = [
    `# ${escaped(title)}`,
    `> ${escaped(notice)}`,
    about.map(({ name, value }) => `- **${escaped(name)}:** ${escaped(value)}`).join('\n'),
    `## ${words.coverage[language]}`,
    coverage.map((line) => `- ${escaped(line)}`).join('\n'),
    ...sections.flatMap((section) => sectionOf(section, 2, document)),
    `## ${words.gaps[language]}`,
    gaps.length === 0 ? words.noGaps[language] : tableOf([...head, '§'], missing),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Markdown has six levels of headings. */
const deepest = 6

function sectionOf(section: Section, level: number, document: Document): readonly string[] {
  const { title, source, blocks, sections = [] } = section
  const clause = source === undefined ? '' : ` (${escaped(source)})`
  return [
    `${'#'.repeat(Math.min(level, deepest))} ${escaped(title)}${clause}`,
    ...blocks.flatMap((block) => blockOf(block, document)),
    ...sections.flatMap((inner) => sectionOf(inner, level + 1, document)),
  ]
}

function blockOf(block: Block, { language }: Document): readonly string[] {
  const origin = (from: Origin | undefined) => (from === undefined ? '' : ` *(${originWords[from][language]})*`)
  switch (block.kind) {
    case 'text': {
      const paragraphs = paragraphsOf(block.text).map(escaped)
      return paragraphs.map((one, at) => (at === paragraphs.length - 1 ? `${one}${origin(block.from)}` : one))
    }
    case 'list':
      return [
        block.items.map((item) => `- ${escaped(item)}${origin(block.from)}`).join('\n') || words.nothing[language],
      ]
    case 'table': {
      const table = block.rows.length === 0 ? words.nothing[language] : tableOf(block.head, block.rows)
      return block.from === undefined ? [table] : [table, `*(${originWords[block.from][language]})*`]
    }
    case 'gap': {
      const { missing, who } = block
      return [`**${words.missing[language]}:** ${escaped(missing)} (${words.who[language]}: ${escaped(who)})`]
    }
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n')
}

/**
 * Escapes a text so that it starts nothing of Markdown or HTML, whether on a line, in a list item or in a table cell.
 * CommonMark 0.31 §2.4: a backslash escapes any ASCII punctuation.
 */
export function escaped(value: string): string {
  const line = lineOf(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~$]/g, '\\$&')
  return line.replace(/^([#+\-=])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2')
}
