// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Conflict, type Entry, type JsonObject, type Row } from '../journal/index.ts'
import { cases } from './projection.ts'
import { maxOpenCases } from './transitions.ts'

/** The journal's part of a fold, in memory: rows by table and key, and only the rows that the fold asked for. */
class Folded {
  readonly #rows = new Map<string, Row>()
  readonly accepted: Entry[] = []

  add(kind: string, at: number, data: JsonObject): string | undefined {
    const entry: Entry = { index: this.accepted.length, at, kind, data }
    try {
      const asked = new Map(
        cases.needs(entry).map(({ table, key }) => [nameOf(table, key), this.#rows.get(nameOf(table, key))]),
      )
      for (const change of cases.apply(entry, (table, ...key) => asked.get(nameOf(table, key)))) {
        assert.ok('put' in change)
        const key = cases.tables.find(({ name }) => name === change.put)?.key.map((column) => change.row[column])
        this.#rows.set(nameOf(change.put, key), change.row)
      }
      this.accepted.push(entry)
      return undefined
    } catch (error) {
      assert.ok(error instanceof Conflict, `a fold only refuses: ${error}`)
      return error.reason
    }
  }

  row(table: string, ...key: string[]): Row | undefined {
    return this.#rows.get(nameOf(table, key))
  }

  all(table: string): Row[] {
    return [...this.#rows].filter(([name]) => name.startsWith(`["${table}"`)).map(([, row]) => row)
  }
}

const nameOf = (table: string, key: unknown): string => JSON.stringify([table, key])

const call = (id: string, more: JsonObject = {}): JsonObject => ({
  call: `call-${id}`,
  run: 'r',
  agent: 'a',
  system: 's',
  resource: 'mail_send',
  body: 'finance',
  quorum: 1,
  veto: true,
  rules: [],
  labels: [],
  findings: [],
  digest: 'd',
  expiresAt: 100,
  case: id,
  ...more,
})
const verdict = (id: string, by: string, kind = 'approve'): JsonObject => ({ case: id, agent: 'a', by, verdict: kind })
const release = (id: JsonObject[string], more: JsonObject = {}): JsonObject => ({
  run: 'r',
  agent: 'a',
  resource: 'mail_send',
  digest: 'd',
  case: id,
  ...more,
})

const one = fc.constantFrom
const step = fc.record({
  kind: one('call.held', 'case.verdict', 'case.verdict', 'case.expired', 'call.allowed', 'call.allowed'),
  wait: one(0, 0, 0, 0, 0, 0, 0, 0, 1, 30),
  /** Which case it is about, counted back from the newest. */
  back: one(0, 0, 0, 0, 1, 2),
  /** A second case: one that is edited, or one whose approval is used as well. */
  other: one(1, 2, undefined, undefined, undefined, undefined),
  run: one('r', 'r', 'r', 'r', 'r2'),
  digest: one('d', 'd', 'd', 'd', 'd2'),
  by: one('p1', 'p2', 'p3'),
  verdict: one('approve', 'approve', 'approve', 'approve', 'reject', 'respond', 'veto', 'edit', 'nonsense'),
  quorum: one(1, 2, 2),
  veto: fc.boolean(),
  life: one(3, 40, 80),
})
const sequences = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function dataOf(folded: Folded, at: number, { kind, back, other, ...wish }: Step): JsonObject {
  const opened = folded.all('cases').length
  const idOf = (steps: number): string => `c${opened - steps}`
  switch (kind) {
    case 'call.held':
      return call(back === 2 ? idOf(0) : idOf(-1), {
        ...wish,
        expiresAt: at + wish.life,
        edits: other === undefined ? undefined : idOf(other - 1),
      })
    case 'case.verdict':
    case 'case.expired':
      return verdict(idOf(back), wish.by, wish.verdict)
    default:
      return release(other === undefined ? idOf(back) : [idOf(back), idOf(other)], wish)
  }
}

function timed(steps: readonly Step[]): readonly { readonly at: number; readonly wish: Step }[] {
  let at = 0
  return steps.map((wish) => {
    at += wish.wait
    return { at, wish }
  })
}

const usedIn = ({ kind, data }: Entry): readonly string[] =>
  kind === 'call.allowed' ? [...new Set([data.case].flat().map(String))] : []

/** What the accepted entries alone say of one case, told without the fold. */
function storyOf(entries: readonly Entry[], id: string) {
  const opened = entries.filter(({ kind, data }) => kind === 'call.held' && data.case === id)
  const uses = entries.filter((entry) => usedIn(entry).includes(id))
  const given = entries.filter(({ kind, data }) => kind === 'case.verdict' && data.case === id)
  const editedAway = entries.filter(({ kind, data }) => kind === 'call.held' && data.edits === id)
  const gone = entries.filter(({ kind, data }) => kind === 'case.expired' && data.case === id)
  const approvals = given.filter(({ data }) => data.verdict === 'approve')
  const quorum = Number(opened[0]?.data.quorum)
  const closings = [
    ...given.filter(({ data }) => data.verdict !== 'approve'),
    ...editedAway,
    ...gone,
    ...approvals.slice(quorum - 1, quorum),
  ]
  const closedAt = Math.min(...closings.map(({ index }) => index))
  return { opened, uses, given, editedAway, gone, approvals, quorum, closedAt }
}

describe('the fold of cases', () => {
  it('lets no sequence of entries use an approval twice, late, for another call, or by fewer people than asked (P5, P6)', () => {
    let uses = 0
    fc.assert(
      fc.property(sequences, (steps) => {
        const folded = new Folded()
        for (const { at, wish } of timed(steps)) folded.add(wish.kind, at, dataOf(folded, at, wish))
        for (const id of folded.all('cases').map((row) => String(row.id))) {
          const story = storyOf(folded.accepted, id)
          const [held, ...again] = story.opened
          assert.equal(again.length, 0, 'a case opens once')
          assert.ok(held !== undefined)
          const expiresAt = Number(held.data.expiresAt)
          assert.ok(story.uses.length <= 1, 'an approval is used once')
          for (const use of story.uses) {
            uses++
            const before = story.approvals.filter(({ index }) => index < use.index)
            assert.ok(new Set(before.map(({ data }) => data.by)).size >= story.quorum, 'enough different people agreed')
            assert.ok(use.at <= expiresAt, 'a use is in time')
            assert.deepEqual([use.data.run, use.data.digest], [held.data.run, held.data.digest], 'it is the same call')
            assert.ok(story.given.every(({ data }) => data.verdict === 'approve'))
            assert.equal(story.editedAway.length + story.gone.length, 0)
          }
          const people = [...story.given.map(({ data }) => data.by), ...story.editedAway.map(({ data }) => data.by)]
          assert.equal(new Set(people).size, people.length, 'one verdict per person')
          for (const { index, at } of [...story.given, ...story.editedAway]) {
            assert.ok(index > held.index && index <= story.closedAt && at <= expiresAt, 'no verdict after the close')
          }
          assert.ok(story.editedAway.length <= 1, 'a case has one successor')
          for (const { at } of story.gone) assert.ok(at > expiresAt, 'nothing expires early')
        }
      }),
      { numRuns: 1000 },
    )
    assert.ok(uses > 100, `the property saw only ${uses} uses`)
  })

  it('never has two open cases of one call, and counts the open ones of an agent right', () => {
    fc.assert(
      fc.property(sequences, (steps) => {
        const folded = new Folded()
        for (const { at, wish } of timed(steps)) {
          folded.add(wish.kind, at, dataOf(folded, at, wish))
          const open = folded.all('cases').filter(({ state }) => state === 'open')
          assert.equal(new Set(open.map(({ run, digest }) => `${run} ${digest}`)).size, open.length)
          assert.equal(folded.row('case_load', 'a')?.open ?? 0, open.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('takes a verdict and a use up to the last millisecond, and neither after it, whatever the timer did (P6)', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c'))
    assert.equal(folded.add('case.verdict', 101, verdict('c', 'p')), 'case-expired')
    assert.equal(folded.add('case.verdict', 100, verdict('c', 'p')), undefined)
    assert.equal(folded.add('call.allowed', 101, release('c')), 'case-expired')
    assert.equal(folded.add('call.allowed', 100, release('c')), undefined)
    assert.equal(folded.add('call.allowed', 100, release('c')), 'approval-used')
  })

  it('refuses a release of anything but what was approved (P5)', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c'))
    folded.add('case.verdict', 1, verdict('c', 'p'))
    for (const other of [{ digest: 'x' }, { run: 'x' }, { agent: 'x' }, { resource: 'x' }]) {
      assert.equal(folded.add('call.allowed', 2, release('c', other)), 'case-other-call')
    }
    assert.equal(folded.add('call.allowed', 2, release('unheard-of')), 'case-unknown')
    assert.equal(folded.add('call.allowed', 2, { ...release('c'), digest: undefined }), 'case-malformed')
  })

  it('takes no verdict, edit or expiry for a case that names another agent, nor a verdict that is none', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c'))
    assert.equal(folded.add('case.verdict', 1, { ...verdict('c', 'p'), agent: 'other' }), 'case-other-call')
    assert.equal(folded.add('case.expired', 101, { case: 'c', agent: 'other' }), 'case-other-call')
    for (const none of ['edit', 'nonsense', '']) {
      assert.equal(folded.add('case.verdict', 1, verdict('c', 'p', none)), 'case-malformed')
    }
    assert.equal(folded.row('cases', 'c')?.state, 'open')
  })

  it('says that everyone was told only where somebody was and nobody was missed, and says it once', () => {
    const folded = new Folded()
    const isTold = (id: string, told: number, failed: number) => {
      folded.add('call.held', 0, call(id, { digest: id }))
      assert.equal(folded.add('case.notified', 1, { case: id, told, failed }), undefined)
      return folded.row('cases', id)?.notified
    }
    assert.deepEqual([isTold('c1', 2, 0), isTold('c2', 1, 1), isTold('c3', 0, 0)], [1, 0, 0])
    assert.equal(folded.add('case.notified', 2, { case: 'c2', told: 2, failed: 0 }), 'case-notified')
  })

  it('uses the approvals of all bodies that a call needed, together or not at all', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c1'))
    folded.add('case.verdict', 1, verdict('c1', 'p'))
    folded.add('call.held', 2, call('c2', { body: 'legal' }))
    assert.equal(folded.add('call.allowed', 3, release(['c1', 'c2'])), 'case-not-approved')
    folded.add('case.verdict', 3, verdict('c2', 'p'))
    assert.equal(folded.add('call.allowed', 4, release(['c1', 'c2'])), undefined)
    assert.deepEqual(
      folded.all('cases').map(({ state }) => state),
      ['used', 'used'],
    )
  })

  it('lets one of a quorum refuse, and a veto holder stop', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c1', { quorum: 2 }))
    folded.add('case.verdict', 1, verdict('c1', 'p1'))
    assert.equal(folded.add('case.verdict', 1, verdict('c1', 'p1')), 'verdict-given')
    folded.add('case.verdict', 1, verdict('c1', 'p2', 'veto'))
    assert.equal(folded.row('cases', 'c1')?.state, 'vetoed')
    folded.add('call.held', 2, call('c2'))
    folded.add('case.verdict', 3, verdict('c2', 'p1', 'reject'))
    assert.equal(folded.row('cases', 'c2')?.state, 'rejected')
  })

  it('leaves out of a quorum as many as its verdict says were lapsed, and makes none of it', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c1', { quorum: 2 }))
    folded.add('case.verdict', 1, verdict('c1', 'p1'))
    assert.equal(folded.add('case.verdict', 1, { ...verdict('c1', 'p2'), lapsed: -1 }), 'case-malformed')
    folded.add('case.verdict', 1, { ...verdict('c1', 'p2'), lapsed: 1 })
    assert.equal(folded.row('cases', 'c1')?.state, 'open')
    folded.add('case.verdict', 1, { ...verdict('c1', 'p3'), lapsed: 1 })
    assert.equal(folded.row('cases', 'c1')?.state, 'approved')
  })

  it(`refuses an agent's case ${maxOpenCases + 1}, but not an edit of one that is open`, () => {
    const folded = new Folded()
    for (let at = 0; at < maxOpenCases; at++) {
      assert.equal(folded.add('call.held', 0, call(`c${at}`, { digest: `d${at}` })), undefined)
    }
    assert.equal(folded.add('call.held', 0, call('more', { digest: 'more' })), 'too-many-open-cases')
    assert.equal(folded.add('call.held', 0, call('e', { digest: 'e', edits: 'c0', by: 'p' })), undefined)
    assert.equal(folded.add('call.held', 0, call('more', { digest: 'more' })), 'too-many-open-cases')
    folded.add('case.verdict', 0, verdict('c1', 'p', 'reject'))
    assert.equal(folded.add('call.held', 0, call('more', { digest: 'more' })), undefined)
  })

  it('closes the edited case and opens its successor in one entry, with the editor named', () => {
    const folded = new Folded()
    folded.add('call.held', 0, call('c1'))
    assert.equal(folded.add('call.held', 1, call('c2', { edits: 'c1', by: 'p' })), 'case-open-already')
    const edit = call('c2', { edits: 'c1', digest: 'd2' })
    assert.equal(folded.add('call.held', 1, edit), 'case-malformed')
    assert.equal(folded.add('call.held', 1, { ...edit, by: 'p', resource: 'other' }), 'case-other-call')
    assert.equal(folded.add('call.held', 1, { ...edit, by: 'p' }), undefined)
    assert.deepEqual(
      [folded.row('cases', 'c1')?.state, folded.row('cases', 'c1')?.successor, folded.row('cases', 'c2')?.state],
      ['edited', 'c2', 'open'],
    )
    assert.equal(folded.add('case.verdict', 2, verdict('c1', 'p2')), 'case-not-open')
  })

  it('refuses what is malformed instead of failing, so that one entry can not shut the store', () => {
    const folded = new Folded()
    for (const kind of ['call.held', 'case.verdict', 'case.expired', 'case.notified']) {
      assert.equal(folded.add(kind, 0, {}), 'case-malformed')
    }
    assert.equal(folded.add('call.held', 0, call('c', { expiresAt: 'soon' })), 'case-malformed')
    assert.equal(folded.add('call.held', 0, call('c', { quorum: 0 })), 'case-malformed')
    assert.equal(folded.add('call.held', 0, call('c', { rules: 'all' })), 'case-malformed')
    assert.equal(folded.add('call.allowed', 0, release(7)), 'case-malformed')
  })
})
