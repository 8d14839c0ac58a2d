// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Journal, type JsonObject } from '../../journal/index.ts'
import { strings } from '../fold/labels.ts'
import { maxCallsKept } from './kept-run.ts'
import { RunRows, type Seen } from './run-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-run-rows-'))
let journal: Journal
let count = 0

before(async () => {
  const projections = new URL('../../projections.ts', import.meta.url)
  journal = await Journal.open({ folder, origin: 'test.example/log', projections })
})
after(async () => {
  await journal.close()
  rmSync(folder, { recursive: true })
})

const newRun = async (): Promise<string> => {
  const run = `run-${++count}`
  await journal.append({ kind: 'run.started', data: { agent: 'a', system: 's', run } })
  return run
}
const open = async (run: string, more: JsonObject): Promise<string> => {
  const call = `call-${++count}`
  const data = { agent: 'a', system: 's', run, call, action: 'callModel', resource: 'm', ...more }
  await journal.append({ kind: 'call.allowed', data })
  return call
}
const end = (run: string, call: string, more: JsonObject) =>
  journal.append({ kind: 'call.ended', data: { run, call, outcome: 'done', labels: [], ...more } })
const remove = (run: string, label: string) =>
  journal.append({ kind: 'label.removed', data: { run, label, by: 'p' } }).catch(() => undefined)
const label = (run: string, labels: readonly string[]) =>
  journal.append({ kind: 'run.labelled', data: { run, labels: [...labels] } })

type Listener = Parameters<Journal['onEntry']>[0]

const partsIn = (seen: Seen | undefined, digests: readonly string[]) =>
  digests.flatMap((digest) => seen?.known(digest) ?? [])
const sorted = (seen: Seen | undefined, digests: readonly string[]) =>
  partsIn(seen, digests)
    .map(({ digest, labels, entry }) => `${digest} ${labels} ${entry}`)
    .sort()

async function assertAsInTables(rows: RunRows, run: string, digests: readonly string[]): Promise<void> {
  const [row] = await journal.query('SELECT id, labels, removed FROM runs WHERE id = $1', run)
  const { id, labels, removed } = (await rows.run(run)) ?? {}
  assert.deepEqual({ id, labels, removed }, row)
  const known = await inTables(run, digests)
  assert.deepEqual(sorted(await rows.seen(run), digests), known)
  assert.deepEqual(sorted(await new RunRows(journal).seen(run), digests), known)
  assert.deepEqual(sorted(await rows.newest(run), digests), known)
}

async function inTables(run: string, digests: readonly string[]): Promise<readonly string[]> {
  const calls = await journal.query('SELECT * FROM calls WHERE run = $1 ORDER BY entry DESC', run)
  return calls
    .slice(0, maxCallsKept)
    .flatMap(({ entry, parts, part_labels, outcome_entry, released, released_labels }) => [
      ...digestsIn(parts).map((digest) => ({ digest, labels: part_labels, entry })),
      ...digestsIn(released).map((digest) => ({ digest, labels: released_labels, entry: outcome_entry })),
    ])
    .filter(({ digest }) => digests.includes(digest))
    .map(({ digest, labels, entry }) => `${digest} ${labels} ${entry}`)
    .sort()
}

const digestsIn = (column: unknown): readonly string[] => (typeof column === 'string' ? strings(column) : [])

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const names = fc.uniqueArray(name, { maxLength: 3 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('open'), brings: names, parts: names, narrowed: fc.boolean(), labels: names }),
  fc.record({ kind: fc.constant('end'), labels: names, parts: names }),
  fc.record({ kind: fc.constant('remove'), label: name }),
  fc.record({ kind: fc.constant('label'), labels: names }),
  fc.record({ kind: fc.constant('look') }),
)

