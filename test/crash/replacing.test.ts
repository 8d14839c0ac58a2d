// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { parseReceipt, parseVerifierKey, trustKey, verifyReceipt } from '@sluis/log'
import { Journal, replaceKey } from '../../packages/server/src/journal/index.ts'
import { Disk, type Image } from './disk.ts'
import { fateKinds, fateOf } from './fate.ts'
import { randomOf } from './random.ts'
import { canTrace, recordProgram } from './recording.ts'
import { writeImage } from './states.ts'
import { origin } from './workload.ts'

const skip = canTrace() ? false : 'no strace on this machine, or it may not look'
const projections = new URL('./projection.ts', import.meta.url)

it('a key that is being replaced is finished by a second run, whatever a power cut leaves', { skip }, async () => {
  const disk = new Disk()
  const random = randomOf(Date.now() % 1_000_000)
  const tried = new Set<string>()
  let told: { readonly verifierKey: string; readonly key: Buffer } | undefined
  for (const operation of recordProgram(new URL('./replacing-program.ts', import.meta.url))) {
    disk.apply(operation)
    if (operation.kind === 'told' && 'opened' in operation.mark) {
      const key = disk.image(fateOf('lost', disk, random)).get('log.key')
      assert.ok(key, 'a key that signed is on the disk')
      told = { verifierKey: operation.mark.opened.verifierKey, key }
    }
    if (told === undefined || operation.kind !== 'rename' || !operation.to.startsWith('log.key')) continue
    for (const kind of Array<typeof fateKinds>(10).fill(fateKinds).flat()) {
      const image = disk.image(fateOf(kind, disk, random))
      const places = placesOf(image)
      if (!tried.has(places)) await finish(image, told, `${kind} after ${operation.to}`)
      tried.add(places)
    }
  }
  assert.ok(tried.size >= 4)
})

/** The old key vouches for the new one, which goes on with the log; and the old private key is still in the folder. */
async function finish(image: Image, old: { verifierKey: string; key: Buffer }, state: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-crash-'))
  try {
    writeImage(folder, image, undefined)
    const { verifierKey, receipt, retired } = await replaceKey({ folder, projections, isLost: false })
    const { extra = Buffer.of(), ...parsed } = parseReceipt(receipt)
    for (const key of [old.verifierKey, verifierKey]) {
      await verifyReceipt(parsed, extra, trustKey(parseVerifierKey(key)))
    }
    assert.equal(JSON.parse(Buffer.from(extra).toString()).data.to, verifierKey, state)
    assert.ok(retired !== undefined && readFileSync(retired).equals(old.key), state)
    const journal = await Journal.open({ folder, origin, projections })
    assert.equal(journal.verifierKey, verifierKey, state)
    await journal.close()
  } catch (error) {
    throw new Error(state, { cause: error })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What the rest of the folder may hold is tried by the other tests of this lab. */
function placesOf(image: Image): string {
  const keys = [...image].filter(([name]) => name.startsWith('log.key'))
  return JSON.stringify(keys.map(([name, content]) => [name, content.toString()]).sort())
}
