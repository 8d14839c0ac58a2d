// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeldAbout, HeldWish } from '../api-subjects.ts'
import { type Gathered, gather, goesOf } from './gather.ts'

const nothing = { stays: [], cautions: [], entries: [], exhibits: [], total: 900 } as const
const entry = (index: number, run: string) => ({ index, at: index, kind: 'call.ended', run })

const exhibit = (entry: number) => ({ entry, at: entry, for: 'the court', handed: [], calls: ['call-1'] })

const pages: Readonly<Record<string, HeldAbout>> = {
  'customer:1 0': {
    ...nothing,
    exhibits: [exhibit(700)],
    ...{ subject: 'customer:1', kind: 'label', erasable: { entries: 0, mark: 'm' }, next: 500 },
    entries: [entry(1, 'run-a'), entry(2, 'run-gone')],
  },
  'customer:1 500': { ...nothing, subject: 'customer:1', kind: 'label', entries: [entry(501, 'run-b')] },
  'run:run-a 0': {
    ...nothing,
    exhibits: [exhibit(700)],
    olderExhibits: 3,
    subject: 'run:run-a',
    kind: 'run',
    erasable: { entries: 3, mark: 'a' },
  },
  'run:run-b 0': {
    ...nothing,
    ...{ subject: 'run:run-b', kind: 'run', erasable: { entries: 2, mark: 'b' }, cautions: ['logs-kept'] },
  },
  'run:run-gone 0': { ...nothing, exhibits: [exhibit(800)], subject: 'run:run-gone', kind: 'run' },
}

async function ask({ subject, from = 0 }: HeldWish): Promise<HeldAbout> {
  const page = pages[`${subject} ${from}`]
  assert.ok(page)
  return page
}

describe('what is held about somebody', () => {
  it('is gathered from all pages and runs, the name last', async () => {
    const told: number[] = []
    const { entries, parts } = await gather(ask, 'customer:1', (done) => void told.push(done))
    assert.equal(entries, 3)
    assert.deepEqual(
      parts.map(({ subject, mark, newest }) => [subject, mark, newest?.index]),
      [
        ['run:run-a', 'a', 1],
        ['run:run-b', 'b', 501],
        ['customer:1', 'm', 501],
      ],
    )
    assert.equal(told[0], 500)
  })

  it('comes with everybody who was handed any of it, each once, also of a run that was erased', async () => {
    const { exhibits, olderExhibits } = await gather(ask, 'customer:1', () => undefined)
    assert.deepEqual(
      exhibits.map(({ entry }) => entry),
      [800, 700],
    )
    assert.equal(olderExhibits, 3)
  })

  it('keeps the name for as long as anything stays that it finds', async () => {
    const held: Gathered = await gather(ask, 'customer:1', () => undefined)
    const names = (basis: Parameters<typeof goesOf>[1], kept: readonly string[]) =>
      goesOf(held, basis, kept).map(({ subject }) => subject)
    assert.deepEqual(names('erasure', []), ['run:run-a', 'run:run-b', 'customer:1'])
    assert.deepEqual(names('erasure', ['run:run-a']), ['run:run-b'])
    assert.deepEqual(names('own-decision', []), ['run:run-a'])
  })
})
