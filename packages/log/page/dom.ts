// SPDX-License-Identifier: EUPL-1.2
import { printable } from '../src/words/tell.ts'

/** More of one text than this helps nobody to read it, and could keep the browser busy. */
const maxShown = 100_000

/** An element with text and other elements in it. Nothing is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...inside)
  return made
}

/** Text of somebody else's, apart from what stands around it: it can't turn the direction of ours. */
export function foreign(text: string): HTMLElement {
  const lines = text.slice(0, maxShown).split('\n').map(printable).join('\n')
  return element('bdi', 'foreign', lines, ...(text.length > maxShown ? [` [… + ${text.length - maxShown}]`] : []))
}

export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${id}`)
  return found
}
