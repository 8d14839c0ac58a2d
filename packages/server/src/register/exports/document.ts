// SPDX-License-Identifier: EUPL-1.2
// A paper of the register before it becomes Markdown, PDF or JSON: sections that are filled in, or that say what is
// missing and who can supply it. All texts are in one language, and none is trusted: renderers escape them.
import type { Language } from '@sluis/ai-act'

export interface Document {
  readonly language: Language
  readonly title: string
  /** What this paper is and what it does not decide. */
  readonly notice: string
  /** The system, the date, and the version of the law. */
  readonly about: readonly { readonly name: string; readonly value: string }[]
  /** Its coverage: what was seen at the gate and what was only declared. */
  readonly coverage: readonly string[]
  readonly sections: readonly Section[]
}

export interface Section {
  readonly title: string
  /** The clause that requires it. */
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

/** Something that isn't known yet. A paper with gaps is still made, and names each of them. */
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

/** The longest text that a paper shows; texts in the organisation's files are far shorter. */
const maxText = 20_000

/** Control characters, and characters that reverse the reading direction, hide text or are drawn as nothing. */
const steering = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** One line without characters that steer a reader's program: a stranger's text must not change how a paper reads. */
export function lineOf(value: string): string {
  const cut = value.length > maxText ? `${value.slice(0, maxText)} […]` : value
  return cut.replaceAll(/\s+/g, ' ').replaceAll(steering, '\u{FFFD}').trim()
}

/** The same for a longer text, split into its paragraphs. */
export function paragraphsOf(value: string): readonly string[] {
  const cut = value.length > maxText ? `${value.slice(0, maxText)} […]` : value
  return cut
    .split(/\r?\n[ \t]*\r?\n/)
    .map(lineOf)
    .filter((paragraph) => paragraph !== '')
}
