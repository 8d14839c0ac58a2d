// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Warning } from '../../warnings/index.ts'
import { Conflict, JournalError } from '../error.ts'
import { ToldWriting } from './told-writing.ts'

describe('what is told of a log that can not be written', () => {
  const full = new JournalError('unwritable', { nl: 'de schijf weigerde', en: 'the disk refused' })

  it('is said once, and that it is over once', () => {
    const told: Warning[] = []
    const writing = new ToldWriting(
      (warning) => told.push(warning),
      () => 0,
    )
    writing.wrote()
    for (let calls = 0; calls < 5; calls++) writing.failed(full)
    for (let calls = 0; calls < 5; calls++) writing.wrote()
    assert.deepEqual(told, ['log-unwritable', 'log-writes-again'])
  })

  it('is said again after a minute, so that a disk that is nearly full floods nobody and is not forgotten', () => {
    const told: Warning[] = []
    let now = 0
    const writing = new ToldWriting(
      (warning) => told.push(warning),
      () => now,
    )
    for (; now <= 60_000; now += 1000) {
      writing.failed(full)
      writing.wrote()
    }
    const both = ['log-unwritable', 'log-writes-again']
    assert.deepEqual(told, [...both, ...both])
  })

  it('is not said of an entry that was refused for itself', () => {
    const told: Warning[] = []
    const writing = new ToldWriting((warning) => told.push(warning))
    writing.failed(new Conflict('taken', 'no'))
    writing.failed(new JournalError('leaf-too-large', 'no'))
    writing.failed(new JournalError('closed', 'no'))
    assert.deepEqual(told, [])
  })
})
