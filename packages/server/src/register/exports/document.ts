// SPDX-License-Identifier: EUPL-1.2
// What every paper of the register is before it is Markdown, PDF or JSON: sections that are filled or say what is
// missing and who can fill it. All texts are in one language, and none is trusted: renderers escape them.
import type { Language } from '@sluis/ai-act'

export interface Document {
  readonly language: Language
  readonly title: string
  /** What this paper is and what it does not decide. */
  readonly notice: string
  /** What it is of, its date, the version of the law. */
  readonly about: readonly { readonly name: string; readonly value: string }[]
  /** How far it reaches: what was seen at the gate, what was only declared. */
  readonly coverage: readonly string[]
  readonly sections: readonly Section[]
}

export interface Section {
  readonly title: string
  /** The clause that asks for it. */
  readonly source?: string
  readonly blocks: readonly Block[]
  readonly sections?: readonly Section[]
}

/** Where a statement comes from: the organisation's files and people, the log of the gate, or the law's rules. */
export type Origin = 'declared' | 'seen' | 'derived'

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly from?: Origin }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly from?: Origin }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly from?: Origin
    }
  | Gap

/** What is not known yet. A paper with gaps is still made, and names each of them. */
export interface Gap {
  readonly kind: 'gap'
  readonly missing: string
  /** Who can fill it. */
  readonly who: string
}

export interface FoundGap {
  readonly section: string
  readonly source?: string
  readonly missing: string
  readonly who: string
}

/** Every gap of a paper, in its order. */
export function gapsOf({ sections }: Pick<Document, 'sections'>): readonly FoundGap[] {
  return sections.flatMap(gapsIn)
}

function gapsIn({ title, source, blocks, sections = [] }: Section): readonly FoundGap[] {
  const own = blocks.flatMap((block) =>
    block.kind === 'gap'
      ? [{ section: title, ...(source === undefined ? {} : { source }), missing: block.missing, who: block.who }]
      : [],
  )
  return [...own, ...sections.flatMap(gapsIn)]
}

export function text(value: string, from?: Origin): Block {
  return from === undefined ? { kind: 'text', text: value } : { kind: 'text', text: value, from }
}

export function list(items: readonly string[], from?: Origin): Block {
  return from === undefined ? { kind: 'list', items } : { kind: 'list', items, from }
}

export function gap(missing: string, who: string): Gap {
  return { kind: 'gap', missing, who }
}

/** The most of one text that a paper shows; what stands in the organisation's files is far below. */
const maxText = 20_000

/** Control characters, and those that turn the reading direction, hide what stands there or are drawn as nothing. */
const steering = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** One line without anything that steers a reader's program: what strangers wrote must not change how a paper reads. */
export function lineOf(value: string): string {
  const cut = value.length > maxText ? `${value.slice(0, maxText)} […]` : value
  return cut.replaceAll(/\s+/g, ' ').replaceAll(steering, '\u{FFFD}').trim()
}

/** The same, with paragraphs kept apart. */
export function paragraphsOf(value: string): readonly string[] {
  const cut = value.length > maxText ? `${value.slice(0, maxText)} […]` : value
  return cut
    .split(/\r?\n[ \t]*\r?\n/)
    .map(lineOf)
    .filter((paragraph) => paragraph !== '')
}
