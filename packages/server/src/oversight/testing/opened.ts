// SPDX-License-Identifier: EUPL-1.2
// Cases on a journal of their own, closed and removed after a file's tests.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Journal } from '../../journal/index.ts'
import { Oversight, type OversightParts } from '../index.ts'
import { digestOf } from './gate.ts'
import { organisationForTests, personOf, ruleOf } from './organisation.ts'

export const organisation = organisationForTests()
const [sanne, bram, vera, anna] = ['sanne', 'bram', 'vera', 'anna'].map((id) => personOf(organisation, id))
assert.ok(sanne && bram && vera && anna)
/** Two reviewers, whoever has the board's veto, and the owner. */
export const people = { sanne, bram, vera, anna }

export const approve = { verdict: 'approve', digest: digestOf() } as const

const opened: { readonly journal: Journal; readonly oversight: Oversight; readonly folder: string }[] = []
after(async () => {
  for (const { journal, oversight, folder } of opened) {
    oversight.close()
    await journal.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

export async function open(
  more: Partial<OversightParts> = {},
  folder = mkdtempSync(join(tmpdir(), 'sluis-oversight-')),
) {
  const projections = new URL('./projections.ts', import.meta.url)
  const journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  const oversight = new Oversight({
    journal,
    organisation: () => organisation,
    ruleOf,
    taskOf: async () => 'weekly-report',
    linkTo: (id) => `http://127.0.0.1:8485/cases/${id}`,
    now: Date.now,
    ...more,
  })
  opened.push({ journal, oversight, folder })
  return { journal, oversight, folder }
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    assert.ok(tries < 2000, 'it did not happen in time')
    await sleep(10)
  }
}
