// SPDX-License-Identifier: EUPL-1.2
import { type Change, Conflict, type Entry, type Projection, type Row } from '../../../journal/index.ts'

/**
 * The state of each system in the Algoritmeregister. A system has one act under way at a time, and each act gets one
 * outcome. That is enforced here, where the order of the log is made (P2).
 */
export const publications: Projection = {
  room: 'register',
  tables: [
    {
      name: 'register_publications',
      columns: {
        system: 'TEXT',
        publication: 'TEXT',
        act: 'TEXT',
        outcome: 'TEXT',
        digest: 'TEXT',
        submitted: 'TEXT',
        is_public: 'BIGINT',
        lars: 'TEXT',
        at: 'BIGINT',
      },
      key: ['system'],
    },
  ],
  kinds: ['publication.intended', 'publication.ended'],
  needs: ({ data }) => [{ table: 'register_publications', key: [String(data.system)] }],
  apply: (entry, rows) => applied(entry, rows('register_publications', String(entry.data.system))),
}

function applied(entry: Entry, before: Row | undefined): readonly Change[] {
  const row = entry.kind === 'publication.intended' ? intended(entry, before) : ended(entry, before)
  return [{ put: 'register_publications', row }]
}

function intended({ data, at }: Entry, before: Row | undefined): Row {
  if (before?.outcome === 'open') throw new Conflict('publication-open', 'an act of this system is under way')
  if (data.act !== 'submit' && typeof before?.lars !== 'string') {
    throw new Conflict('not-submitted', 'nothing of this system was submitted')
  }
  // Only what was submitted is published: a system that has changed since must be submitted again (P5).
  if (data.act === 'publish' && before?.submitted !== data.digest) {
    throw new Conflict('entry-changed', 'what was submitted is not what the register says now')
  }
  return {
    system: String(data.system),
    publication: String(data.publication),
    act: String(data.act),
    outcome: 'open',
    digest: data.digest === undefined ? null : String(data.digest),
    submitted: before?.submitted ?? null,
    is_public: before?.is_public ?? 0,
    lars: before?.lars ?? null,
    at,
  }
}

function ended({ data, at }: Entry, before: Row | undefined): Row {
  if (before === undefined || before.outcome !== 'open' || before.publication !== data.publication) {
    throw new Conflict('publication-ended', 'this act has its outcome')
  }
  const isDone = data.outcome === 'done'
  return {
    ...before,
    outcome: String(data.outcome),
    submitted: before.act === 'submit' ? submittedBy(data.outcome, before) : (before.submitted ?? null),
    is_public: isDone && before.act !== 'submit' ? Number(before.act === 'publish') : (before.is_public ?? 0),
    lars: data.lars === undefined ? (before.lars ?? null) : String(data.lars),
    at,
  }
}

/**
 * The digest of what the Algoritmeregister now holds; null when nobody knows, and then nothing can be published until it
 * is submitted again (P10).
 */
function submittedBy(outcome: unknown, { digest = null, submitted = null }: Row): Row[string] {
  if (outcome === 'done') return digest
  return outcome === 'refused' ? submitted : null
}
