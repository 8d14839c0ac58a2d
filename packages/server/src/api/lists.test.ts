// SPDX-License-Identifier: EUPL-1.2
// One log on either engine, folded by each for itself: whoever reads a list, sorted and page by page, reads the same.
import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import { copyToPostgres } from '../journal/testing/copied.ts'
import { atMoment } from '../journal/testing/on-day.ts'
import { placesForTests } from '../journal/testing/places.ts'
import { loadOrganisation } from '../organisation/index.ts'
import { fillLists, shadowPolicy } from './testing/many.ts'
import { folds, openPeoplesDoor, type PeoplesDoor, type PeoplesDoorOptions } from './testing/peoples-door.ts'

const moment = Date.UTC(2026, 10, 23, 12)
const example = loadOrganisation(new URL('../../../../examples/weekly-report/organisation', import.meta.url).pathname)
const { engines } = placesForTests()

/** Each with how many things it lists in all, where that is more than a page. */
const lists = {
  runs: 450 + 225,
  'runs?agent=reporter': 150 + 75,
  'runs/a-b-0': undefined,
  'calls?limit=200': 430 + 230 + 60 + 40,
  'calls?limit=7&state=unknown': 15,
  'calls?limit=7&state=unsettled': 15,
  'calls?state=failed': 15,
  'calls?state=allow': 60,
  'calls?limit=200&state=deny': 470,
  'calls?limit=200&state=hold': 230,
  'calls?limit=33&run=a-b-0': undefined,
  cases: 230,
  'cases?state=all': 230,
  [`cases?state=all&before=${moment}`]: 0,
  incidents: 205,
  statements: 205,
  stops: undefined,
  'stops/past': undefined,
  keys: undefined,
  people: undefined,
  erasures: undefined,
  models: undefined,
  budgets: undefined,
  tasks: undefined,
  systems: undefined,
  'systems-seen': undefined,
  'systems-impact': undefined,
  'systems-changed': undefined,
  'systems/weekly-report': undefined,
  'systems/weekly-report/decision': undefined,
  'systems/weekly-report/decisions': undefined,
  'systems/weekly-report/exports/ml-bom': undefined,
  'policy/shadow': undefined,
}

describe('the lists of the people’s API', { skip: engines.PostgreSQL.skip }, () => {
  let onSqlite: PeoplesDoor
  let onPostgres: PeoplesDoor

  before(async () => {
    mock.timers.enable({ apis: ['Date'], now: moment })
    const options: PeoplesDoorOptions = {
      folds: atMoment(moment, folds),
      services: { shadow: () => shadowPolicy },
      systems: example.systems,
    }
    const place = await engines.SQLite.newPlace()
    const filled = await openPeoplesDoor({ ...options, place })
    try {
      await fillLists(filled, moment)
    } finally {
      await filled?.[Symbol.asyncDispose]()
    }
    const copied = await engines.PostgreSQL.newPlace()
    await copyToPostgres(place.folder, copied)
    onSqlite = await openPeoplesDoor({ ...options, place, before: filled })
    onPostgres = await openPeoplesDoor({ ...options, place: copied, before: filled })
  })
  after(async () => {
    await onSqlite?.[Symbol.asyncDispose]()
    await onPostgres?.[Symbol.asyncDispose]()
    mock.timers.reset()
  })

  it('stand on the same rows, whichever engine folded them (P12)', async () => {
    const [one, other] = await Promise.all([onSqlite.journal.dump(), onPostgres.journal.dump()])
    assert.ok(one.split('\n').length > 2000)
    assert.deepEqual(firstDifference(one.split('\n'), other.split('\n')), undefined)
  })

  for (const [path, count] of Object.entries(lists)) {
    it(`give the same on both, page after page: ${path}`, async () => {
      const [one, other] = [await pagesOf(onSqlite, path), await pagesOf(onPostgres, path)]
      assert.deepEqual(firstDifference(one.pages, other.pages), undefined)
      assert.equal(new Set(one.ids).size, one.ids.length, 'each once')
      if (count !== undefined) assert.equal(one.ids.length, count)
    })
  }
})

/** Every page as it came, and the ids in the list, in their order. */
async function pagesOf(door: PeoplesDoor, path: string): Promise<{ pages: readonly string[]; ids: readonly string[] }> {
  const pages: string[] = []
  const ids: string[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const onward: string = next === '' ? '' : `${path.includes('?') ? '&' : '?'}after=${next}`
    const { status, text, json } = await door.as('anna', 'GET', `/api/v1/${path}${onward}`)
    assert.equal(status, 200, `${path}${onward}: ${text}`)
    pages.push(text)
    const [name = ''] = path.split(/[/?]/)
    const listed: readonly { readonly id: string }[] = path.startsWith('runs/') ? json.calls : (json[name] ?? [])
    if (Array.isArray(listed)) ids.push(...listed.map(({ id }) => id))
    next = json.next
  }
  return { pages, ids }
}

/** Short, where a whole list would be told. */
function firstDifference(one: readonly string[], other: readonly string[]) {
  const at = Array.from({ length: Math.max(one.length, other.length) }).findIndex((_, at) => one[at] !== other[at])
  if (at < 0) return undefined
  const [ours = '', theirs = ''] = [one[at], other[at]]
  let from = 0
  while (ours[from] === theirs[from] && from < ours.length) from++
  from = Math.max(0, from - 100)
  return { at, SQLite: ours.slice(from, from + 300), PostgreSQL: theirs.slice(from, from + 300) }
}
