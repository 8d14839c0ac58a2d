// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  BUILT_IN_KINDS,
  inspect,
  markerOf,
  Pseudonyms,
  RestoringStream,
  rulesOf,
  TextStream,
} from '../../../packages/server/src/boundary/index.ts'
import { generate, PARTS, type Part, serialise, stored } from './generate.ts'
import { type Label, read, type Snippet } from './snippet.ts'

const CHECKSUMMED = ['bsn', 'iban', 'vat', 'payment-card']

type Count = { right: number; missed: number; wrong: number }

function measure(snippets: readonly Snippet[]): Map<string, Count> {
  const counts = new Map<string, Count>(BUILT_IN_KINDS.map((kind) => [kind, { right: 0, missed: 0, wrong: 0 }]))
  const name = ({ kind, start, end }: Label) => `${kind} ${start} ${end}`
  for (const { marked } of snippets) {
    const { text, labels } = read(marked)
    const findings = inspect(text)
    const labelled = new Set(labels.map(name))
    const found = new Set(findings.map(name))
    for (const label of labels) {
      const count = counts.get(label.kind)
      assert.ok(count !== undefined, `a label of kind ${label.kind}`)
      if (found.has(name(label))) count.right++
      else count.missed++
    }
    for (const finding of findings) {
      const count = counts.get(finding.kind)
      if (count !== undefined && !labelled.has(name(finding))) count.wrong++
    }
  }
  return counts
}

const recallOf = ({ right, missed }: Count) => right / (right + missed)
const precisionOf = ({ right, wrong }: Count) => right / (right + wrong)

function total(counts: Iterable<Count>): Count {
  const sum = { right: 0, missed: 0, wrong: 0 }
  for (const { right, missed, wrong } of counts) {
    sum.right += right
    sum.missed += missed
    sum.wrong += wrong
  }
  return sum
}

function table(part: Part, counts: ReadonlyMap<string, Count>): string {
  const row = (name: string, count: Count) =>
    `  ${name.padEnd(20)}${String(count.right + count.missed).padStart(6)}${recallOf(count).toFixed(3).padStart(9)}${precisionOf(count).toFixed(3).padStart(11)}`
  const head = `  ${part.padEnd(20)}labels   recall  precision`
  return [head, ...[...counts].map(([kind, count]) => row(kind, count)), row('all', total(counts.values()))].join('\n')
}

/** The snippets of a part as they stand in the repository. */
function corpus(part: Part): Snippet[] {
  return stored(part)
    .trimEnd()
    .split('\n')
    .map((line): Snippet => JSON.parse(line))
}

describe('the corpus', () => {
  it('holds at least 1,500 snippets and is what its generator makes', () => {
    for (const part of PARTS) assert.equal(stored(part), serialise(generate(part)), `${part}.jsonl: run generate.ts`)
    assert.ok(PARTS.reduce((sum, part) => sum + corpus(part).length, 0) >= 1500)
  })

  for (const part of PARTS) {
    it(`is found: recall ≥ 0.99 for checksummed kinds, precision ≥ 0.95 overall (${part})`, (test) => {
      const counts = measure(corpus(part))
      test.diagnostic(`\n${table(part, counts)}`)
      for (const kind of CHECKSUMMED) {
        const count = counts.get(kind)
        assert.ok(count !== undefined && count.right >= 20 && recallOf(count) >= 0.99, `recall of ${kind}`)
      }
      assert.ok(precisionOf(total(counts.values())) >= 0.95)
    })

    it(`gives the same findings and is put back the same wherever it is split (${part})`, () => {
      const pseudonyms = new Pseudonyms(new Uint8Array(16).fill(7))
      for (const { marked } of corpus(part)) {
        const { text } = read(marked)
        const whole = inspect(text)
        for (let at = 0; at <= text.length; at++) {
          const stream = new TextStream([], markerOf, rulesOf([]))
          assert.equal(stream.push(text.slice(0, at)) + stream.push(text.slice(at)) + stream.end(), text)
          assert.deepEqual(stream.takeFindings(), whole)
        }
        const there = new TextStream(BUILT_IN_KINDS, (kind, text) => pseudonyms.of(kind, text), rulesOf([]))
        const back = new RestoringStream(pseudonyms)
        const chunks = text.split('').map((character) => back.push(there.push(character)))
        assert.equal(chunks.join('') + back.push(there.end()) + back.end(), text)
      }
    })
  }
})
