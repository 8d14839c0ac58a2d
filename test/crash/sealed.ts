// SPDX-License-Identifier: EUPL-1.2
// What the entries of a recovered log sealed: it opens, unless the log says that it was destroyed; then nothing is left of it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Journal, RunDay } from '../../packages/server/src/journal/index.ts'
import { dayOf } from './clock.ts'
import { draftOf } from './workload.ts'

const leafShape = z.object({ at: z.int(), kind: z.string(), data: z.record(z.string(), z.json()) })
const expiryShape = z.object({ day: z.string(), runs: z.array(z.string()).min(1) })
type LabEntry = z.infer<typeof leafShape>

export function parseEntry(leaf: Buffer): LabEntry {
  return leafShape.parse(JSON.parse(leaf.toString('utf8')))
}

/** What the log says was destroyed. */
export class Destroyed {
  /** Of subjects that were erased. */
  readonly pseudonyms = new Set<string>()
  readonly #erasedAt = new Map<string, number>()
  readonly #days = new Set<string>()

  constructor(entries: readonly LabEntry[], subjects: ReadonlyMap<string, string>) {
    for (const [index, { kind, data }] of entries.entries()) {
      if (kind === 'subject.erased') {
        const pseudonym = String(data.subject)
        this.pseudonyms.add(pseudonym)
        this.#erasedAt.set(subjects.get(pseudonym) ?? '', index)
      } else if (kind === 'content.expired') {
        const { day, runs } = expiryShape.parse(data)
        for (const run of runs) this.#expire({ run, day })
      }
    }
  }

  hasDay({ run, day }: RunDay): boolean {
    return this.#days.has(`${run} ${day}`)
  }

  /** Whether what the entry of an index sealed under a subject is gone. */
  hasSealed(index: number, at: number, subject: string): boolean {
    if ((this.#erasedAt.get(subject) ?? -1) > index) return true
    return subject.startsWith('run:') && this.hasDay({ run: subject.slice('run:'.length), day: dayOf(at) })
  }

  #expire(runDay: RunDay): void {
    assert.ok(!this.hasDay(runDay), `${runDay.run} lost ${runDay.day} once, and the log says so once`)
    this.#days.add(`${runDay.run} ${runDay.day}`)
  }
}

/** Checks what opens, then lets go of what is left of days that went, and checks that this ends and takes nothing else. */
export async function checkSealed(journal: Journal, entries: readonly LabEntry[], destroyed: Destroyed): Promise<void> {
  const { days } = await journal.runDays('', 100_000)
  for (const one of days) assert.ok(!destroyed.hasDay(one), `the key of ${one.run} on ${one.day} is gone (P7)`)
  const left = new Map<string, number[]>()
  const checks: Promise<void>[] = []
  for (const [index, { at, kind, data }] of entries.entries()) {
    if (kind !== 'lab.counted') continue
    const draft = draftOf(Number(data.n))
    assert.deepEqual(data, draft.data)
    for (const { name, value, parts = [], subject } of draft.private ?? []) {
      const isGone = destroyed.hasSealed(index, at, subject)
      checks.push(checkField(journal, index, name, isGone ? undefined : { value, parts }))
      const indexes = left.get(subject) ?? []
      left.set(subject, indexes)
      if (!isGone) indexes.push(index)
    }
  }
  await Promise.all(checks)
  await journal.sweep()
  assert.deepEqual(await journal.query('SELECT * FROM swept_later'), [], 'nothing is left to sweep')
  for (const [subject, indexes] of left) {
    const rows = await journal.log.sealed((await journal.knownAs(subject)) ?? '', 0, 1_000_000)
    assert.deepEqual(
      rows.map(({ index }) => index),
      indexes,
      `what stays of ${subject} is what was not destroyed`,
    )
  }
}

async function checkField(journal: Journal, index: number, name: string, expected: unknown): Promise<void> {
  assert.deepEqual(await journal.disclose(index, name), expected, `field ${name} of entry ${index} (P7)`)
}

/** That the files of the keys hold none of these, whoever reads them and with what. */
export function checkKeysAreGone(folder: string, keys: readonly string[]): void {
  for (const file of readdirSync(folder).filter((name) => name.startsWith('keys.db'))) {
    const bytes = readFileSync(join(folder, file))
    for (const key of keys) assert.ok(!bytes.includes(Buffer.from(key, 'hex')), `${file} holds a destroyed key (P7)`)
  }
}
