// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import fs, {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { syncedBy } from '../journal/testing/synced.ts'
import type { StopOrder } from './order.ts'
import { StopFile } from './stop-file.ts'

const order: StopOrder = {
  id: 'stop-1',
  scope: 'agent',
  target: 'reporter',
  orderedAt: 1,
  by: 'omar',
  reason: 'odd mails',
}

function fileIn(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-stop-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'stop-orders')
}

describe('the file of stop orders', () => {
  it('is one that no power cut takes away, from before any order is in it (P4)', async (t) => {
    const file = fileIn(t)
    const synced = await syncedBy(() => new StopFile(file).close())
    // A name is durable when its folder is.
    assert.deepEqual(synced, [statSync(file).ino, statSync(dirname(file)).ino])
  })

  it('has its name only once it is whole, so that a first start that was killed stops nothing', (t) => {
    const file = fileIn(t)
    const isThere: boolean[] = []
    const sync = fs.fsyncSync
    const mocked = t.mock.method(fs, 'fsyncSync', (descriptor: number) => {
      isThere.push(existsSync(file))
      sync(descriptor)
    })
    syncBuiltinESMExports()
    new StopFile(file).close()
    mocked.mock.restore()
    syncBuiltinESMExports()
    assert.deepEqual(isThere, [false, true])
    assert.equal(statSync(file).size, 16_384)
  })

  it('holds durably what was written when that returns (P4)', async (t) => {
    const file = fileIn(t)
    const orders = new StopFile(file)
    t.after(() => orders.close())
    assert.deepEqual(await syncedBy(() => orders.write([order])), [statSync(file).ino])
    assert.deepEqual(orders.read(), [order])
    orders.write([])
    assert.deepEqual(orders.read(), [])
  })

  it('is not written once it is closed, nor is another file that was given its descriptor since', (t) => {
    const file = fileIn(t)
    const orders = new StopFile(file)
    orders.close()
    const others = openSync(`${file}-of-others`, 'w+')
    t.after(() => closeSync(others))
    assert.throws(() => orders.write([order]), /closed/)
    assert.equal(readFileSync(`${file}-of-others`, 'utf8'), '')
  })

  it('stops everything when it holds anything but orders (P10)', (t) => {
    const file = fileIn(t)
    const orders = new StopFile(file)
    t.after(() => orders.close())
    const { target, ...everyone } = order
    const broken: readonly unknown[] = [
      ...[{}, 'stop', [null], [{}], [order, 'stop'], [{ ...order, id: 1 }], [{ ...order, scope: 'everything' }]],
      ...[[everyone], [{ ...order, by: null }], [{ ...order, reason: 5 }], [{ ...order, orderedAt: '1' }]],
    ]
    for (const held of broken) {
      writeFileSync(file, JSON.stringify(held).padEnd(16_384))
      assert.deepEqual(
        orders.read().map(({ scope }) => scope),
        ['all'],
        JSON.stringify(held),
      )
    }
    writeFileSync(file, JSON.stringify([{ ...everyone, scope: 'all' }]).padEnd(16_384))
    assert.equal(orders.read()[0]?.id, order.id)
  })

  it('stops everything when it has no room for all that was ordered (P4)', (t) => {
    const orders = new StopFile(fileIn(t))
    t.after(() => orders.close())
    orders.write(Array.from({ length: 500 }, (_, at) => ({ ...order, id: `stop-${at}` })))
    assert.deepEqual(
      orders.read().map(({ scope }) => scope),
      ['all'],
    )
    orders.write([order])
    assert.deepEqual(orders.read(), [order])
  })
})
