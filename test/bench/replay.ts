// SPDX-License-Identifier: EUPL-1.2
// How fast past decisions are taken again by other rules. The log is written straight into a store by the journal's own
// formats, without waiting for a disk, because making a million entries is not what is measured; reading them is done by
// what `sluis policy replay` does, on one thread: a decision about each call and one about what it brought. `--large`:
// 1,000,000 calls instead of 20,000.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonicalJson, type JsonObject, type JsonValue, readFields } from '../../packages/server/src/journal/index.ts'
import { encodeLeaf } from '../../packages/server/src/journal/leaf.ts'
import { randomBytesPooled } from '../../packages/server/src/journal/sealed/sealing.ts'
import { sealFields } from '../../packages/server/src/journal/sealed/seals.ts'
import { loadOrganisation } from '../../packages/server/src/organisation/index.ts'
import { loadPolicies } from '../../packages/server/src/policy/index.ts'
import { standingByFile } from '../../packages/server/src/register/index.ts'
import { withBuiltIn } from '../../packages/server/src/revision/index.ts'
import { Replaying } from '../../packages/server/src/revision/replay.ts'

const decisions = process.argv.includes('--large') ? 1_000_000 : 20_000
const callsOfRun = 50
const startMs = 1_790_000_000_000

/** Two entries for each call, as the gate makes them: what was decided, and what came of it. */
function fill(folder: string): void {
  const log = new DatabaseSync(join(folder, 'journal.db'))
  const keys = new DatabaseSync(join(folder, 'keys.db'))
  log.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE entries (idx BIGINT PRIMARY KEY, leaf BYTEA NOT NULL, hash BYTEA NOT NULL);
    CREATE TABLE head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL);
    CREATE TABLE seals (place INTEGER PRIMARY KEY, subject TEXT NOT NULL, names TEXT NOT NULL, sealed BYTEA NOT NULL)`)
  keys.exec(`PRAGMA synchronous = OFF;
    CREATE TABLE subjects (subject TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, key BYTEA NOT NULL)`)
  const addEntry = log.prepare('INSERT INTO entries VALUES (?, ?, ?)')
  const addSeal = log.prepare('INSERT INTO seals VALUES (?, ?, ?, ?)')
  const addKey = keys.prepare('INSERT INTO subjects VALUES (?, ?, ?)')
  log.exec('BEGIN')
  keys.exec('BEGIN')
  const hash = randomBytes(32)
  let [id, run] = ['', { subject: '', pseudonym: '', key: randomBytes(32) }]
  let index = 0
  const append = (kind: string, data: JsonObject, fields: readonly Field[]): void => {
    const written = fields.map(({ name, value }) => ({
      name,
      subject: run.subject,
      value: canonicalJson(value),
      parts: [],
    }))
    const made = sealFields(
      index,
      written,
      () => run,
      () => undefined,
    )
    const decoys = Array.from({ length: 4 - fields.length }, () => randomBytesPooled(32).toString('base64url'))
    const disclosures = [...made.digests, ...decoys].sort()
    const salt = randomBytesPooled(16).toString('base64url')
    addEntry.run(index, encodeLeaf({ at: startMs + index, kind, data: canonicalJson(data), salt, disclosures }), hash)
    for (const { place, subject, names, sealed } of made.seals) addSeal.run(place, subject, names, sealed)
    index++
    if (index % 100_000 === 0) {
      log.exec('COMMIT; BEGIN')
      console.error(`replay: ${index} of ${decisions * 2} entries made`)
    }
  }
  for (let at = 0; at < decisions; at++) {
    if (at % callsOfRun === 0) {
      id = `run-${at}`
      run = { subject: `run:${id}`, pseudonym: randomBytes(16).toString('hex'), key: randomBytes(32) }
      addKey.run(run.subject, run.pseudonym, run.key)
    }
    const { kind, data, request, decision } = at % 2 === 0 ? mail(at, id) : question(at, id)
    append(kind, data, [
      { name: 'request', value: request },
      { name: 'decision', value: decision },
    ])
    append('call.ended', { call: data.call, run: id, outcome: 'done', labels: ['untrusted'], found: ['email'] }, [
      { name: 'result', value: 'ok' },
    ])
  }
  log.prepare('INSERT INTO head VALUES (1, ?)').run(index)
  log.exec('COMMIT')
  keys.exec('COMMIT')
  log.close()
  keys.close()
}

interface Field {
  readonly name: string
  readonly value: JsonValue
}

const policy = 'b'.repeat(64)

function leafOf(at: number, run: string, action: string, resource: string, rules: readonly string[]) {
  const caller = { agent: 'reporter', system: 'weekly-report', run }
  const digest = randomBytesPooled(32).toString('base64url')
  const call = `call-${at.toString(16).padStart(16, '0')}`
  return { ...caller, action, resource, rules, findings: [], labels: ['untrusted'], policy, digest, call }
}

function question(at: number, run: string) {
  const findings = at % 10 === 1 ? ['email', 'iban'] : ['email']
  const context = { labels: ['customer:10023', 'personal', 'untrusted'], findings, approvals: [] }
  return {
    kind: 'call.allowed',
    data: leafOf(at, run, 'callModel', 'reporting', ['reporter-may-use-its-model']),
    request: { name: 'reporting', body: { model: 'reporting', temperature: 0 } },
    decision: { effect: 'allow', on: { model: 'reporting', provider: organisationsProvider }, standing, context },
  }
}

function mail(at: number, run: string) {
  const to = `administratie-${at % 1000}@jansen.example`
  const context = {
    ...{ labels: ['customer:10023', 'personal'], findings: ['email', 'iban'], approvals: ['finance'] },
    mail: { recipients: [to], outsideRecipients: [to], outsideCount: 1, firstTimeRecipients: [] },
    documents: {
      ...{ invoices: 1, others: 0, debtors: 1, debtorAddresses: [to, 'directie@jansen.example'] },
      ...{ allOverdueAndUnpaid: true, openCents: 1000 + at, customers: ['10023'] },
    },
  }
  return {
    kind: 'call.allowed',
    data: leafOf(at, run, 'callTool', 'mail_send', ['reporter-may-mail']),
    request: {
      name: 'mail_send',
      body: { to: [to], subject: 'Herinnering', text: 'Geachte heer Jansen, '.repeat(20) },
    },
    decision: { effect: 'allow', on: { tool: 'mail_send' }, standing, context },
  }
}

const folder = new URL('../../examples/weekly-report/organisation', import.meta.url).pathname
const organisation = loadOrganisation(folder)
const organisationsProvider = [...organisation.providers.keys()][0] ?? ''
const standing = standingByFile(organisation, 'weekly-report', '2026-11-22')
const changed = `
@id("iban-needs-finance") @remedy("approve:finance")
forbid (principal, action == Action::"callModel", resource)
when { context.findings.contains("iban") } unless { context.approvals.contains("finance") };
@id("no-large-sums")
forbid (principal, action == Action::"callTool", resource in ToolGroup::"outbound-mail")
when { context.documents.openCents > 9000 };
@id("no-phone-comes-back") @remedy("redact:phone")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("phone") };`

async function bench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'sluis-bench-'))
  try {
    fill(data)
    const policies = [...organisation.policies, { name: 'policies/changed.cedar', text: changed }]
    const replaying = new Replaying(loadPolicies(withBuiltIn({ ...organisation, policies })), organisation)
    const before = process.memoryUsage().rss
    let peak = before
    let nextTold = 100_000
    const started = process.hrtime.bigint()
    const cpu = process.cpuUsage()
    for await (const page of readFields({ folder: data }, 'decision', startMs)) {
      await replaying.add(page)
      peak = Math.max(peak, process.memoryUsage.rss())
      if (page.done < nextTold) continue
      nextTold += 200_000
      console.error(`replay: ${page.done} of ${page.total} entries read`)
    }
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    const { user, system } = process.cpuUsage(cpu)
    const { report } = replaying
    const replayed = [report.decisions, report.results.decisions]
    if (replayed.some((count) => count !== decisions)) throw new Error(`${replayed.join(' and ')} were replayed`)
    const cpuSeconds = (user + system) / 1e6
    const measured = {
      ...{ decisions, seconds, perSecond: Math.round(decisions / seconds) },
      perCpuSecond: Math.round(decisions / cpuSeconds),
      ...{ residentBefore: Math.round(before / 1e6), residentPeak: Math.round(peak / 1e6), now: report.now },
    }
    if (process.argv.includes('--json')) console.log(JSON.stringify(measured))
    else {
      console.log(
        `replay: ${decisions} decisions in ${seconds.toFixed(1)} s, ${measured.perSecond} a second ` +
          `(${measured.perCpuSecond} a second of one core); memory ${measured.residentBefore} → at most ` +
          `${measured.residentPeak} MB; now denied ${report.now.deny}, held ${report.now.hold}, ${report.unchanged} unchanged`,
      )
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

await bench()
