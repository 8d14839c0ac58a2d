// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  formatVerifierKey,
  isQuorumMet,
  keyTypes,
  type LogErrorCode,
  makeVerifierKey,
  parsePolicy,
  trustKey,
} from './index.ts'
import { testKey, utf8 } from './test/keys.ts'
import { refusedAs } from './test/refusal.ts'

const log = testKey('example.com/log', 1).key
const witnesses = [1, 2, 3, 4, 5, 6].map((i) => testKey(`Wit${i}`, 10 + i, keyTypes.cosignature).key)
const L = formatVerifierKey(log)
const [W1 = '', W2 = '', W3 = '', W4 = '', W5 = '', W6 = ''] = witnesses.map(formatVerifierKey)

describe('trust policies (tlog-policy)', () => {
  it('read the example of the specification: two of three, and one of three others', () => {
    const policy = parsePolicy(
      `log ${L}\n\nwitness X1 ${W1}\nwitness X2 ${W2}\nwitness X3 ${W3}\ngroup X-witnesses 2 X1 X2 X3\n\n` +
        `witness Y1 ${W4}\nwitness Y2 ${W5}\nwitness Y3 ${W6}\ngroup Y-witnesses any Y1 Y2 Y3\n\n` +
        'group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n',
    )
    assert.deepEqual(policy.logs, [{ key: log }])
    assert.deepEqual(
      policy.witnesses.map(({ key }) => key),
      witnesses,
    )
    const isMet = (...numbers: number[]): boolean =>
      isQuorumMet(
        policy.quorum,
        witnesses.filter((_, i) => numbers.includes(i + 1)),
      )
    assert.deepEqual([isMet(1, 2, 4), isMet(1, 3, 6), isMet(1, 2, 3, 4, 5, 6)], [true, true, true])
    assert.deepEqual([isMet(), isMet(1, 4, 5, 6), isMet(1, 2, 3), isMet(4)], [false, false, false, false])
  })

  it('count a cosigner once, and only under its own name and key', () => {
    const policy = parsePolicy(`witness a ${W1}\nwitness b ${W2}\ngroup both 2 a b\nquorum both\n`)
    const [one, two] = witnesses
    assert.ok(one && two)
    assert.equal(isQuorumMet(policy.quorum, [one, one, one]), false)
    assert.equal(isQuorumMet(policy.quorum, [one, { ...two, name: one.name }]), false)
    assert.equal(isQuorumMet(policy.quorum, [one, { ...one, name: two.name }]), false)
    assert.equal(isQuorumMet(policy.quorum, [one, two]), true)
  })

  it('may be as short as the quorum, and ask for nobody', () => {
    const policy = parsePolicy(utf8('quorum none\n'))
    assert.deepEqual(policy, { logs: [], witnesses: [], quorum: { kind: 'none' } })
    assert.equal(isQuorumMet(policy.quorum, []), true)
  })

  it('may have comments, empty lines, tabs, addresses, and keywords as names', () => {
    const policy = parsePolicy(
      `\n# café\n\t # another\n\tlog ${L}   https://log.example.com/  \n\twitness \t all  ${W1} https://w1.example.com/\n` +
        `witness any ${W2}\ngroup group 2 all any\n  quorum\tgroup\n`,
    )
    assert.equal(policy.logs[0]?.url, 'https://log.example.com/')
    assert.equal(policy.witnesses[0]?.url, 'https://w1.example.com/')
    assert.equal(policy.quorum.kind, 'group')
  })

  it('may be as large as the draft asks for', () => {
    const lines: string[] = []
    for (let i = 0; i < 32; i++) {
      const publicKey = new Uint8Array(32).fill(100 + i)
      lines.push(`log ${formatVerifierKey(makeVerifierKey('l', keyTypes.ed25519, publicKey))}`)
      lines.push(`witness w${i} ${formatVerifierKey(makeVerifierKey('w', keyTypes.cosignature, publicKey))}`)
      lines.push(i === 0 ? 'group g0 any w0' : `group g${i} all w${i} g${i - 1}`)
    }
    assert.equal(parsePolicy(`${lines.join('\n')}\nquorum g31\n`).witnesses.length, 32)
  })

  const refusals: [string, string, LogErrorCode][] = [
    ['nothing', '', 'policy'],
    ['no quorum', `witness w1 ${W1}\n`, 'policy'],
    ['two quorums', `witness w1 ${W1}\nquorum w1\nquorum w1\n`, 'policy'],
    ['a quorum of nobody known', 'quorum unknown\n', 'policy'],
    ['a quorum before its witness', `quorum w1\nwitness w1 ${W1}\n`, 'policy'],
    ['a quorum without a name', 'quorum\n', 'policy'],
    ['a quorum of two', `witness w1 ${W1}\nquorum w1 w1\n`, 'policy'],
    ['an end cut off', 'quorum none', 'policy'],
    ['a last line that is not ended', 'quorum none ', 'policy'],
    ['a control character', 'quorum none\n\x01\n', 'encoding'],
    ['a carriage return', 'quorum none\r\n', 'encoding'],
    ['a delete character', '# \x7f\nquorum none\n', 'encoding'],
    ['half a character', '# \ud800\nquorum none\n', 'encoding'],
    ['an unknown line', 'quibble w1\nquorum none\n', 'policy'],
    ['a keyword in capitals', 'Quorum none\n', 'policy'],
    ['another kind of space', 'quorum\u00a0none\n', 'policy'],
    ['a byte order mark', '\ufeffquorum none\n', 'policy'],
    ['a comment after a line', `witness w1 ${W1} https://w1.example.com/ # hi\nquorum w1\n`, 'policy'],
    ['a log without a key', 'log\nquorum none\n', 'policy'],
    ['a log with garbage', 'log garbage\nquorum none\n', 'policy'],
    ["a log with a witness's key", `log ${W1}\nquorum none\n`, 'policy'],
    ['a log twice', `log ${L}\nlog ${L} https://log.example.com/\nquorum none\n`, 'policy'],
    ['a log with too much', `log ${L} url more\nquorum none\n`, 'policy'],
    ['a witness without a key', 'witness w1\nquorum none\n', 'policy'],
    ["a witness with a log's key", `witness w1 ${L}\nquorum w1\n`, 'policy'],
    ['a witness named none', `witness none ${W1}\nquorum none\n`, 'policy'],
    ['two witnesses of one name', `witness w1 ${W1}\nwitness w1 ${W2}\nquorum w1\n`, 'policy'],
    ['a group named as a witness', `witness w1 ${W1}\ngroup w1 any w1\nquorum w1\n`, 'policy'],
    ['a group named none', `witness w1 ${W1}\ngroup none any w1\nquorum none\n`, 'policy'],
    ['a group of nobody', `witness w1 ${W1}\ngroup g1 1\nquorum w1\n`, 'policy'],
    ['a group of all of nobody', `witness w1 ${W1}\ngroup g1 all\nquorum g1\n`, 'policy'],
    ['a group without a number', `witness w1 ${W1}\ngroup g1\nquorum w1\n`, 'policy'],
    ['none of one', `witness w1 ${W1}\ngroup g1 0 w1\nquorum g1\n`, 'policy'],
    ['minus one of one', `witness w1 ${W1}\ngroup g1 -1 w1\nquorum g1\n`, 'policy'],
    ['one written as 01', `witness w1 ${W1}\ngroup g1 01 w1\nquorum g1\n`, 'policy'],
    ['two of one', `witness w1 ${W1}\ngroup g1 2 w1\nquorum g1\n`, 'policy'],
    ['a member that is unknown', `witness w1 ${W1}\ngroup g1 any w2\nquorum g1\n`, 'policy'],
    ['a member that comes later', `group g1 any w1\nwitness w1 ${W1}\nquorum g1\n`, 'policy'],
    ['a group in itself', `witness w1 ${W1}\ngroup g1 any w1 g1\nquorum g1\n`, 'policy'],
    ['none as a member', `witness w1 ${W1}\ngroup g1 any none w1\nquorum g1\n`, 'policy'],
    ['a member twice in a group', `witness w1 ${W1}\ngroup g1 all w1 w1\nquorum g1\n`, 'policy'],
    [
      'a member of two groups',
      `witness w1 ${W1}\nwitness w2 ${W2}\ngroup g1 any w1 w2\ngroup g2 any w1\nquorum g1\n`,
      'policy',
    ],
    ['far too much', '#'.repeat(1e6), 'too-large'],
  ]
  for (const [what, text, code] of refusals) {
    it(`refuse ${what}`, () => assert.throws(() => parsePolicy(text), refusedAs(code)))
  }

  it('refuse more lines that define than any reader has use for', () => {
    const witnessLines = (count: number): string =>
      Array.from({ length: count }, (_, i) => {
        const publicKey = new Uint8Array(32)
          .fill(7)
          .with(0, i % 256)
          .with(1, Math.floor(i / 256))
        return `witness w${i} ${formatVerifierKey(makeVerifierKey('w', keyTypes.cosignature, publicKey))}\n`
      }).join('')
    assert.equal(parsePolicy(`${witnessLines(255)}quorum w0\n`).witnesses.length, 255)
    assert.throws(() => parsePolicy(`${witnessLines(300)}quorum w0\n`), refusedAs('policy'))
  })

  it('refuse one public key under two names: it would count twice', () => {
    const [one] = witnesses
    assert.ok(one)
    const twin = formatVerifierKey(makeVerifierKey('twin', keyTypes.cosignature, one.publicKey))
    assert.throws(() => parsePolicy(`witness a ${W1}\nwitness b ${twin}\nquorum a\n`), refusedAs('policy'))
  })

  it('name the line that is wrong', () => {
    assert.throws(() => parsePolicy(`log ${L}\n\nwitness w1 garbage\nquorum none\n`), { code: 'policy', line: 3 })
  })

  it('can be one key, if it is the key of a log', () => {
    assert.deepEqual(trustKey(log), { logs: [{ key: log }], witnesses: [], quorum: { kind: 'none' } })
    const [witness] = witnesses
    assert.ok(witness)
    assert.throws(() => trustKey(witness), refusedAs('key-type'))
  })
})
