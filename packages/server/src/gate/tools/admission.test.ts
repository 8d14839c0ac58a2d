// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal } from '../../journal/index.ts'
import type { Tool } from '../../organisation/index.ts'
import { Admission } from './admission.ts'
import { describeTool } from './description.ts'

const find: Tool = {
  name: 'stranger_find',
  kind: 'tool',
  server: 'stranger',
  upstreamName: 'find',
  groups: [],
  labels: ['untrusted'],
  repeatable: false,
  maxResultBytes: 1000,
}
const saying = (description: string) =>
  describeTool({ name: 'find', description, inputSchema: { type: 'object' as const } })

describe('the admission of tools', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-admission-'))
  let journal: Journal
  let now = Date.parse('2026-11-22T10:00:00Z')
  before(async () => {
    const projections = new URL('../../projections.ts', import.meta.url)
    journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  })
  after(async () => {
    await journal.close()
    rmSync(folder, { recursive: true })
  })
  const seen = async (): Promise<number> => (await journal.log.checkpoint()).size

  it('records no more of a server that never says the same twice than people can read, and shows none of it', async () => {
    const admission = new Admission(journal, () => now)
    for (let at = 0; at < 50; at++) assert.equal(await admission.standingOf(find, saying(`${at} things`)), 'waiting')
    const recorded = await seen()
    assert.equal(recorded, 20)
    now += 3_600_000
    assert.equal(await admission.standingOf(find, saying('other things')), 'waiting')
    assert.equal(await seen(), recorded + 1)
  })
})
