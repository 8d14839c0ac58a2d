// SPDX-License-Identifier: EUPL-1.2
import { maxEntryLength } from '../src/bundle.ts'
import { textOfEntry } from '../src/words/tell.ts'
import type { ProvenEntry } from './check.ts'
import { element, foreign } from './dom.ts'
import { isObject, type Json, type Leaf, readLeaf } from './leaf.ts'
import { facts, type Showing, tellMoment } from './show.ts'

/** A proven entry: what it says, readable where it is an entry of Sluis, and its bytes as the text that they are. */
export function showEntry({ index, bytes }: ProvenEntry, showing: Showing): HTMLElement {
  const { words, own } = showing
  const text = textOfEntry(bytes, maxEntryLength)
  const leaf = text === undefined ? undefined : readLeaf(text)
  return element(
    'article',
    'entry',
    element('h3', '', `${words.labels.entry}: ${words.entry(index, bytes.length)}`),
    ...(leaf === undefined ? [] : showLeaf(leaf, showing)),
    text === undefined ? element('p', '', own.notText) : showExactly(text, own.labels.exactly, leaf === undefined),
  )
}

function showExactly(text: string, label: string, isOpen: boolean): HTMLElement {
  const details = element('details', '', element('summary', '', label), element('pre', '', foreign(text)))
  details.open = isOpen
  return details
}

function showLeaf({ at, kind, data, series, number, committed }: Leaf, { own, language }: Showing): HTMLElement[] {
  const moment = new Date(at)
  const time = Number.isNaN(moment.getTime()) ? String(at) : tellMoment(moment, language)
  const told = facts([
    { label: own.labels.at, value: own.at(time) },
    { label: own.labels.kind, value: kind },
    ...(series === undefined || number === undefined
      ? []
      : [{ label: own.labels.place, value: own.place(number, series) }]),
    ...(committed === 0 ? [] : [{ label: own.labels.withheld, value: own.withheld(committed) }]),
  ])
  return [told, element('h4', '', own.labels.data), showJson(data, own.empty)]
}

/** Any value of JSON, as lists in lists. */
function showJson(value: Json, empty: string): HTMLElement {
  if (Array.isArray(value)) {
    if (value.length === 0) return element('span', 'quiet', empty)
    return element('ul', 'json', ...value.map((inner: Json) => element('li', '', showJson(inner, empty))))
  }
  if (!isObject(value)) return foreign(String(value))
  const members = Object.entries(value)
  if (members.length === 0) return element('span', 'quiet', empty)
  const rows = members.flatMap(([name, inner]) => [
    element('dt', '', foreign(name)),
    element('dd', '', showJson(inner, empty)),
  ])
  return element('dl', 'json', ...rows)
}
