// SPDX-License-Identifier: EUPL-1.2
// A file system that really runs full under the whole server, and has room again.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { openChildHouse } from '../e2e/child-house.ts'
import { ask } from '../e2e/outside-agent.ts'

const skip = process.getuid?.() === 0 ? false : 'only root may mount a file system of its own'

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}`)
}

/** Takes all room that is left. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w')
  try {
    for (const bytes of [65_536, 4096, 1]) {
      for (;;) if (writeSync(descriptor, Buffer.alloc(bytes)) < bytes) break
    }
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'ENOSPC')
  } finally {
    closeSync(descriptor)
  }
}

it('lets nothing pass while the disk is full, and goes on by itself when there is room (P1)', {
  skip,
  timeout: 180_000,
}, async () => {
  let data = ''
  await using stack = new AsyncDisposableStack()
  const house = stack.use(
    await openChildHouse((folder) => {
      data = join(folder, 'data')
      mkdirSync(data, { mode: 0o700 })
      run('mount', '-t', 'tmpfs', '-o', 'size=8m,mode=700', 'sluis-test', data)
    }),
  )
  stack.defer(async () => {
    await house.kill()
    run('umount', data)
  })
  await house.start()
  const reporter = house.key('reporter')
  const ballast = join(data, 'ballast')
  for (const round of [1, 2, 3]) {
    assert.equal((await ask(house.gateUrl, reporter)).status, 200, `round ${round}`)
    fill(ballast)
    let refusals = 0
    for (let calls = 0; refusals < 20 && calls < 2000; calls++) {
      if ((await ask(house.gateUrl, reporter)).status === 503) refusals++
    }
    const reached = house.modelRequests()
    for (let calls = 0; calls < 10; calls++) assert.equal((await ask(house.gateUrl, reporter)).status, 503)
    assert.equal(house.modelRequests(), reached, 'no request reached the model')
    rmSync(ballast)
  }
  assert.equal((await ask(house.gateUrl, reporter)).status, 200)
  assert.match(house.errors(), / log-unwritable: .* no call passes.* log-writes-again: .* calls pass/s)
  await house.kill()
  await house.start()
  assert.equal((await ask(house.gateUrl, reporter)).status, 200, 'and after a restart')
})
