// SPDX-License-Identifier: EUPL-1.2
// A stop of another process, at a process that shares its log.
import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { Journal, type Place } from '../journal/index.ts'
import { placesForTests } from '../journal/testing/places.ts'
import { Stops } from './index.ts'

const places = placesForTests()
const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing.toReversed()) await close()
})

async function open(place: Place) {
  const projections = new URL('../projections.ts', import.meta.url)
  const journal = await Journal.open({ ...place, origin: 'test.example/log', projections })
  const stops = await Stops.open(journal, Date.now)
  closing.push(async () => {
    stops.close()
    await journal.close()
  })
  return { journal, stops }
}

const { skip, newPlace } = places.engines.PostgreSQL

it('a stop is lifted at any process, also at one that has not heard of it yet, and stays lifted there', {
  skip,
}, async () => {
  const place = await newPlace()
  const one = await open(place)
  const folder = places.newFolder()
  copyFileSync(join(place.folder, 'log.key'), join(folder, 'log.key'))
  const other = await open({ ...place, folder })
  const { id } = await one.stops.order({ scope: 'all', reason: 'not sure' }, 'omar')
  // Nobody has it look at what others wrote, as the watch over the store does a few times a second.
  assert.deepEqual(other.stops.list(), [])
  const { scope } = await other.stops.lift(id, 'anna', 'sure by now')
  assert.equal(scope, 'all')
  for (const { journal, stops } of [other, one]) {
    await journal.contact()
    assert.deepEqual(stops.list(), [])
  }
  await assert.rejects(one.stops.lift(id, 'anna', 'twice'), /no active stop/)
  await assert.rejects(other.stops.lift('stop-of-nobody', 'anna', 'never ordered'), /no active stop/)
})
