// SPDX-License-Identifier: EUPL-1.2
import type { Entry, Projection, RowKey } from '../journal/index.ts'
import { worded } from './field.ts'
import { tables } from './tables.ts'
import { decided, expired, held, notified, used, usedCases } from './transitions.ts'

/**
 * The cases, as a fold of the log. Only here does a verdict count and is an approval used, so an approval is used once
 * and in time even where callers race, a timer died or a clock jumped back (P5, P6).
 */
export const cases: Projection = {
  room: 'oversight',
  tables,
  kinds: ['call.held', 'case.verdict', 'case.expired', 'case.notified', 'call.allowed'],
  needs: (entry) => {
    const { kind, data } = entry
    switch (kind) {
      case 'call.held':
        return [
          theCase(entry),
          { table: 'case_calls', key: [worded(entry, 'run'), worded(entry, 'digest')] },
          load(entry),
          ...(data.edits === undefined ? [] : [theCase(entry, 'edits'), verdictOf(entry, 'edits')]),
        ]
      case 'case.verdict':
        return [theCase(entry), verdictOf(entry, 'case'), load(entry)]
      case 'case.expired':
        return [theCase(entry), load(entry)]
      case 'case.notified':
        return [theCase(entry)]
      case 'call.allowed':
        return usedCases(entry).map((id) => ({ table: 'cases', key: [id] }))
      default:
        return []
    }
  },
  apply: (entry, rows) => {
    switch (entry.kind) {
      case 'call.held':
        return held(entry, rows)
      case 'case.verdict':
        return decided(entry, rows)
      case 'case.expired':
        return expired(entry, rows)
      case 'case.notified':
        return notified(entry, rows)
      case 'call.allowed':
        return used(entry, rows)
      default:
        return []
    }
  },
}

function theCase(entry: Entry, field = 'case'): RowKey {
  return { table: 'cases', key: [worded(entry, field)] }
}

function verdictOf(entry: Entry, field: 'case' | 'edits'): RowKey {
  return { table: 'case_verdicts', key: [worded(entry, field), worded(entry, 'by')] }
}

function load(entry: Entry): RowKey {
  return { table: 'case_load', key: [worded(entry, 'agent')] }
}
