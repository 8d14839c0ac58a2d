// SPDX-License-Identifier: EUPL-1.2
// Who was handed what is held about somebody (GDPR art. 15(1)(c) and 19), from the exhibits that the log has.
import { setImmediate } from 'node:timers/promises'
import { integer, isObject, type Journal, type JsonValue, listIn, type Row, text } from '../journal/index.ts'

/** An exhibit that went to somebody outside. */
export interface HandedOver {
  /** Where the log says so. */
  readonly entry: number
  /** Under which its recipient is sealed; an earlier version sealed that under the person who made it. */
  readonly exhibit?: string
  readonly at: number
  /** Who made it; absent once they were erased. */
  readonly by?: string
  /** To whom, and what for; absent once that was erased. */
  readonly for?: string
  readonly handed: readonly { readonly entry: number; readonly fields: readonly string[] }[]
  /** The calls that these entries tell of. */
  readonly calls: readonly string[]
}

export interface Recipients {
  /** The newest first. */
  readonly exhibits: readonly HandedOver[]
  /** How many older ones are not told. */
  readonly olderExhibits?: number
}

const maxTold = 200

/** The exhibits about any of these; `about` as the fold has it. */
export async function recipientsOf(journal: Journal, about: readonly string[]): Promise<Recipients> {
  if (about.length === 0) return { exhibits: [] }
  const places = about.map((_, at) => `$${at + 1}`).join(', ')
  const found = await journal.query(`SELECT DISTINCT exhibit FROM exhibit_about WHERE about IN (${places})`, ...about)
  const entries = found.map((row) => integer(row, 'exhibit')).sort((one, other) => other - one)
  const exhibits: HandedOver[] = []
  for (const entry of entries.slice(0, maxTold)) {
    const [row] = await journal.query('SELECT * FROM exhibits WHERE entry = $1', entry)
    if (row !== undefined) exhibits.push(await handedOver(journal, row))
    await setImmediate()
  }
  return entries.length > maxTold ? { exhibits, olderExhibits: entries.length - maxTold } : { exhibits }
}

async function handedOver(journal: Journal, row: Row): Promise<HandedOver> {
  const entry = integer(row, 'entry')
  const by = row.by_person === null ? undefined : await journal.subjectOf(text(row, 'by_person'))
  const recipient: JsonValue | undefined = (await journal.disclose(entry, 'for'))?.value
  const handed = handedIn(JSON.parse(text(row, 'handed')))
  const calls = new Set<string>()
  for (const { entry: index } of handed) {
    const call = (await journal.log.entry(index))?.data.call
    if (typeof call === 'string') calls.add(call)
  }
  return {
    entry,
    ...(row.id === null ? {} : { exhibit: text(row, 'id') }),
    at: integer(row, 'at'),
    ...(by === undefined ? {} : { by: by.replace(/^person:/, '') }),
    ...(typeof recipient === 'string' ? { for: recipient } : {}),
    handed,
    calls: [...calls],
  }
}

function handedIn(listed: JsonValue): HandedOver['handed'] {
  return listIn(listed).flatMap((one) => {
    if (!isObject(one) || typeof one.entry !== 'number' || !Array.isArray(one.fields)) return []
    return [{ entry: one.entry, fields: one.fields.map(String) }]
  })
}
