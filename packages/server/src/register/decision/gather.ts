// SPDX-License-Identifier: EUPL-1.2
import { integer, type Journal, type Row, text } from '../../journal/index.ts'
import { portraitOf } from '../exports/portrait-of.ts'
import type { Ground } from '../ground.ts'
import { missingOf } from '../missing.ts'
import { isSameClass, judgementsIn } from '../projection.ts'
import type { RegisteredSystem } from '../registered.ts'
import { coverage } from '../seen.ts'
import { outsideOf, summaryOf } from '../view.ts'
import type { DecisionFile } from './decision.ts'
import { evidenceOf, type Trial } from './evidence.ts'

const maxStatements = 20
const maxTrials = 20

/** The file as it is now, with people as pseudonyms. */
export async function gatherDecision(ground: Ground, registered: RegisteredSystem): Promise<DecisionFile> {
  const { journal } = ground
  const { system, row } = registered
  const { evaluation, traffic, suppliers, on, madeAt } = await portraitOf(ground, registered)
  const summary = summaryOf(ground, registered)
  const judgements = judgementsIn(row)
  const trials = await trialsIn(journal)
  const cases = await casesOf(journal, system.id)
  const incidents = await journal.query('SELECT id, state FROM incidents WHERE system = $1 ORDER BY entry', system.id)
  const calls = traffic.reduce((total, one) => total + one.calls, 0)
  const { open: openCases = 0, ...closedCases } = cases
  const decidedCases = Object.values(closedCases).reduce((total, count) => total + count, 0)
  const { obligations, open, hits, readings } = evaluation
  const questions = open.filter(({ about }) => about === 'class').length
  const asksFria = obligations.some(({ id }) => id === 'O-27')
  return {
    on,
    madeAt,
    system: {
      ...{ id: system.id, name: system.name, purpose: system.purpose, stage: summary.stage, basis: summary.basis },
      version: text(row, 'version'),
      owner: text(row, 'owner'),
      accountable: text(row, 'accountable'),
    },
    class: {
      ...{ label: summary.label, strictest: summary.strictest, isFiltered: summary.isFiltered, law: summary.law },
      hits: hits.map(({ id, article, title, inForce }) => ({ id, article, title, inForce })),
      readings: readings.map((reading) => reading.text),
    },
    evidence: evidenceOf(obligations, { system, calls, decidedCases, incidents: incidents.length, trials, judgements }),
    judgements: judgements.map((one) => ({
      ...one,
      agrees: isSameClass(one, summary),
    })),
    outside: (await outsideOf(ground, registered, summary)).map(({ reason, ...stated }) => stated),
    ...(await acceptanceOf(journal, row)),
    trials,
    cases: { open: openCases, ...closedCases },
    calls: { seen: calls, passed: traffic.reduce((total, { passed }) => total + passed, 0) },
    openIncidents: incidents.flatMap((one) => (one.state === 'open' ? [text(one, 'id')] : [])),
    statements: await statementsIn(journal),
    suppliers,
    missing: missingOf({ summary, system, questions, suppliers, calls, asksFria }),
    coverage,
  }
}

async function trialsIn(journal: Journal): Promise<readonly Trial[]> {
  const rows = await journal.query('SELECT * FROM register_trials ORDER BY entry DESC LIMIT $1', maxTrials)
  return rows.toReversed().flatMap((row) => {
    const { what } = row
    if (what !== 'stop' && what !== 'provider-loss' && what !== 'replay') return []
    return [
      {
        ...{ entry: integer(row, 'entry'), at: integer(row, 'at'), what },
        ...(typeof row.of === 'string' ? { of: row.of } : {}),
        ...(typeof row.worst_ms === 'number' ? { worstMs: row.worst_ms } : {}),
        ...(typeof row.changed === 'number' ? { changed: row.changed } : {}),
      },
    ]
  })
}

async function casesOf(journal: Journal, system: string): Promise<Readonly<Record<string, number>>> {
  const rows = await journal.query(
    'SELECT state, COUNT(*) AS count FROM cases WHERE system = $1 GROUP BY state ORDER BY state',
    system,
  )
  return Object.fromEntries(rows.map((row) => [text(row, 'state'), Number(row.count)]))
}

async function acceptanceOf(journal: Journal, { id, accepted }: Row): Promise<Pick<DecisionFile, 'acceptance'>> {
  if (typeof accepted !== 'number') return {}
  const [row] = await journal.query(
    'SELECT * FROM register_history WHERE system = $1 AND entry = $2',
    String(id),
    accepted,
  )
  return row === undefined
    ? {}
    : { acceptance: { by: text(row, 'by'), at: integer(row, 'at'), entry: integer(row, 'entry') } }
}

async function statementsIn(journal: Journal): Promise<DecisionFile['statements']> {
  const rows = await journal.query('SELECT * FROM statements ORDER BY entry DESC LIMIT $1', maxStatements)
  return rows.map((row) => ({
    id: text(row, 'id'),
    issuer: text(row, 'issuer'),
    payloadType: text(row, 'payload_type'),
    at: integer(row, 'received_at'),
    entry: integer(row, 'entry'),
  }))
}
