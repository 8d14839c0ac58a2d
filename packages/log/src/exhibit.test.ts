// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  digestDisclosure,
  exhibitFormat,
  formatReceipt,
  inclusionProof,
  parseExhibit,
  pseudonymIn,
  trustKey,
  verifyExhibit,
} from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { MemoryLog } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

const given = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const anna = given(['salt-0', 'subject', 'person:anna'])
const [hello, again] = [given(['salt-1', { content: 'hello', role: 'user' }]), given(['salt-2', 'again'])]
const request = given([
  'salt-3',
  'request',
  { parts: [hello, again, hello].map((piece) => ({ '...': digestDisclosure(piece) })), value: { model: 'm' } },
])
const old = given(['salt-4', 'result', { parts: ['a-keyed-digest'], value: 'done' }])
const reason = given(['salt-5', 'reason', { value: 'right customer' }])
const decoy = digestDisclosure('nothing')

const json = (text: string): string => Buffer.from(text).toString('base64url')

const leafOf = (kind: string, data: object, committed: readonly string[]) =>
  JSON.stringify({
    _sd: [...committed.map(digestDisclosure), decoy].sort(),
    at: 1_795_331_000_000,
    data,
    kind,
    salt: 's',
    v: 1,
  })

function committed(...disclosures: string[]): [string, ...string[]] {
  return [leafOf('noted', {}, disclosures), ...disclosures]
}

