// SPDX-License-Identifier: EUPL-1.2
// What the log has of a system around an incident: positions and receipts, and nothing that anybody said. It is read
// from the leaves themselves, because those are what a receipt proves.
import { setImmediate } from 'node:timers/promises'
import type { Text } from '@sluis/ai-act'
import { type Entry, integer, type Journal, type Row, receiptFor, text } from '../journal/index.ts'

export interface SeenCall {
  readonly call: string
  readonly run: string
  readonly agent: string
  readonly action: string
  readonly resource: string
  /** As the leaf says: `call.allowed`, `call.denied`, `call.held`. */
  readonly kind: string
  readonly outcome?: string
  readonly at: number
  /** True when somebody cited it; otherwise it merely falls within the stretch. */
  readonly isCited: boolean
  /** Its indexes in the log, that of the outcome last, with a proof of each as a tlog-proof file. */
  readonly entries: readonly number[]
  readonly receipts: readonly string[]
}

export interface Around {
  readonly from: number
  readonly until: number
  readonly calls: readonly SeenCall[]
  /** Stops, changes of the system and loads of the organisation in the same stretch. */
  readonly events: readonly { readonly entry: number; readonly at: number; readonly kind: string }[]
  /** How many more calls of the system were read than are shown. */
  readonly notShown: number
  /** Whether the whole stretch was read; if not, its beginning is left out. */
  readonly isWhole: boolean
  readonly coverage: Text
}

const coverage: Text = {
  nl: 'aanroepen die de poort bereikten; wat nooit door de poort gaat, is niet gezien',
  en: 'calls that reached the gate; what never passes the gate is not seen',
}

const maxShown = 100
const maxRead = 200_000
const pageSize = 500
const openings = new Set(['call.allowed', 'call.denied', 'call.held'])

export async function aroundOf(journal: Journal, incident: Row, cited: readonly string[]): Promise<Around> {
  const [system, from, until] = [text(incident, 'system'), integer(incident, 'from_at'), integer(incident, 'until_at')]
  const { log } = journal
  const { size } = await log.checkpoint()
  const [first, end] = [await log.firstSince(from, size), await log.firstSince(until + 1, size)]
  const start = Math.max(first, end - maxRead)
  const found = new Map<string, Entry>()
  const events: Entry[] = []
  let counted = 0
  for (let upTo = end; upTo > start; upTo -= pageSize) {
    const page = await log.entries(Math.max(start, upTo - pageSize), upTo)
    for (const entry of page.toReversed()) {
      if (isBeside(entry, system)) events.push(entry)
      if (!openings.has(entry.kind) || entry.data.system !== system) continue
      counted++
      if (found.size < maxShown) found.set(String(entry.data.call), entry)
    }
    // Gives the stop and other calls their turn first.
    await setImmediate()
  }
  const lies = found.size
  for (const call of cited) {
    const entry = found.has(call) ? undefined : await openingOf(journal, call)
    if (entry !== undefined) found.set(call, entry)
  }
  const isCited = new Set(cited)
  const calls: SeenCall[] = []
  for (const entry of [...found.values()].sort((one, other) => one.index - other.index)) {
    calls.push(await seenCall(journal, entry, isCited.has(String(entry.data.call))))
    await setImmediate()
  }
  return {
    from,
    until,
    calls,
    events: events
      .toReversed()
      .slice(-maxShown)
      .map(({ index, at, kind }) => ({ entry: index, at, kind })),
    notShown: counted - lies,
    isWhole: start === first,
    coverage,
  }
}

function isBeside({ kind, data }: Entry, system: string): boolean {
  if (kind.startsWith('stop.') || kind === 'organisation.loaded') return true
  return kind.startsWith('system.') && data.system === system
}

async function openingOf(journal: Journal, call: string): Promise<Entry | undefined> {
  const [row] = await journal.query('SELECT entry FROM calls WHERE id = $1', call)
  return row && (await journal.log.entry(integer(row, 'entry')))
}

async function seenCall(journal: Journal, { index, at, kind, data }: Entry, isCited: boolean): Promise<SeenCall> {
  const [row] = await journal.query('SELECT outcome, outcome_entry FROM calls WHERE id = $1', String(data.call))
  const entries = typeof row?.outcome_entry === 'number' ? [index, row.outcome_entry] : [index]
  const receipts: string[] = []
  for (const entry of entries) receipts.push(await receiptFor(journal.log, entry))
  return {
    call: String(data.call),
    run: String(data.run),
    agent: String(data.agent),
    action: String(data.action),
    resource: String(data.resource),
    kind,
    ...(typeof row?.outcome === 'string' ? { outcome: row.outcome } : {}),
    at,
    isCited,
    entries,
    receipts,
  }
}
