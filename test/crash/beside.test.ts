// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { openBeside } from '../../packages/server/src/journal/index.ts'
import { Disk, type Image } from './disk.ts'
import { fateKinds, fateOf } from './fate.ts'
import { randomOf } from './random.ts'
import { canTrace, recordProgram } from './recording.ts'
import { writeImage } from './states.ts'

const skip = canTrace() ? false : 'no strace on this machine, or it may not look'

it('what lies beside the log is there once it was told, whatever a power cut leaves', { skip }, async () => {
  const disk = new Disk()
  const random = randomOf(Date.now() % 1_000_000)
  let tried = 0
  for (const operation of recordProgram(new URL('./beside-program.ts', import.meta.url))) {
    disk.apply(operation)
    if (operation.kind !== 'told' || !('acknowledged' in operation.mark)) continue
    for (const kind of fateKinds) {
      const found = await readFrom(disk.image(fateOf(kind, disk, random)))
      assert.deepEqual(found, [{ n: operation.mark.acknowledged.index }], kind)
      tried++
    }
  }
  assert.equal(tried, 6 * fateKinds.length)
})

async function readFrom(image: Image): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-crash-'))
  try {
    writeImage(folder, image, undefined)
    const beside = openBeside({ folder }, 'identity')
    const found = await beside.all('SELECT n FROM told')
    await beside.close()
    return found.map((row) => ({ ...row }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
