// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Cut } from './cut.ts'

/** A cut, what a caller does to leave, and what was heard in which order. */
function watched() {
  const heard: string[] = []
  let leave = (): void => undefined
  const onLeft = (left: () => void): void => {
    leave = left
  }
  const cut = new Cut({ onLeft })
  const listen = (): void => {
    cut.onEnd(({ code }) => heard.push(`end: ${code}`))
    cut.onStop(({ code }) => heard.push(`path: ${code}`))
    cut.onSilence(({ code }) => heard.push(`caller: ${code}`))
  }
  return { cut, heard, listen, leave: () => leave() }
}

describe('how a call ends before its time', () => {
  it('tells its caller of a stop first, then its path, and ends what runs behind it last (P4)', () => {
    const { cut, heard, listen } = watched()
    listen()
    cut.silence()
    cut.silence()
    assert.deepEqual(heard, ['caller: stopped', 'path: stopped'])
    cut.abort()
    assert.deepEqual(heard.slice(2), ['end: stopped'])
    assert.equal(cut.signal.reason, cut.reason)
  })

  it('tells whoever comes after a stop at once', () => {
    const { cut, heard, listen } = watched()
    cut.abort()
    listen()
    assert.deepEqual(heard.toSorted(), ['caller: stopped', 'end: stopped', 'path: stopped'])
  })

  it('was stopped when its caller is gone, or Sluis closes, because of the stop', () => {
    const { cut, heard, listen, leave } = watched()
    listen()
    cut.silence()
    leave()
    cut.close()
    assert.equal(cut.reason, undefined)
    cut.abort()
    assert.equal(heard.at(-1), 'end: stopped')
  })

  it('ends once, for the first reason, and tells no caller that left', () => {
    const { cut, heard, listen, leave } = watched()
    listen()
    leave()
    cut.close()
    assert.deepEqual(heard, ['end: abandoned'])
  })
})
