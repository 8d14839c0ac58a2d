// SPDX-License-Identifier: EUPL-1.2
// One process of the lab: makes its share of the crash states, opens each, and tells what it found.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Disk, everything } from './disk.ts'
import { fates, rubbish } from './fate.ts'
import type { FromPart, Share } from './lab.ts'
import type { Operation } from './operation.ts'
import { Promises } from './promises.ts'
import { randomOf } from './random.ts'
import { restore } from './recording.ts'
import { checkRecovery, type Reference } from './recovery.ts'
import { type CrashState, crashStates, writeImage } from './states.ts'

const share: Share = JSON.parse(process.argv[2] ?? '')
const { operations } = restore(readFileSync(share.recording))

function tell(message: FromPart): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()))
}

/** What the log held when nobody crashed, and who was who. */
async function makeReference(): Promise<Reference> {
  const [disk, promises] = [new Disk(), new Promises()]
  for (const operation of operations) {
    disk.apply(operation)
    if (operation.kind === 'told') promises.take(operation.mark)
  }
  const folder = join(share.folder, `reference-${share.part}`)
  writeImage(folder, disk.image(everything), undefined)
  assert.ok(promises.destroyed.length > 0, 'the recording destroys keys, and tells which')
  const { subjects } = promises
  const { leaves } = await checkRecovery(folder, promises, { subjects, dumps: new Map() })
  return { leaves, subjects, dumps: new Map() }
}

async function check(state: CrashState, reference: Reference): Promise<void> {
  const folder = join(share.folder, `state-${share.part}-${state.after}-${state.seed}`)
  const random = randomOf(state.seed)
  const memory = random() < 0.5 ? rubbish(32_768, random) : undefined
  writeImage(folder, state.image, memory)
  try {
    const { size } = await checkRecovery(folder, state.promises, reference)
    await tell({ checked: { fate: state.fate, digest: state.digest, told: state.promises.told, size } })
  } catch (error) {
    await tell({ failed: describe(state, memory, error) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function describe(state: CrashState, memory: Buffer | undefined, error: unknown): string {
  const kept = mkdtempSync(join(tmpdir(), 'sluis-crash-state-'))
  writeImage(kept, state.image, memory)
  const last = operations
    .slice(Math.max(0, state.after - 6), state.after)
    .map(nameOf)
    .join(', ')
  const why = error instanceof Error ? error.stack : String(error)
  return `after ${state.after} of ${operations.length} operations (${last}), ${state.fate}: ${fates[state.fate]}; seed ${
    share.seed
  }; the folder as the crash left it is kept in ${kept}\n${why}`
}

function nameOf(operation: Operation): string {
  switch (operation.kind) {
    case 'write':
      return `write ${operation.name} ${operation.at}+${operation.bytes.length}`
    case 'told':
      return `told ${Object.keys(operation.mark).join()}`
    case 'sync-folder':
      return operation.kind
    default:
      return `${operation.kind} ${operation.name}`
  }
}

process.once('disconnect', () => process.exit())
const reference = await makeReference()
// Until the parent has seen enough.
for (const state of crashStates(operations, share)) await check(state, reference)
