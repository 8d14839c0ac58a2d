// SPDX-License-Identifier: EUPL-1.2
import type { Appends } from './appends.ts'
import type { Audit } from './audit.ts'

export interface Measured extends Appends, Audit {
  readonly syncsPerCommit: number | undefined
  readonly bytesPerEntryByte: number
  readonly proofBytes: number
}

interface Line {
  readonly what: string
  readonly figure: string
  readonly limit?: string
  readonly isMet?: boolean
}

/** The figures for people, each beside its limit. */
export function table(measured: Measured, costAtMillion: number | undefined): string {
  const lines = [...appendLines(measured), ...otherLines(measured, costAtMillion)]
  const width = Math.max(...lines.map(({ what }) => what.length))
  const figureWidth = Math.max(...lines.map(({ figure }) => figure.length))
  return lines
    .map(({ what, figure, limit, isMet }) => {
      const verdict = limit === undefined ? '' : `  ${isMet === true ? '✔' : '✖'} ${limit}`
      return `${what.padEnd(width)}  ${figure.padStart(figureWidth)}${verdict}`
    })
    .join('\n')
}

const count = (value: number): string => Math.round(value).toLocaleString('en')

function appendLines(measured: Measured): readonly Line[] {
  const { appendsPerSecond: ours, rawAppendsPerSecond: raw, sqliteAppendsPerSecond: sqlite } = measured
  const slower = measured.p50Ms / measured.rawP50Ms
  return [
    { what: 'appends a second, 64 callers', figure: count(ours) },
    {
      what: '  a bare file, group commit',
      figure: count(raw),
      limit: `${(ours / raw).toFixed(2)}× of it; at least 0.25×`,
      isMet: ours >= 0.25 * raw,
    },
    {
      what: '  bare SQLite, the same rows',
      figure: count(sqlite),
      limit: `${(ours / sqlite).toFixed(2)}× of it; at least 0.5×`,
      isMet: ours >= 0.5 * sqlite,
    },
    {
      what: 'ms to a durable receipt, 16 callers, median',
      figure: measured.p50Ms.toFixed(2),
      limit: `${slower.toFixed(1)}× of a bare file; at most 4×`,
      isMet: slower <= 4,
    },
    { what: '  to the word that it is durable', figure: measured.p50DurableMs.toFixed(2) },
    { what: '  a bare file', figure: measured.rawP50Ms.toFixed(2) },
  ]
}

function otherLines(measured: Measured, costAtMillion: number | undefined): readonly Line[] {
  const { syncsPerCommit: syncs, bytesPerEntryByte: bytes, proofBytes } = measured
  const { auditEntriesPerSecond: audit, goAuditEntriesPerSecond: go } = measured
  return [
    // SQLite moves its write-ahead log into the database every thousand pages, with syncs of its own.
    syncs === undefined
      ? { what: 'syncs a commit', figure: 'not measured: strace is not installed, or may not trace here' }
      : {
          what: 'syncs a commit',
          figure: syncs.toFixed(2),
          limit: 'one, and at most 0.05 for tidying',
          isMet: syncs <= 1.05,
        },
    {
      what: 'bytes on disk for each byte of entries',
      figure: bytes.toFixed(2),
      limit: 'at most 1.6',
      isMet: bytes <= 1.6,
    },
    { what: 'entries audited a second', figure: count(audit) },
    go === undefined
      ? { what: '  the Go program', figure: 'not measured: Go or x/mod is not installed' }
      : {
          what: '  the Go program',
          figure: count(go),
          limit: `${(audit / go).toFixed(2)}× of it; at least 0.4×`,
          isMet: audit >= 0.4 * go,
        },
    {
      what: 'bytes of a proof among 1,000,000, 3 cosignatures',
      figure: count(proofBytes),
      limit: 'at most 1,700',
      isMet: proofBytes <= 1700,
    },
    costAtMillion === undefined
      ? { what: 'cost of an append at 1,000,000 over that at 1,000', figure: 'with --large' }
      : {
          what: 'cost of an append at 1,000,000 over that at 1,000',
          figure: costAtMillion.toFixed(2),
          limit: 'at most 1.2',
          isMet: costAtMillion <= 1.2,
        },
  ]
}
