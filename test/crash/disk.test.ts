// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Disk, everything } from './disk.ts'
import { fateKinds, fateOf } from './fate.ts'
import type { Operation } from './operation.ts'
import { randomOf } from './random.ts'

const create = (name: string): Operation => ({ kind: 'open', name, creates: true, empties: false })
const write = (name: string, at: number, text: string): Operation => ({
  kind: 'write',
  name,
  at,
  bytes: Buffer.from(text),
})
const sync = (name: string): Operation => ({ kind: 'sync', name })
const syncFolder: Operation = { kind: 'sync-folder' }

function diskAfter(...operations: Operation[]): Disk {
  const disk = new Disk()
  for (const operation of operations) disk.apply(operation)
  return disk
}

/** What may stand on the disk, after a hundred crashes of each fate; a file that has no name is undefined. */
function contents(disk: Disk, name: string): Set<string | undefined> {
  const random = randomOf(1)
  const found = fateKinds.flatMap((kind) =>
    Array.from({ length: 100 }, () =>
      disk
        .image(fateOf(kind, disk, random))
        .get(name)
        ?.toString('latin1'),
    ),
  )
  return new Set(found)
}

describe('the disk of the crash lab', () => {
  it('keeps what a sync of the file and of its folder covers, whatever happens', () => {
    const disk = diskAfter(create('a'), write('a', 0, 'kept'), sync('a'), syncFolder)
    assert.deepEqual(contents(disk, 'a'), new Set(['kept']))
  })

  it('may lose a file that is synced in a folder that is not', () => {
    const disk = diskAfter(create('a'), write('a', 0, 'kept'), sync('a'))
    assert.deepEqual(contents(disk, 'a'), new Set(['kept', undefined]))
  })

  it('may lose any one of two writes, and tear one at the edge of a sector', () => {
    const [one, two] = ['1'.repeat(512), '2'.repeat(512)]
    const durable = [create('a'), write('a', 0, '-'.repeat(1024)), sync('a'), syncFolder]
    const apart = diskAfter(...durable, write('a', 0, one), write('a', 512, two))
    const all = [`${one}${two}`, `${one}${'-'.repeat(512)}`, `${'-'.repeat(512)}${two}`, '-'.repeat(1024)]
    assert.deepEqual(contents(apart, 'a'), new Set(all))
    const torn = diskAfter(...durable, write('a', 0, `${one}${two}`))
    assert.deepEqual(contents(torn, 'a'), new Set(all))
  })

  it('shows a moved file under one of its names and never under both', () => {
    const durable = [create('new'), write('new', 0, 'x'), sync('new'), syncFolder]
    const disk = diskAfter(...durable, { kind: 'rename', name: 'new', to: 'a' })
    const random = randomOf(2)
    for (const kind of fateKinds) {
      for (let times = 0; times < 50; times++) {
        assert.equal(disk.image(fateOf(kind, disk, random)).size, 1)
      }
    }
    assert.deepEqual(contents(disk, 'a'), new Set(['x', undefined]))
  })

  it('may undo a truncation, and gives holes of zeros to a process that writes beyond the end', () => {
    const durable = [create('a'), write('a', 0, 'long'), sync('a'), syncFolder]
    const cut = diskAfter(...durable, { kind: 'truncate', name: 'a', length: 1 })
    assert.deepEqual(contents(cut, 'a'), new Set(['l', 'long']))
    const hole = diskAfter(...durable, write('a', 6, 'x'))
    assert.equal(hole.image(everything).get('a')?.toString('latin1'), 'long\0\0x')
  })
})
