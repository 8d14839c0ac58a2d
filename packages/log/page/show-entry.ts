// SPDX-License-Identifier: EUPL-1.2
import { maxEntryLength } from '../src/bundle.ts'
import type { ShownField } from '../src/exhibit.ts'
import type { Fact } from '../src/words/tell.ts'
import { textOfEntry } from '../src/words/tell.ts'
import type { ProvenEntry } from './check.ts'
import { element, foreign } from './dom.ts'
import { type Leaf, readLeaf } from './leaf.ts'
import { JsonView } from './show-json.ts'
import { facts, type Showing, tellMoment } from './showing.ts'

/**
 * A proven entry: what it says, readable where it is an entry of Sluis, what was handed over with it, and its bytes as
 * the text that they are.
 */
export function showEntry(
  { index, bytes, handedOver }: ProvenEntry,
  names: ReadonlyMap<string, string>,
  showing: Showing,
): HTMLElement {
  const { words, own } = showing
  const text = textOfEntry(bytes, maxEntryLength)
  const leaf = text === undefined ? undefined : readLeaf(text)
  const view = new JsonView(own, names)
  const withheld = handedOver === undefined ? undefined : words.unopened(handedOver.unopened)
  return element(
    'article',
    'entry',
    element('h3', '', `${words.labels.entry}: ${words.entry(index, bytes.length)}`),
    ...(leaf === undefined ? [] : showLeaf(leaf, withheld, view, showing)),
    ...(handedOver?.fields ?? []).flatMap((field) => showField(field, view, showing)),
    text === undefined ? element('p', '', own.notText) : showExactly(text, own.labels.exactly, leaf === undefined),
  )
}

function showExactly(text: string, label: string, isOpen: boolean): HTMLElement {
  const details = element('details', '', element('summary', '', label), element('pre', '', foreign(text)))
  details.open = isOpen
  return details
}

function showLeaf(leaf: Leaf, withheld: string | undefined, view: JsonView, showing: Showing): HTMLElement[] {
  const { own } = showing
  return [facts(factsOf(leaf, withheld, showing)), element('h4', '', own.labels.data), view.show(leaf.data)]
}

function factsOf(leaf: Leaf, withheld: string | undefined, { own, language }: Showing): Fact[] {
  const { at, kind, series, number, committed } = leaf
  const moment = new Date(at)
  const time = Number.isNaN(moment.getTime()) ? String(at) : tellMoment(moment, language)
  const told = [
    { label: own.labels.at, value: own.at(time) },
    { label: own.labels.kind, value: kind },
  ]
  if (series !== undefined && number !== undefined)
    told.push({ label: own.labels.place, value: own.place(number, series) })
  if (committed > 0) told.push({ label: own.labels.withheld, value: withheld ?? own.withheld(committed) })
  return told
}

/** A private field that was handed over, whole or in the pieces that were. */
function showField({ name, value, parts }: ShownField, view: JsonView, { words, own }: Showing): HTMLElement[] {
  const pieces = parts.map((part, at) =>
    'value' in part
      ? element('li', '', element('span', 'quiet', words.piece(at + 1)), ' ', view.show(part.value))
      : element('li', 'quiet', words.pieceNotShown(at + 1)),
  )
  const heading = element('h4', '', `${own.handedOver}: `, foreign(name))
  return [heading, view.show(value), ...(pieces.length === 0 ? [] : [element('ul', 'json', ...pieces)])]
}
