// SPDX-License-Identifier: EUPL-1.2
// What a durable, signed, provable entry costs, beside a bare file and bare SQLite on the same disk, and what checking
// the log costs beside the Go program of test/real. docs/reference/performance.md says what each figure means.
//   npm run bench -- log [--json] [--large] [--folder DIRECTORY]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAppends, measureGrowth } from './log/appends.ts'
import { measureAudit } from './log/audit.ts'
import { measureBytes, measureSyncs } from './log/disk.ts'
import { measureProof } from './log/proof-size.ts'
import { type Measured, table } from './log/table.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    folder: { type: 'string', default: tmpdir() },
  },
})

const million = 1_000_000
const folder = mkdtempSync(join(values.folder, 'sluis-bench-log-'))
const within = (name: string): string => join(folder, name)
const tell = (what: string): boolean => process.stderr.write(`${what} …\n`)

try {
  tell('appends')
  const appends = await measureAppends(within('appends'), 5, 12_000)
  tell('syncs of each commit')
  const syncsPerCommit = measureSyncs(within('syncs'))
  tell('100,000 single commits')
  const bytesPerEntryByte = await measureBytes(within('bytes'), 100_000)
  tell('audits')
  const audit = await measureAudit(within('audit'), 100_000, 5)
  tell('a proof among a million entries')
  const proofBytes = await measureProof(million)
  const measured: Measured = { ...appends, ...audit, syncsPerCommit, bytesPerEntryByte, proofBytes }
  const costAtMillion = values.large
    ? await measureGrowth(within('growth'), million, (entries) => {
        if (entries % 100_000 === 0) tell(`${entries} of ${million} entries`)
      })
    : undefined
  console.log(values.json ? JSON.stringify(asJson(measured, costAtMillion)) : table(measured, costAtMillion))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Null is what could not be measured here, because strace or Go is missing. */
function asJson(measured: Measured, costAtMillion: number | undefined): Record<string, number | null> {
  const rounded = (value: number | undefined, digits = 0): number | null =>
    value === undefined ? null : Number(value.toFixed(digits))
  return {
    appendsPerSecond: rounded(measured.appendsPerSecond),
    rawAppendsPerSecond: rounded(measured.rawAppendsPerSecond),
    sqliteAppendsPerSecond: rounded(measured.sqliteAppendsPerSecond),
    p50Ms: rounded(measured.p50Ms, 3),
    rawP50Ms: rounded(measured.rawP50Ms, 3),
    syncsPerCommit: rounded(measured.syncsPerCommit, 2),
    bytesPerEntryByte: rounded(measured.bytesPerEntryByte, 3),
    auditEntriesPerSecond: rounded(measured.auditEntriesPerSecond),
    goAuditEntriesPerSecond: rounded(measured.goAuditEntriesPerSecond),
    proofBytes: measured.proofBytes,
    ...(costAtMillion === undefined ? {} : { costAtMillion: rounded(costAtMillion, 3) }),
  }
}
