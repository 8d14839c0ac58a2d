// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalText } from '@sluis/log'
import fc from 'fast-check'
import { CallAudit } from './call-audit.ts'
import type { Fault } from './fault.ts'

type Entry = Readonly<Record<string, unknown>>

const bytesOf = (entry: Entry): Uint8Array =>
  Buffer.from(canonicalText(JSON.parse(JSON.stringify({ v: 1, salt: 's', ...entry }))))

/** A gate that keeps its promises, driven by arbitrary wishes. */
class HonestGate {
  readonly entries: Entry[] = []
  readonly open: string[] = []
  readonly unknown: string[] = []
  readonly counts = { allowed: 0, denied: 0, held: 0, waiting: 0, repeated: 0, other: 0 }
  readonly numbers = new Map<string, number>()

  decide(agent: string, decision: keyof HonestGate['counts']): void {
    const number = (this.numbers.get(agent) ?? 0) + 1
    const call = `call-${this.entries.length}`
    this.numbers.set(agent, number)
    this.counts[decision]++
    if (decision === 'allowed') this.open.push(call)
    this.#add({ kind: `call.${decision}`, series: `agent:${agent}`, number, data: { call, agent } })
  }

  end(at: number, outcome: string): void {
    const [call] = this.open.splice(at % Math.max(1, this.open.length), 1)
    if (outcome === 'unknown' && call !== undefined) this.unknown.push(call)
    this.#add(call === undefined ? { kind: 'run.started', data: {} } : { kind: 'call.ended', data: { call, outcome } })
  }

  settle(at: number): void {
    const [call] = this.unknown.splice(at % Math.max(1, this.unknown.length), 1)
    if (call !== undefined) this.#add({ kind: 'call.settled', data: { call, as: 'done' } })
  }

  #add(entry: Entry): void {
    this.entries.push({ ...entry, at: 1000 + this.entries.length })
  }
}

const wish = fc.oneof(
  fc.record({
    do: fc.constant('decide' as const),
    agent: fc.constantFrom('reporter', 'clerk', '__proto__'),
    decision: fc.constantFrom('allowed', 'denied', 'held', 'waiting', 'repeated', 'other'),
  }),
  fc.record({
    do: fc.constant('end' as const),
    at: fc.nat(),
    outcome: fc.constantFrom('done', 'failed', 'stopped', 'abandoned', 'unknown'),
  }),
  fc.record({ do: fc.constant('settle' as const), at: fc.nat() }),
)

const history = fc.array(wish, { maxLength: 80 }).map((wishes) => {
  const gate = new HonestGate()
  for (const one of wishes) {
    if (one.do === 'decide') gate.decide(one.agent, one.decision)
    else if (one.do === 'end') gate.end(one.at, one.outcome)
    else gate.settle(one.at)
  }
  return gate
})

function faultsIn(entries: readonly Entry[]): readonly { readonly at: number; readonly fault: Fault }[] {
  const audit = new CallAudit()
  return entries.flatMap((entry, at) => {
    const fault = audit.check(at, bytesOf(entry))
    return fault === undefined ? [] : [{ at, fault }]
  })
}

const isDecision = ({ kind }: Entry): boolean =>
  /^call\.(allowed|denied|held|waiting|repeated|other)$/.test(String(kind))

