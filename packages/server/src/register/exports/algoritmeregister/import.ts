// SPDX-License-Identifier: EUPL-1.2
// Turns entries of the Algoritmeregister into files for an organisation to look at, so that nobody types them twice.
// This registers nothing: a person fills in what no entry says, puts the file in `systems/`, and loads it (P9).
import { Document } from 'yaml'
import type { AlgoritmeregisterEntry } from '../../../organisation/index.ts'
import { isRecord, type Raw, rawEntriesIn, readEntry } from './read-entries.ts'

/** A proposal for one system. `yaml` doesn't load as it is: every place marked `missing` must be written first. */
export interface Proposal {
  readonly id: string
  readonly name: string
  readonly yaml: string
  readonly missing: readonly string[]
  /** What was not taken over from the entry, and why. */
  readonly left: readonly string[]
}

/**
 * Reads JSON (one entry, a list, or what `sluis systems export` wrote) or CSV with a header line. Throws ImportError.
 */
export function proposalsFrom(content: string): readonly Proposal[] {
  const taken = new Set<string>()
  return rawEntriesIn(content).map((entry) => proposalOf(entry, taken))
}

function proposalOf(raw: Raw, taken: Set<string>): Proposal {
  const { entry, left } = readEntry(raw)
  const name = entry.name ?? String(raw.name).slice(0, 100)
  const id = idOf(name, taken)
  const said = (...values: readonly (string | undefined)[]) =>
    values.find((one) => one !== undefined)?.slice(0, 2000) ?? ''
  const system = {
    id,
    name,
    purpose: said(entry.description_short, entry.goal),
    owner: '',
    accountable: '',
    models: [],
    tools: [],
    register: {
      problem: said(entry.goal),
      baseline: '',
      alternatives: [],
      benefit: { measure: '' },
      stopWhen: '',
      users: '',
      affected: { who: '', objection: said(entry.contact_email) },
      data: entry.source_data === undefined ? [] : [said(entry.source_data)],
      suppliers: entry.provider === undefined ? [] : [entry.provider],
      outside: { models: [], tools: [] },
      oversight: { how: said(entry.human_intervention) },
      logs: '',
      papers: papersOf(entry),
      algoritmeregister: entry,
    },
  }
  return { id, name, yaml: yamlOf(system), missing: missingIn(system), left }
}

/** Topics that the entry itself has a text for. */
function papersOf({ risks, lawful_basis, methods_and_models }: Partial<AlgoritmeregisterEntry>): Raw {
  const topics = { risks, 'lawful-basis': lawful_basis, design: methods_and_models }
  return Object.fromEntries(Object.entries(topics).filter(([, value]) => value !== undefined))
}

/** An id as an organisation's files have them: a lower-case letter, then letters, digits and hyphens, at most 40. */
function idOf(name: string, taken: Set<string>): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const base =
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 34)
      .replace(/-$/, '') || 'system'
  let id = base
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`
  taken.add(id)
  return id
}

function missingIn(value: unknown, path = ''): readonly string[] {
  if (value === '') return [path]
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => missingIn(inner, path === '' ? key : `${path}.${key}`))
}

function yamlOf(system: object): string {
  const document = new Document(system)
  document.commentBefore =
    ' A proposal made from an entry of the Algoritmeregister. What is empty ("") nobody said yet: fill it in.\n' +
    ' Models, tools and facts are not in such an entry: see docs/reference/register.md.'
  return document.toString({ lineWidth: 110 })
}