describe('the rows of runs in memory', () => {
  it('are those of the tables, whatever happens, whenever they were first asked for and however few have room', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.constantFrom(1, 6, 1000), async (steps, maxRows) => {
        const rows = new RunRows(journal, maxRows)
        const [run, other] = [await newRun(), await newRun()]
        const underWay = [await open(run, { parts: ['z'] })]
        await open(other, { parts: ['a'], brings: ['b'] })
        for (const { kind, ...data } of steps) {
          if (kind === 'open') underWay.push(await open(run, data))
          if (kind === 'remove' && 'label' in data) await remove(run, data.label)
          if (kind === 'label' && 'labels' in data) await label(run, data.labels)
          if (kind === 'look') {
            await assertAsInTables(rows, other, ['a', 'b'])
            await assertAsInTables(rows, run, ['a', 'b', 'z'])
          }
          const ended = kind === 'end' ? underWay.shift() : undefined
          if (ended !== undefined) await end(run, ended, data)
        }
        await assertAsInTables(rows, run, ['a', 'b', 'c', 'd', 'e', 'z', 'never'])
        await assertAsInTables(rows, other, ['a', 'b'])
      }),
      { numRuns: 60 },
    )
  })

  it('forget the parts of the oldest calls of a long run, as the tables do', async () => {
    const rows = new RunRows(journal)
    const run = await newRun()
    const digest = (at: number): string => `digest-${at}`
    const first = await open(run, { parts: [digest(0), 'again'] })
    await assertAsInTables(rows, run, [digest(0)])
    for (let at = 1; at <= maxCallsKept + 64; at += 64) {
      const some = Array.from({ length: 64 }, (_, more) => open(run, { parts: [digest(at + more), 'again'] }))
      await Promise.all(some)
    }
    await end(run, first, { parts: ['late'] })
    assert.deepEqual(partsIn(await rows.seen(run), [digest(0), 'late']), [])
    await assertAsInTables(rows, run, ['again', ...[0, 1, 63, 64, 65, maxCallsKept + 64].map(digest)])
  })

  it('of several processes are read again from the oldest call that was open', async () => {
    const asked: unknown[][] = []
    const query: Journal['query'] = (sql, ...values) => {
      asked.push(values)
      return journal.query(sql, ...values)
    }
    const rows = new RunRows({ query, isShared: true, onEntry: () => () => undefined })
    const run = await newRun()
    assert.deepEqual(partsIn(await rows.seen(run), ['brought', 'released']), [])
    const long = await open(run, { parts: ['brought'] })
    await end(run, await open(run, {}), { parts: ['released'] })
    await assertAsInTables(rows, run, ['brought', 'released'])
    await end(run, long, { labels: ['later'], parts: ['last'] })
    await assertAsInTables(rows, run, ['brought', 'released', 'last'])
    assert.equal((await rows.run(run))?.labels, '["later"]')
    assert.ok(Number(asked.at(-2)?.[1]) > 0, 'what ended is not read again')
  })

  it('of a call that was open before anybody looked are read again when it ends', async () => {
    const run = await newRun()
    const before = await open(run, { brings: ['first'] })
    const rows = new RunRows(journal)
    await assertAsInTables(rows, run, [])
    await end(run, before, { labels: ['later'], parts: ['brought'] })
    await assertAsInTables(rows, run, ['brought'])
    assert.equal((await rows.run(run))?.labels, '["first","later"]')
  })

  it('are the same when the tables were read before their entries are told', async () => {
    let tell: Listener = () => undefined
    const query: Journal['query'] = (sql, ...values) => journal.query(sql, ...values)
    const onEntry: Journal['onEntry'] = (listener) => {
      tell = listener
      return () => undefined
    }
    const rows = new RunRows({ query, isShared: false, onEntry })
    const run = await newRun()
    const told: Parameters<Listener>[] = []
    const unlisten = journal.onEntry((...one) => told.push(one))
    await label(run, ['gone'])
    await remove(run, 'gone')
    await rows.seen(run)
    for (const one of told.splice(1)) tell(...one)
    assert.equal((await rows.run(run))?.labels, '[]')
    const call = await open(run, { parts: ['a'], brings: ['x'] })
    await end(run, call, { parts: ['b'], labels: ['y'] })
    assert.deepEqual(sorted(await rows.newest(run), ['a', 'b']), await inTables(run, ['a', 'b']))
    unlisten()
    for (const one of told.splice(1)) tell(...one)
    await assertAsInTables(rows, run, ['a', 'b'])
  })

  it('are read again when an entry came while they were read', async () => {
    let meanwhile: () => Promise<unknown> = async () => undefined
    const query: Journal['query'] = async (sql, ...values) => {
      const found = await journal.query(sql, ...values)
      await meanwhile()
      return found
    }
    const rows = new RunRows({ query, isShared: false, onEntry: (listener) => journal.onEntry(listener) })
    const run = await newRun()
    meanwhile = async () => await open(run, { parts: ['a'], brings: ['x'] })
    await rows.seen(run)
    meanwhile = async () => undefined
    await assertAsInTables(rows, run, ['a'])
  })

  it('make room by all that they hold, not by their number', async () => {
    const asked: unknown[] = []
    const query: Journal['query'] = (sql, ...values) => {
      asked.push(values[0])
      return journal.query(sql, ...values)
    }
    const onEntry: Journal['onEntry'] = (hear) => journal.onEntry(hear)
    const rows = new RunRows({ query, isShared: false, onEntry }, 8)
    const isKept = async (run: string): Promise<boolean> => {
      asked.length = 0
      await rows.seen(run)
      return asked.length === 0
    }
    const [run, other] = [await newRun(), await newRun()]
    await rows.seen(run)
    await rows.seen(other)
    assert.deepEqual([await isKept(run), await isKept(other)], [true, true])
    await open(run, { parts: ['a', 'b', 'c'] })
    assert.deepEqual([await isKept(run), await isKept(other)], [true, true])
    await open(run, { parts: ['a', 'b', 'c'] })
    assert.deepEqual([await isKept(run), await isKept(other)], [true, false])
  })

  it('are nobody’s where there is no such run', async () => {
    const rows = new RunRows(journal)
    assert.equal(await rows.run('run-of-nobody'), undefined)
    assert.equal(await rows.seen('run-of-nobody'), undefined)
  })
})
