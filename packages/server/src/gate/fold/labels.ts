// SPDX-License-Identifier: EUPL-1.2
import { Conflict, type Entry, integer, isObject, type JsonValue, type Row, text } from '../../journal/index.ts'

/**
 * The columns of a call with the digests by which its run recognises pieces: what the call brought and what its result
 * released, each with its labels.
 */
export const partColumns = { parts: 'TEXT', part_labels: 'TEXT', released: 'TEXT', released_labels: 'TEXT' } as const

/** The label columns of a new run. */
export const unlabelled = { labels: '[]', removed: '{}' }

/** A part with more labels is not worth keeping: it carries nearly what the whole run carries. */
const maxLabelsOfPart = 64

/** The run with what an entry adds to its labels. */
export function withLabels(run: Row, more: JsonValue | undefined): Row {
  const fresh = listed(more)
  if (fresh.length === 0) return run
  const before = labelsOf(text(run, 'labels'))
  const added = fresh.filter((label) => !before.includes(label))
  return added.length === 0 ? run : { ...run, labels: JSON.stringify([...before, ...added].sort()) }
}

/** Digests by which a run recognises pieces, and the labels that those carry, as JSON. */
export interface Marks {
  readonly digests: readonly string[]
  readonly labels: string
}

/** What a call brought carries the labels that its run has now. */
export function broughtBy(run: Row, entry: Entry): Marks | undefined {
  const labels = text(run, 'labels')
  return marked(entry, labelsOf(labels), labels)
}

/** What its result released, given the run as it was before. */
export function releasedBy(run: Row, call: Row, entry: Entry): Marks | undefined {
  const labels = [...new Set(labelsOfResult(run, call, entry))].sort()
  return marked(entry, labels, JSON.stringify(labels))
}

function marked({ data }: Entry, { length }: readonly string[], labels: string): Marks | undefined {
  const digests = length > maxLabelsOfPart ? [] : listed(data.parts)
  return digests.length === 0 ? undefined : { digests, labels }
}

export const asColumns = (marks: Marks | undefined) =>
  marks === undefined ? noMarks : { digests: JSON.stringify(marks.digests), labels: marks.labels }

const noMarks = { digests: null, labels: null }

/**
 * The labels of a call's result: those of the call and its own. If not all parts of the call were recognised, the
 * labels of the whole run stand for those of the call. Labels that somebody removed since do not count, and a named
 * rule may take some away.
 */
function labelsOfResult(run: Row, call: Row, { data }: Entry): readonly string[] {
  const ofCall = labelsOf(text(typeof call.labels === 'string' ? call : run, 'labels'))
  const removed = removalsOf(run)
  const since =
    removed.size === 0 ? ofCall : ofCall.filter((label) => (removed.get(label) ?? -1) < integer(call, 'entry'))
  const taken = Array.isArray(data.removed) ? data.removed.flatMap((item) => labelIn(item)) : []
  const all = [...since, ...listed(data.labels)]
  return taken.length === 0 ? all : all.filter((label) => !taken.includes(label))
}

/** A person took a label off a run: earlier entries no longer count for it, later ones do. */
export function withoutLabel(run: Row, { data, index }: Entry): Row {
  const label = data.label
  const labels = labelsOf(text(run, 'labels'))
  if (typeof label !== 'string' || !labels.includes(label)) {
    throw new Conflict('label-absent', `the run ${text(run, 'id')} does not carry this label`)
  }
  const removed = JSON.stringify(Object.fromEntries([...removalsOf(run), [label, index]]))
  return { ...run, labels: JSON.stringify(labels.filter((other) => other !== label)), removed }
}

/** At which entry each label was last removed. */
export function removalsOf(run: Row): ReadonlyMap<string, number> {
  if (run.removed === unlabelled.removed) return noRemovals
  const removed: unknown = JSON.parse(text(run, 'removed'))
  return new Map(Object.entries(removed ?? {}).map(([label, entry]) => [label, Number(entry)]))
}

const noRemovals: ReadonlyMap<string, number> = new Map()

/** At any moment calls are mostly of a few runs, whose labels hardly change. */
const read = new Map<string, readonly string[]>()
const maxRead = 500
const maxLength = 4096

/** Labels as a column has them. */
export function labelsOf(json: string): readonly string[] {
  if (json.length > maxLength) return strings(json)
  const known = read.get(json)
  if (known !== undefined) return known
  if (read.size >= maxRead) read.clear()
  const labels = strings(json)
  read.set(json, labels)
  return labels
}

export function strings(json: string): readonly string[] {
  return listed(JSON.parse(json))
}

function listed(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function labelIn(item: JsonValue): readonly string[] {
  const label = isObject(item) ? item.label : undefined
  return typeof label === 'string' ? [label] : []
}
