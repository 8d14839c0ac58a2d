// SPDX-License-Identifier: EUPL-1.2
// The Desk's own tests once more, against Sluis itself with a run that waits for people.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { serveApi } from '../../packages/server/src/api/index.ts'
import { openHouse } from '../e2e/harness.ts'
import { untilParked } from '../e2e/reviewer.ts'
import { missing } from './desk/browser.ts'

it('shows what Sluis itself gives, on every page and in both languages', {
  skip: missing ?? false,
  timeout: 300_000,
}, async () => {
  await using house = await openHouse()
  const { sluis } = house
  const { run } = await sluis.tasks.start('weekly-report', 'anna')
  await untilParked(house, run)
  const organisation = () => sluis.loaded().organisation
  const api = await serveApi({ ...sluis, organisation, shadow: () => undefined }, { port: 0, host: '127.0.0.1' })
  try {
    const { key } = await sluis.identity.issue({ kind: 'person', principal: 'sanne' })
    const { code, printed } = await testsOfTheDesk({ SLUIS_TEST_DESK_URL: api.url, SLUIS_TEST_DESK_KEY: key })
    assert.equal(code, 0, printed)
  } finally {
    await api.close()
  }
})

async function testsOfTheDesk(environment: Readonly<Record<string, string>>) {
  // A test runner inside a test runner reports to the outer one unless it is told that it stands alone.
  const { NODE_TEST_CONTEXT, ...env } = { ...process.env, ...environment }
  const child = spawn(process.execPath, ['--test', join(import.meta.dirname, 'desk.test.ts')], { env })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      printed += piece.toString()
    })
  }
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  return { code: await promise, printed }
}
