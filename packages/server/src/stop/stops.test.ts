// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import fs, { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Journal, JournalError } from '../journal/index.ts'
import { covers, Stops } from './index.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function openJournal(folder?: string): Promise<Journal> {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'sluis-stop-'))
  if (folder === undefined) folders.push(own)
  return await Journal.open({
    folder: own,
    origin: 'test.example/log',
    projections: new URL('../projections.ts', import.meta.url),
  })
}

const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
const other = { agent: 'clerk', system: 'desk', run: 'run-2' }
const all = { scope: 'all', reason: 'not sure' } as const

describe('the stop', () => {
  it('covers what it names and nothing else', () => {
    assert.equal(covers({ scope: 'all' }, other), true)
    for (const [scope, target] of [
      ['agent', 'reporter'],
      ['system', 'weekly-report'],
      ['run', 'run-1'],
    ] as const) {
      assert.equal(covers({ scope, target }, caller), true)
      assert.equal(covers({ scope, target }, other), false)
    }
  })

  it('acts before it is recorded, and cuts what is in flight at once (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const [mine, theirs] = [new AbortController(), new AbortController()]
    stops.watch(caller, mine)
    stops.watch(other, theirs)
    const ordered = stops.order({ scope: 'agent', target: 'reporter', reason: 'odd mails' }, 'omar')
    assert.equal(mine.signal.aborted, true)
    assert.equal(theirs.signal.aborted, false)
    assert.ok(stops.covering(caller))
    assert.equal((await ordered).recorded, true)
    assert.equal(stops.covering(other), undefined)
    stops.close()
    await journal.close()
  })

  it('that is recorded while Sluis closes alarms nobody, and holds after a restart (P4)', async (t) => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const ordered = stops.order(all, 'omar')
    // The order stands in its file; the log has not taken it yet.
    await new Promise((resolve) => setImmediate(resolve))
    const told = t.mock.method(process.stderr, 'write', () => true)
    stops.close()
    const { id } = await ordered
    const again = await Stops.open(journal, Date.now)
    assert.deepEqual(
      again.list().map((stop) => [stop.id, stop.recorded]),
      [[id, true]],
    )
    assert.equal(told.mock.callCount(), 0)
    again.close()
    await journal.close()
  })

  it('ends first what may still send something (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const ended: string[] = []
    const call = (name: string, mayLeave?: boolean) => ({
      silence: () => undefined,
      abort: () => ended.push(name),
      ...(mayLeave === undefined ? {} : { mayLeave }),
    })
    stops.watch(caller, call('stream', false))
    stops.watch(caller, call('mail', true))
    stops.watch(caller, call('other'))
    stops.watch(caller, call('tool', true))
    await stops.order(all, 'omar')
    assert.deepEqual(ended, ['mail', 'tool', 'stream', 'other'])
    stops.close()
    await journal.close()
  })

  it('silences every call that it covers before it ends what runs behind the first (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const heard: string[] = []
    const callNamed = (name: string) => ({
      silence: () => heard.push(`${name} silenced`),
      abort: () => {
        heard.push(`${name} aborted`)
        // Longer than calls are aborted in one turn: the others get theirs.
        for (const end = performance.now() + 6; performance.now() < end; );
      },
    })
    for (const name of ['first', 'second', 'third']) stops.watch(caller, callNamed(name))
    const ordered = stops.order(all, 'omar')
    assert.deepEqual(heard, ['first silenced', 'second silenced', 'third silenced'])
    setImmediate(() => heard.push('another turn'))
    await ordered
    assert.deepEqual(heard.slice(3), ['first aborted', 'another turn', 'second aborted', 'third aborted'])
    stops.close()
    await journal.close()
  })

  it('leaves alone what ended, and cuts of a key that was revoked only what came under it', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const [over, mine, other] = [new AbortController(), new AbortController(), new AbortController()]
    stops.watch(caller, over)()
    stops.watch({ ...caller, key: 'key-1' }, mine)
    stops.watch({ ...caller, key: 'key-2' }, other)
    assert.equal(stops.inFlight, 2)
    stops.cutKey('key-1', new Error('revoked'))
    assert.deepEqual([mine.signal.aborted, other.signal.aborted], [true, false])
    await stops.order(all, 'omar')
    assert.deepEqual([other.signal.aborted, over.signal.aborted], [true, false])
    stops.close()
    await journal.close()
  })

  it('tells afterwards who stopped and resumed what, when and why', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const wrong = await stops.order({ scope: 'agent', target: 'reporter', reason: 'mails the wrong customer' }, 'sanne')
    await stops.order(all, 'omar')
    assert.deepEqual(await stops.past(), [])
    await stops.lift(wrong.id, 'anna', 'the address is mended')
    const [past, ...others] = await stops.past()
    assert.ok(past)
    assert.deepEqual(others, [])
    const { orderedAt, liftedAt, ...told } = past
    assert.ok(liftedAt >= orderedAt)
    assert.deepEqual(told, {
      id: wrong.id,
      scope: 'agent',
      target: 'reporter',
      by: 'sanne',
      reason: 'mails the wrong customer',
      liftedBy: 'anna',
      liftedReason: 'the address is mended',
    })
    stops.close()
    await journal.close()
  })

  it('tells the newest of what is over first', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    for (const reason of ['first', 'second']) {
      const { id } = await stops.order({ ...all, reason }, 'omar')
      await stops.lift(id, 'anna', 'looked at it')
    }
    assert.deepEqual(
      (await stops.past()).map(({ reason }) => reason),
      ['second', 'first'],
    )
    stops.close()
    await journal.close()
  })

  it('is lifted once, though two people lift it at the same moment', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const { id } = await stops.order(all, 'omar')
    const lifts = await Promise.allSettled([stops.lift(id, 'anna', 'fine'), stops.lift(id, 'sanne', 'fine')])
    assert.deepEqual(lifts.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.equal((await stops.past()).length, 1)
    stops.close()
    await journal.close()
  })

  it('that was recorded before a crash kept it in its file is recorded once, and stays (P4, P12)', async () => {
    const journal = await openJournal()
    const first = await Stops.open(journal, Date.now)
    await first.order({ scope: 'run', target: 'run-1', reason: 'odd' }, 'omar')
    const { recorded, ...kept } = first.list()[0] ?? assert.fail('nothing is stopped')
    first.close()
    writeFileSync(join(journal.folder, 'stop-orders'), JSON.stringify([kept]).padEnd(16_384))
    const size = (await journal.log.checkpoint()).size
    const stops = await Stops.open(journal, Date.now)
    assert.deepEqual(
      stops.list().map(({ id, recorded }) => ({ id, recorded })),
      [{ id: kept.id, recorded: true }],
    )
    assert.equal(stops.covering(other), undefined)
    assert.equal((await journal.log.checkpoint()).size, size)
    stops.close()
    await journal.close()
  })

  it('is in force after a restart, with who pressed it and why, until a person lifts it (P4)', async () => {
    const journal = await openJournal()
    const { id } = await (await Stops.open(journal, Date.now)).order(all, 'omar')
    await journal.close()
    const again = await openJournal(journal.folder)
    const stops = await Stops.open(again, Date.now)
    assert.deepEqual(
      stops.list().map(({ id: known, by, reason, recorded }) => ({ known, by, reason, recorded })),
      [{ known: id, by: 'omar', reason: 'not sure', recorded: true }],
    )
    await stops.lift(id, 'anna', 'looked at it')
    assert.equal(stops.covering(caller), undefined)
    await assert.rejects(stops.lift(id, 'anna', 'twice'), /no active stop/)
    await again.close()
  })

  it('that can not be recorded shuts the gate for everyone, and survives a restart (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const theirs = new AbortController()
    stops.watch(other, theirs)
    // The store is gone under it: whatever is pressed now can't be recorded any more.
    await journal.close()
    await assert.rejects(stops.order({ scope: 'agent', target: 'reporter', reason: 'x' }, 'omar'), JournalError)
    assert.ok(stops.covering(other), 'an unrecorded stop covers everyone')
    assert.ok(theirs.signal.aborted, 'and cuts everyone')

    const again = await openJournal(journal.folder)
    const later = await Stops.open(again, Date.now)
    assert.ok(later.covering(caller))
    assert.equal(later.covering(other), undefined, 'recorded now, so it covers what it names')
    assert.deepEqual(await again.query('SELECT scope, state FROM stops'), [{ scope: 'agent', state: 'active' }])
    await again.close()
  })

  it('that still can not be recorded at a start stays in force, shuts the gate and keeps nobody from starting (P4)', async (t) => {
    const journal = await openJournal()
    const kept = { id: 'stop-1', scope: 'agent', target: 'reporter', orderedAt: 1, by: 'omar', reason: 'x' }
    ;(await Stops.open(journal, Date.now)).close()
    writeFileSync(join(journal.folder, 'stop-orders'), JSON.stringify([kept]).padEnd(16_384))
    const full = new JournalError('unwritable', { nl: 'vol', en: 'full' })
    const append = t.mock.method(journal, 'append', () => Promise.reject(full))
    const stops = await Stops.open(journal, Date.now)
    assert.equal(stops.covering(other)?.id, 'stop-1')
    append.mock.restore()
    // Whoever lifts it has it recorded first: the log tells of every stop that there was.
    await stops.lift('stop-1', 'anna', 'looked at it')
    assert.equal(stops.covering(other), undefined)
    assert.deepEqual(
      (await stops.past()).map(({ id, by }) => ({ id, by })),
      [{ id: 'stop-1', by: 'omar' }],
    )
    stops.close()
    await journal.close()
  })

  it('leaves its file once the log has it, and is recorded also where that file can not be written', async (t) => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    await stops.order(all, 'omar')
    assert.equal(readFileSync(join(journal.folder, 'stop-orders'), 'utf8').trim(), '[]')
    const written = t.mock.method(fs, 'writeSync', () => {
      throw new Error('no space left on device')
    })
    syncBuiltinESMExports()
    try {
      assert.equal((await stops.order(all, 'omar')).recorded, true)
    } finally {
      written.mock.restore()
      syncBuiltinESMExports()
    }
    stops.close()
    await journal.close()
  })

  it('needs no free disk: its file exists at full size before it is pressed (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const before = statSync(join(journal.folder, 'stop-orders')).size
    await Promise.all(Array.from({ length: 200 }, () => stops.order(all, 'omar')))
    assert.equal(statSync(join(journal.folder, 'stop-orders')).size, before)
    await journal.close()
  })

  it('reads a file that it can not understand as a stop of everything (P10)', async () => {
    const journal = await openJournal()
    ;(await Stops.open(journal, Date.now)).close()
    writeFileSync(join(journal.folder, 'stop-orders'), '[{"id":"stop-1","scope":"ev')
    const stops = await Stops.open(journal, Date.now)
    assert.equal(stops.covering(other)?.scope, 'all')
    await journal.close()
  })

  it('is another one each time that its file can not be read, so that lifting the first lifts no second (P4)', async () => {
    const journal = await openJournal()
    const open = async () => {
      writeFileSync(join(journal.folder, 'stop-orders'), 'torn')
      return await Stops.open(journal, Date.now)
    }
    const first = await open()
    for (const { id } of first.list()) await first.lift(id, 'omar', 'looked')
    first.close()
    const second = await open()
    assert.equal(second.list().length, 1)
    second.close()
    const third = await Stops.open(journal, Date.now)
    assert.ok(third.covering(caller))
    third.close()
    await journal.close()
  })

  it('is recorded whatever its reason holds, because one that can not be would shut the gate for good (P4)', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const { id, recorded } = await stops.order({ ...all, reason: 'cut \ud83d' }, 'omar')
    assert.equal(recorded, true)
    await stops.lift(id, 'omar', 'fine')
    stops.close()
    await journal.close()
  })

  it('stays lifted when it was offered to the log twice, and one of them is answered after the lift', async () => {
    const journal = await openJournal()
    const stops = await Stops.open(journal, Date.now)
    const lifted = Promise.withResolvers<void>()
    const append = journal.append.bind(journal)
    let offered = 0
    journal.append = async (draft) => {
      if (draft.kind === 'stop.ordered' && ++offered === 1) await lifted.promise
      return await append(draft)
    }
    const ordering = stops.order(all, 'omar')
    // As the watch over the store does whenever that answers: this one is asked first and answered last.
    const offeredAgain = stops.recordWaiting()
    const { id } = await ordering
    await stops.lift(id, 'anna', 'looked at it')
    lifted.resolve()
    await offeredAgain
    assert.equal(offered, 2)
    assert.deepEqual(stops.list(), [])
    stops.close()
    await journal.close()
  })
})
