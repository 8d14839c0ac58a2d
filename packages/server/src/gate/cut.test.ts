// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Cut, stopped } from './cut.ts'

/** A call, with what became of it so far, in order. */
function underWay() {
  const told: string[] = []
  let leave = (): void => undefined
  const cut = new Cut({
    onLeft(left) {
      leave = left
    },
  })
  cut.onSilence(() => told.push('silenced'))
  cut.onStop(() => told.push('stopped'))
  cut.onEnd(({ code }) => told.push(`ended: ${code}`))
  return { cut, told, leave: () => leave() }
}

describe('a call that ends before its time', () => {
  it('is silenced by a stop before anything behind it ends, and ends once (P4)', () => {
    const { cut, told, leave } = underWay()
    cut.silence()
    assert.deepEqual([told, cut.reason], [['silenced', 'stopped'], undefined])
    leave()
    cut.abort()
    cut.abort()
    cut.close()
    assert.deepEqual(told, ['silenced', 'stopped', 'ended: stopped'])
    assert.equal(cut.reason, stopped)
  })

  it('lets nothing begin any more from the stop on, however long ending what runs behind it takes (P4)', () => {
    const { cut } = underWay()
    cut.requireOngoing()
    assert.equal(cut.mayLeave, false)
    assert.equal(cut.signal.aborted, false)
    assert.equal(cut.mayLeave, true)
    cut.silence()
    assert.throws(() => cut.requireOngoing(), stopped)
    assert.deepEqual([cut.ending, cut.reason], [stopped, undefined])
  })

  it('ends because its caller left, or because Sluis closes, and only the first of both counts', () => {
    const left = underWay()
    left.leave()
    left.cut.close()
    assert.deepEqual(left.told, ['ended: abandoned'])
    const closed = underWay()
    closed.cut.close()
    closed.leave()
    assert.deepEqual(closed.told, ['ended: closing'])
  })

  it('tells also who asks later, each of them, and by a signal where one is needed', () => {
    const { cut } = underWay()
    const before = cut.signal
    cut.abort()
    assert.equal(before.reason, stopped)
    assert.equal(cut.signal, before)
    const late: string[] = []
    cut.onEnd(() => late.push('end'))
    cut.onSilence(() => late.push('silence'))
    cut.onStop(() => late.push('stop'))
    assert.deepEqual(late, ['end', 'silence', 'stop'])
    const gone = underWay().cut
    gone.abort()
    assert.equal(gone.signal.reason, stopped)
  })
})