describe('the audit of the gate’s entries', () => {
  it('finds no fault in what an honest gate writes, and adds it up (P2, P3)', () => {
    fc.assert(
      fc.property(history, (gate) => {
        const audit = new CallAudit()
        gate.entries.forEach((entry, at) => {
          assert.equal(audit.check(at, bytesOf(entry)), undefined)
        })
        const report = audit.report()
        assert.deepEqual([report.from, report.until], [gate.entries[0]?.at, gate.entries.at(-1)?.at])
        assert.deepEqual(report.decisions, gate.counts)
        assert.deepEqual(new Map(report.agents.map(({ agent, calls }) => [agent, calls])), gate.numbers)
        assert.deepEqual(report.underWay.map(({ call }) => call).sort(), [...gate.open].sort())
        assert.deepEqual(report.unknown.map(({ call }) => call).sort(), [...gate.unknown].sort())
        const ended = Object.values(report.outcomes).reduce((sum, count) => sum + count, 0)
        assert.equal(ended + report.settled + report.underWay.length, report.decisions.allowed)
      }),
    )
  })

  it('sees from the log alone that any call but an agent’s last was left out (P3)', () => {
    fc.assert(
      fc.property(history, fc.nat(), (gate, choice) => {
        const { entries } = gate
        const followed = entries.flatMap((entry, at) =>
          isDecision(entry) && entries.slice(at + 1).some(({ series }) => series === entry.series) ? [at] : [],
        )
        const left = followed[choice % Math.max(1, followed.length)]
        fc.pre(left !== undefined)
        const next = entries.findIndex(({ series }, at) => at > left && series === entries[left]?.series)
        const faults = faultsIn(entries.toSpliced(left, 1))
        const number = entries[left]?.number
        assert.deepEqual(
          faults.filter(({ fault }) => fault.code === 'number'),
          [
            {
              at: next - 1,
              fault: { code: 'number', series: entries[left]?.series, expected: number, found: Number(number) + 1 },
            },
          ],
        )
      }),
    )
  })

  it('finds each entry that was written twice: a number, an outcome, a settlement (P2, P3)', () => {
    fc.assert(
      fc.property(history, fc.nat(), (gate, choice) => {
        const { entries } = gate
        const counted = entries.flatMap(({ kind }, at) => (String(kind).startsWith('call.') ? [at] : []))
        const twice = counted[choice % Math.max(1, counted.length)]
        fc.pre(twice !== undefined)
        const copy = entries[twice]
        assert.equal(faultsIn(entries.toSpliced(twice, 0, copy ?? {}))[0]?.at, twice + 1)
      }),
    )
  })

  const allowed = { at: 1, kind: 'call.allowed', series: 'agent:a', number: 1, data: { call: 'c', agent: 'a' } }
  const ended = { at: 1, kind: 'call.ended', data: { call: 'c', outcome: 'done' } }
  const codes = (...entries: readonly Entry[]): readonly string[] => faultsIn(entries).map(({ fault }) => fault.code)

  it('refuses an outcome for what was never allowed, or one that no gate gives (P2)', () => {
    assert.deepEqual(codes(ended), ['no-open-call'])
    assert.deepEqual(codes({ ...allowed, kind: 'call.denied' }, ended), ['no-open-call'])
    assert.deepEqual(codes(allowed, { ...ended, data: { call: 'c', outcome: 'fine' } }), ['outcome-strange'])
    assert.deepEqual(codes(allowed, ended, { at: 1, kind: 'call.settled', data: { call: 'c' } }), ['not-unknown'])
  })

  it('refuses a call that is allowed anew before it has its outcome (P2)', () => {
    assert.deepEqual(codes(allowed, { ...allowed, number: 2 }), ['call-open'])
    assert.deepEqual(codes(allowed, { ...allowed, number: 2, kind: 'call.denied' }), ['call-open'])
    assert.deepEqual(codes(allowed, ended, { ...allowed, number: 2 }, ended), [])
  })

  it('refuses a call that stands in no series, or in that of another agent (P3)', () => {
    const { series, number, ...bare } = allowed
    assert.deepEqual(codes(bare), ['unnumbered'])
    assert.deepEqual(codes({ ...allowed, series: 'agent:b' }), ['unnumbered'])
    assert.deepEqual(codes({ ...allowed, number: 2 }), ['number'])
    assert.deepEqual(codes({ ...allowed, number: 0 }), ['number'])
    assert.deepEqual(codes({ ...bare, series: 'agent:a' }), ['no-leaf'])
  })

  it('refuses a call whose agent has no name, of whatever shape an operator makes it (P3)', () => {
    for (const agent of [undefined, null, 1, ['a'], { toString: 1 }, { toString: null, valueOf: null }]) {
      assert.deepEqual(codes({ ...allowed, data: { call: 'c', agent } }), ['unnumbered'], JSON.stringify(agent))
    }
  })

  it('refuses an entry that one reader would take for another than the next: it says one thing (RFC 8785)', () => {
    const form = Buffer.from(bytesOf(allowed)).toString()
    const faultIn = (text: string): string | undefined => new CallAudit().check(0, Buffer.from(text))?.code
    assert.equal(faultIn(form), undefined)
    // Engines put names that are whole numbers first, and by size.
    assert.deepEqual(codes({ ...allowed, data: { ...allowed.data, by: { '10': 1, '9': 2, '!': 3 } } }), [])
    const bytes = Buffer.from(form)
    for (const other of [
      Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]),
      bytes.fill(0xff, bytes.indexOf('"c"') + 1, bytes.indexOf('"c"') + 2),
    ]) {
      assert.equal(new CallAudit().check(0, other)?.code, 'no-leaf', 'no UTF-8, or a mark that some readers drop')
    }
    for (const [what, text] of [
      ['a number that stands twice', form.replace('"number":1', '"number":2,"number":1')],
      ['an agent that stands twice', form.replace('"agent":"a"', '"agent":"b","agent":"a"')],
      ['a space', form.replace('"number":1', '"number": 1')],
      ['a line end', `${form}\n`],
      ['a letter written as its number', form.replace('"agent":"a"', '"agent":"\\u0061"')],
      ['a number in another form', form.replace('"number":1', '"number":1.0')],
      ['a number that readers round', form.replace('"call":"c"', '"call":"c","far":12345678901234567891')],
    ] as const) {
      assert.notEqual(text, form, what)
      assert.equal(faultIn(text), 'no-leaf', what)
    }
  })

  it('refuses an entry longer than any of Sluis, however deep it is', () => {
    const fault = (depth: number) => {
      const data = { call: 'c', agent: 'a', deep: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) }
      return new CallAudit().check(0, bytesOf({ ...allowed, data }))?.code
    }
    assert.equal(fault(1900), undefined)
    assert.equal(fault(2000), 'no-leaf')
    const deepest = Buffer.from(`${'['.repeat(32_767)}${']'.repeat(32_767)}`)
    assert.equal(new CallAudit().check(0, deepest)?.code, 'no-leaf')
  })

  it('refuses time that runs back', () => {
    assert.deepEqual(codes(allowed, { ...ended, at: 0 }), ['time-back'])
  })

  it('takes any bytes, and calls those that are no entry a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        const fault = new CallAudit().check(0, bytes)
        assert.ok(fault === undefined || fault.code === 'no-leaf')
      }),
    )
    const odd = [
      { ...allowed, v: 2 },
      { ...allowed, data: [] },
      { ...allowed, at: 1.5 },
      { ...ended, data: {} },
    ]
    assert.deepEqual(codes(...odd, { at: 1, kind: 'run.started', data: [] }), Array(5).fill('no-leaf'))
  })
})
