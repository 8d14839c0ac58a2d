// SPDX-License-Identifier: EUPL-1.2
import {
  type Change,
  Conflict,
  type Entry,
  integer,
  type JsonValue,
  type Row,
  type Table,
  text,
} from '../../journal/index.ts'

/** What was released to a run or brought by it, by keyed digest, each with the labels that it carries. */
export const partsTable: Table = {
  name: 'run_parts',
  columns: { run: 'TEXT', slot: 'BIGINT', digest: 'TEXT', labels: 'TEXT', entry: 'BIGINT' },
  key: ['run', 'slot'],
  indexes: [['run', 'digest']],
}

/** The columns of a run that are about labels, as they begin. */
export const unlabelled = { labels: '[]', removed: '{}', parts: 0 }

/** Of a longer history the oldest parts are forgotten, and what holds one is no longer recognised. */
export const maxPartsKept = 4096

/** A part that carries more is not worth a row: it is nearly what the run as a whole carries. */
const maxLabelsOfPart = 64

/** The run with what an entry adds to its labels. */
export function withLabels(run: Row, more: JsonValue | undefined): Row {
  const before = strings(text(run, 'labels'))
  const added = listed(more).filter((label) => !before.includes(label))
  return added.length === 0 ? run : { ...run, labels: JSON.stringify([...before, ...added].sort()) }
}

/** The run and its parts after an entry that names some, all of which carry these labels. */
export function withParts(run: Row, { data, index }: Entry, labels: readonly string[]): readonly Change[] {
  const digests = labels.length > maxLabelsOfPart ? [] : listed(data.parts)
  const before = integer(run, 'parts')
  const carried = JSON.stringify([...new Set(labels)].sort())
  const id = text(run, 'id')
  const parts = digests.map((digest, at) => {
    const slot = (before + at) % maxPartsKept
    return { put: 'run_parts', row: { run: id, slot, digest, labels: carried, entry: index } }
  })
  return [{ put: 'runs', row: { ...run, parts: before + digests.length } }, ...parts]
}

/**
 * What a call's result carries: the labels of the call, as far as nobody removed them since, and its own; of a call
 * whose parts were not all recognised, those of its whole run. A named rule may take some away.
 */
export function labelsOfResult(run: Row, call: Row, { data }: Entry): readonly string[] {
  const ofCall = typeof call.labels === 'string' ? strings(call.labels) : strings(text(run, 'labels'))
  const removed = removalsOf(run)
  const since = ofCall.filter((label) => (removed.get(label) ?? -1) < integer(call, 'entry'))
  const taken = Array.isArray(data.removed) ? data.removed.flatMap((item) => labelIn(item)) : []
  return [...since, ...listed(data.labels)].filter((label) => !taken.includes(label))
}

/** A person took a label off a run: what was labelled before no longer counts, what comes after does. */
export function withoutLabel(run: Row, { data, index }: Entry): Row {
  const label = data.label
  const labels = strings(text(run, 'labels'))
  if (typeof label !== 'string' || !labels.includes(label)) {
    throw new Conflict('label-absent', `the run ${text(run, 'id')} does not carry this label`)
  }
  const removed = JSON.stringify(Object.fromEntries(removalsOf(run).set(label, index)))
  return { ...run, labels: JSON.stringify(labels.filter((other) => other !== label)), removed }
}

/** At which entry each label was last removed. */
export function removalsOf(run: Row): Map<string, number> {
  const removed: unknown = JSON.parse(text(run, 'removed'))
  return new Map(Object.entries(removed ?? {}).map(([label, entry]) => [label, Number(entry)]))
}

export function strings(json: string): readonly string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function listed(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function labelIn(item: JsonValue): readonly string[] {
  const label = typeof item === 'object' && item !== null && 'label' in item ? item.label : undefined
  return typeof label === 'string' ? [label] : []
}