/** What a lying operator could have recorded, so that one program shows a judge this and another that. */
const [odd, noMember] = [
  { value: 'x', more: 'hidden' },
  { parts: [{ '...': decoy, more: 1 }], value: 'x' },
]
const crafted = new Map<string, readonly [leaf: string, ...disclosures: string[]]>(
  Object.entries({
    'a leaf with two kinds': [leafOf('noted', {}, []).replace('"kind":', '"kind":"other","kind":')],
    'a leaf with a number that is rounded': [leafOf('noted', {}, []).replace('{}', '{"of":9007199254740993}')],
    'a leaf with white space': [leafOf('noted', {}, []).replace(/^\{/, '{ ')],
    'a leaf of a later version': [leafOf('noted', {}, []).replace('"v":1', '"v":2')],
    'a leaf that holds more than is shown': [leafOf('noted', {}, []).replace('"v":1', '"then":"denied","v":1')],
    'a leaf without data': [leafOf('noted', {}, []).replace('"data":{},', '')],
    'a leaf without a time': [leafOf('noted', {}, []).replace(/"at":\d+,/, '')],
    'a kind that is no name': [leafOf(`noted${' '.repeat(80)}VALID`, {}, [])],
    'a kind that is no text': [leafOf('noted', {}, []).replace('"noted"', '{"toString":1}')],
    'a leaf that is a list': ['[]'],
    'a leaf nested deep': [leafOf('noted', {}, []).replace('{}', `{"x":${'['.repeat(9000)}${']'.repeat(9000)}}`)],
    'a field with two values': committed(json('["s","reason",{"value":"yes","value":"no"}]')),
    'a field with white space': committed(json('["s","reason",{"value": "yes"}]')),
    'a field that holds more than its value': committed(given(['s', 'reason', odd])),
    'a part that holds more than its digest': committed(given(['s', 'reason', noMember])),
    'a part that is a number': committed(given(['s', 'reason', { parts: [1], value: 'x' }])),
    'parts that are no list': committed(given(['s', 'reason', { parts: {}, value: 'x' }])),
    'a field without a value': committed(given(['s', 'reason', { parts: [] }])),
    'a field whose name is a sentence': committed(given(['s', 'reason: yes', { value: 'x' }])),
    'a field whose name is empty': committed(given(['s', '', { value: 'x' }])),
    'two fields of one name': committed(given(['s', 'reason', { value: 'x' }]), given(['s', 'reason', { value: 'y' }])),
    'a piece in the place of a field': committed(given(['s', { value: 'x' }])),
    'a field nested deep': committed(json(`["s","reason",{"value":${'['.repeat(9000)}${']'.repeat(9000)}}]`)),
  }),
)

const log = testKey('example.com/log', 1)
const trust = trustKey(log.key)
const memory = MemoryLog.of([
  'no JSON at all',
  leafOf('call.allowed', { call: 'call-1' }, [request, old]),
  leafOf('case.verdict', { by: pseudonymIn(anna) }, [reason]),
  leafOf('noted', { by: `${pseudonymIn(anna)}x` }, []),
  leafOf('noted', {}, [reason]).replace('[', `["${decoy}",`),
  ...[...crafted.values()].map(([leaf]) => leaf),
])

async function proofOf(index: number, size = memory.size): Promise<string> {
  const proof = await inclusionProof(index, size, memory.readTile)
  const checkpoint = await memory.checkpoint(log.signer, size)
  return formatReceipt({ index, proof, checkpoint, extra: memory.entries[index] ?? utf8('') })
}

const call = { proof: await proofOf(1), disclosures: [request, hello, again, old] }
const verdict = { proof: await proofOf(2), disclosures: [reason] }
const whole = { entries: [call, verdict], names: [anna] }
const file = (exhibit: object): Uint8Array => utf8(JSON.stringify({ format: exhibitFormat, ...exhibit }))
const verify = (exhibit: object) => verifyExhibit(parseExhibit(file(exhibit)), trust)

describe('exhibits', () => {
  it('show what their entries commit to, piece by piece, and who pseudonyms are', async () => {
    const { checkpoint, entries, names } = await verify(whole)
    assert.equal(checkpoint.checkpoint.size, memory.size)
    const spoken = [{ value: { role: 'user', content: 'hello' } }, { value: 'again' }]
    assert.deepEqual(
      entries.map(({ index, fields }) => [index, fields.toSorted((one, other) => (one.name < other.name ? -1 : 1))]),
      [
        [
          1,
          [
            { name: 'request', value: { model: 'm' }, parts: [...spoken, spoken[0]] },
            // What was sealed before pieces had disclosures can't be shown.
            { name: 'result', value: 'done', parts: [{}] },
          ],
        ],
        [2, [{ name: 'reason', value: 'right customer', parts: [] }]],
      ],
    )
    assert.deepEqual(
      entries.map(({ unopened, kind }) => [unopened, kind]),
      [
        [1, 'call.allowed'],
        [1, 'case.verdict'],
      ],
    )
    assert.deepEqual([...names], [[pseudonymIn(anna), 'person:anna']])
  })

  it('still hold when whoever passes them on leaves fields, pieces, names or entries out', async () => {
    const lessTold = await verify({ entries: [{ ...call, disclosures: [request, again] }], names: [] })
    assert.deepEqual(lessTold.entries[0]?.fields, [
      { name: 'request', value: { model: 'm' }, parts: [{}, { value: 'again' }, {}] },
    ])
    assert.equal(lessTold.entries[0]?.unopened, 2)
    const nothing = await verify({ entries: [{ ...verdict, disclosures: [] }], names: [] })
    assert.deepEqual(nothing.entries[0]?.fields, [])
  })

  it('are refused when anything in them is not what was recorded', async () => {
    const changed = (disclosures: readonly string[]) => ({ entries: [{ ...call, disclosures }], names: [] })
    const forged = given(['salt-3', 'request', { value: { model: 'another' } }])
    for (const [why, exhibit] of Object.entries({
      'a field with another value': changed([forged]),
      'a field of another entry': changed([request, reason]),
      'a piece without its field': changed([hello]),
      'a piece that no field names': changed([request, given(['salt-1', 'more'])]),
      'a field in the place of a piece': changed([request, given(['salt-1', 'x', 'more'])]),
      'the same twice': changed([request, request]),
      'a name of nobody in it': { ...whole, names: [given(['salt', 'subject', 'person:bo'])] },
      'another name for a pseudonym': { ...whole, names: [given(['salt-0', 'subject', 'person:bo'])] },
      'the same name twice': { ...whole, names: [anna, anna] },
      'a name in a longer word': { entries: [{ proof: await proofOf(3), disclosures: [] }], names: [anna] },
      'a name in an entry that was left out': { entries: [call], names: [anna] },
      'an entry that lists a digest twice': { entries: [{ proof: await proofOf(4), disclosures: [] }], names: [] },
      'an entry that is no JSON': { entries: [{ proof: await proofOf(0), disclosures: [] }], names: [] },
    })) {
      await assert.rejects(verify(exhibit), refusedAs('disclosure'), why)
    }
  })

  it('are refused when an entry is of a kind that could be read two ways, though the log commits to it', async () => {
    for (const [nth, [why, [, ...disclosures]]] of [...crafted].entries()) {
      const proof = await proofOf(5 + nth)
      await assert.rejects(verify({ entries: [{ proof, disclosures }], names: [] }), refusedAs('disclosure'), why)
    }
  })

  it('are refused when they hold so much that reading it takes all memory', async () => {
    const [one, other] = [1, 2].map((at) => json(`["s","field-${at}",{"value":[${'0,'.repeat(2_100_000)}0]}]`))
    const little = MemoryLog.of([leafOf('noted', {}, [one ?? '', other ?? ''])])
    const checkpoint = await little.checkpoint(log.signer)
    const proof = formatReceipt({ index: 0, proof: [], checkpoint, extra: little.entries[0] ?? utf8('') })
    assert.equal((await verify({ entries: [{ proof, disclosures: [one] }], names: [] })).entries.length, 1)
    await assert.rejects(verify({ entries: [{ proof, disclosures: [one, other] }], names: [] }), refusedAs('too-large'))
  })

  it('are refused when an entry, or what was handed over of it, would tell one reader another thing than the next', async () => {
    const twice = Buffer.from('["salt","reason",{"value":"refused","value":"approved"}]').toString('base64url')
    const rounded = Buffer.from('["salt","reason",{"value":12345678901234567891}]').toString('base64url')
    const verdict = leafOf('case.verdict', { verdict: 'reject' }, [twice, rounded])
    const leaves = [verdict, verdict.replace('"kind":', '"data":{"verdict":"approve"},"kind":')]
    const two = MemoryLog.of(leaves)
    const checkpoint = await two.checkpoint(log.signer)
    const entries = await Promise.all(
      leaves.map(async (leaf, index) => {
        const proof = await inclusionProof(index, two.size, two.readTile)
        return formatReceipt({ index, proof, checkpoint, extra: utf8(leaf) })
      }),
    )
    const [once, again] = entries
    const handing = (proof: string | undefined, disclosures: readonly string[]) =>
      verify({ entries: [{ proof, disclosures }], names: [] })
    assert.equal((await handing(once, [])).entries.length, 1)
    const hostile = [
      [again, []],
      [once, [twice]],
      [once, [rounded]],
    ] as const
    for (const [proof, given] of hostile) await assert.rejects(handing(proof, given), refusedAs('disclosure'))
  })

  it('are shown in the order of the log, whatever their order in the file', async () => {
    const { entries } = await verify({ ...whole, entries: [verdict, call] })
    assert.deepEqual(
      entries.map(({ index, bytes }) => [index, bytes]),
      [1, 2].map((index) => [index, memory.entries[index]]),
    )
  })

  it('are refused when an entry is not in the log, or another checkpoint proves it', async () => {
    const { proof } = verdict
    const other = memory.entries[1]
    const swapped = proof.replace(/^extra .*$/m, `extra ${Buffer.from(other ?? utf8('')).toString('base64')}`)
    await assert.rejects(verify({ entries: [{ ...verdict, proof: swapped }], names: [] }), refusedAs('proof'))
    const older = { ...verdict, proof: await proofOf(2, 3) }
    await assert.rejects(verify({ entries: [call, older], names: [] }), refusedAs('exhibit'))
    await assert.rejects(verify({ entries: [call, call], names: [] }), refusedAs('exhibit'))
    const cosigned = `${verdict.proof}\u2014 other AAAAAAAA\n`
    await assert.rejects(verify({ entries: [call, { ...verdict, proof: cosigned }], names: [] }), refusedAs('exhibit'))
    const bare = { ...verdict, proof: proof.replace(/^extra .*\n/m, '') }
    await assert.rejects(verify({ entries: [bare], names: [] }), refusedAs('exhibit'))
    const stranger = trustKey(testKey('example.com/other', 2).key)
    await assert.rejects(verifyExhibit(whole, stranger), refusedAs('key-unknown'))
  })

  it('are refused when the file has another shape', () => {
    const others: readonly object[] = [
      {},
      { ...whole, format: 'sluis-exhibit@v2' },
      { ...whole, more: 1 },
      { ...whole, names: undefined },
      { ...whole, names: [1] },
      { ...whole, entries: [] },
      { ...whole, entries: {} },
      { ...whole, entries: [null] },
      { ...whole, entries: [{ ...call, proof: 1 }] },
      { ...whole, entries: [{ ...call, disclosures: 'x' }] },
      { ...whole, entries: [{ ...call, more: 1 }] },
    ]
    for (const other of others) assert.throws(() => parseExhibit(file(other)), refusedAs('exhibit'))
    const deep = `{"format":"${exhibitFormat}","entries":${'['.repeat(300_000)}`
    const wide = `{"format":"${exhibitFormat}","entries":[${'{},'.repeat(200_000)}{}]}`
    for (const text of ['', '[]', 'null', '{"format"', deep, wide])
      assert.throws(() => parseExhibit(utf8(text)), refusedAs('exhibit'))
    assert.throws(() => parseExhibit(Uint8Array.of(0x7b, 0xff)), refusedAs('encoding'))
  })

  it('are never shown as another thing, whichever byte of the file is changed', async () => {
    const shownAs = async (bytes: Uint8Array): Promise<string | undefined> => {
      try {
        const { entries, names } = await verifyExhibit(parseExhibit(bytes), trust)
        return JSON.stringify([entries, [...names]])
      } catch {
        return undefined
      }
    }
    const bytes = file(whole)
    const truth = await shownAs(bytes)
    assert.ok(truth)
    let refused = 0
    for (let at = 0; at < bytes.length; at += 3) {
      const shown = await shownAs(bytes.with(at, (bytes[at] ?? 0) ^ 1))
      if (shown === undefined) refused++
      else assert.equal(shown, truth, `byte ${at}`)
    }
    // The others are white space's, or of a signature that nobody asked after.
    assert.ok(refused > (bytes.length / 3) * 0.9, `${refused} of ${bytes.length / 3}`)
  })
})
