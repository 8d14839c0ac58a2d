// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { together } from './together.ts'

const joined = () => new Promise<void>(together)

describe('calls that came in one turn of the loop', () => {
  it('go on at its end, each once and in their order, however many they are', async () => {
    for (const count of [1, 7, 8, 9, 16, 17, 100]) {
      const order: number[] = []
      for (let at = 0; at < count; at++) together(() => order.push(at))
      assert.deepEqual(order, [])
      await new Promise(setImmediate)
      assert.deepEqual(order, [...Array(count).keys()])
    }
  })

  it('take each step before any of them takes the next', async () => {
    const steps: string[] = []
    const call = async (name: string) => {
      await joined()
      for (const step of ['read', 'look', 'record']) {
        steps.push(`${step} ${name}`)
        await undefined
      }
    }
    await Promise.all([call('a'), call('b')])
    assert.deepEqual(steps, ['read a', 'read b', 'look a', 'look b', 'record a', 'record b'])
  })

  it('wait for nobody who comes while they go on', async () => {
    const order: string[] = []
    together(() => {
      order.push('first')
      together(() => order.push('later'))
    })
    await new Promise(setImmediate)
    assert.deepEqual(order, ['first'])
    await new Promise(setImmediate)
    assert.deepEqual(order, ['first', 'later'])
  })
})
