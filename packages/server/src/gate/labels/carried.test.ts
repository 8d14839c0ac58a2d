// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Journal } from '../../journal/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import type { GateParts } from '../parts.ts'
import { Runs } from '../runs/runs.ts'
import { Carried } from './carried.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-carried-'))
/** As far as labels look at an organisation. */
const organisation = {
  detectors: [],
  tools: new Map(),
  systems: new Map([['desk', { prompts: { labels: ['confidential'] } }]]),
} as unknown as Organisation
const caller = { agent: 'desk', system: 'desk', run: 'run-1' }
const ask: Ask = {
  caller,
  action: 'callModel',
  name: 'm',
  body: { model: 'm', messages: [{ role: 'user', content: 'Hi.' }] },
}

let journal: Journal
let runs: Runs

before(async () => {
  const projections = new URL('../../projections.ts', import.meta.url)
  journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  runs = new Runs(journal)
  await runs.start(caller)
})
after(async () => {
  await journal.close()
  rmSync(folder, { recursive: true })
})

const carried = () => new Carried({ journal, runs } as unknown as GateParts, organisation, ask)

describe('what a call carries', () => {
  it('is what was found in it as it came, also once that was taken out of it', async () => {
    const call = carried()
    const { labels } = await call.by(['email', 'secret'])
    assert.deepEqual(labels, ['confidential', 'personal', 'secret'])
    assert.deepEqual((await call.by([])).labels, labels)
  })

  it('grows by what a rule adds, and so does what it brings to its run', async () => {
    const call = carried()
    await call.by(['email'])
    assert.equal(call.add(['case-file']), true)
    const { labels, brings } = await call.by([])
    assert.deepEqual([labels, brings], [['case-file', 'confidential', 'personal'], labels])
    assert.equal(call.add(['case-file']), false)
  })
})
