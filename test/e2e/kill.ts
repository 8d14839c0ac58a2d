// SPDX-License-Identifier: EUPL-1.2
// What must hold of a job whose server was killed: shared by the short test and the long one.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { exportLog, Journal } from '../../packages/server/src/journal/index.ts'
import { type KilledJob, runKilledJob } from './kill-job.ts'

const projections = new URL('../../packages/server/src/projections.ts', import.meta.url)

/** Kills until so many kills were made, one job after the other, and checks each job; prints what it counted. */
export async function killAndCheck(kills: number): Promise<void> {
  let made = 0
  let [jobs, unknown, sent] = [0, 0, 0]
  while (made < kills) {
    await using job = await runKilledJob(Math.min(kills - made, 6), Math.random)
    const left = await check(job)
    made += job.kills
    jobs++
    unknown += left.unknown
    sent += job.mails.length
    // A job that finished before its first kill proves nothing; one in three does, at most.
    if (jobs > kills * 3) throw new Error('the server was never killed in time')
  }
  console.log(`${made} kills in ${jobs} jobs: ${sent} mails sent, ${unknown} unknown, 0 twice, 0 entries lost`)
}

/** Why a run ended as it did, in the words that were sealed with its end. */
async function endingOf({ dataFolder, end }: KilledJob): Promise<string> {
  const journal = await Journal.open({ folder: dataFolder, origin: 'verhage.sluis.invalid/log', projections })
  try {
    const { size } = await journal.log.checkpoint()
    for (let index = size - 1; index >= 0; index--) {
      const reason = await journal.disclose(index, 'reason')
      if (reason !== undefined) return `the run ended as ${end}: ${JSON.stringify(reason.value)}`
    }
    return `the run ended as ${end}`
  } finally {
    await journal.close()
  }
}

async function check(job: KilledJob): Promise<{ readonly unknown: number }> {
  if (job.end !== 'done') assert.fail(await endingOf(job))
  const ids = job.mails.map(({ messageId }) => messageId)
  assert.equal(new Set(ids).size, ids.length, 'no Message-ID twice')
  const letters = job.mails.map(({ recipients, subject }) => `${recipients.join()} ${subject}`)
  assert.deepEqual([...new Set(letters)].sort(), [...letters].sort(), 'nobody gets the same mail twice (P2)')

  const journal = await Journal.open({ folder: job.dataFolder, origin: 'verhage.sluis.invalid/log', projections })
  const rows = await journal.query(
    "SELECT outcome, message_id FROM calls WHERE message_id IS NOT NULL AND outcome <> 'failed'",
  )
  const dump = await journal.dump()
  await journal.close()
  const outcomes = new Map(rows.map(({ message_id, outcome }) => [String(message_id), String(outcome)]))
  for (const id of ids) assert.match(outcomes.get(id) ?? 'not in the log', /^(done|unknown)$/)
  for (const [id, outcome] of outcomes) if (outcome === 'done') assert.ok(ids.includes(id), `${id} was sent (P2)`)

  await checkExport(job)
  assert.equal(await rebuiltDump(job), dump, 'the projections are a fold of the log (P12)')
  return { unknown: [...outcomes.values()].filter((outcome) => outcome === 'unknown').length }
}

async function checkExport({ dataFolder, acknowledged }: KilledJob): Promise<void> {
  const database = new DatabaseSync(join(dataFolder, 'journal.db'), { readOnly: true })
  const leaves = database.prepare('SELECT idx, leaf FROM entries ORDER BY idx').all()
  database.close()
  const kinds = new Map(
    leaves.map(({ idx, leaf }) => [Number(idx), JSON.parse(Buffer.from(leaf as Uint8Array).toString()).kind]),
  )
  for (const [index, kind] of acknowledged) assert.equal(kinds.get(index), kind, `entry ${index} was acknowledged (P1)`)
  const directory = mkdtempSync(join(tmpdir(), 'sluis-export-'))
  try {
    const { note } = await exportLog({ folder: dataFolder }, join(directory, 'log'))
    assert.equal(readFileSync(join(directory, 'log/checkpoint'), 'utf8'), note)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function rebuiltDump({ dataFolder }: KilledJob): Promise<string> {
  const database = new DatabaseSync(join(dataFolder, 'journal.db'))
  database.exec('DELETE FROM shapes')
  database.close()
  const journal = await Journal.open({ folder: dataFolder, origin: 'verhage.sluis.invalid/log', projections })
  const dump = await journal.dump()
  await journal.close()
  return dump
}
