// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs'
import fc from 'fast-check'
import { compileConditions } from './compile.ts'
import type { Frame } from './evaluate.ts'
import { UnsupportedError } from './json.ts'
import { oracle } from './testing/oracle.ts'
import { Entity, EvaluationError } from './value.ts'

const runs = Number(process.env.SLUIS_POLICY_EXPRESSIONS ?? 100)

const frame: Frame = {
  principal: new Entity('Agent', 'ann', new Set(['System x', 'System y::"']), { age: 3, tags: ['a', 'b'] }),
  action: new Entity('Action', 'callTool'),
  resource: new Entity('Tool', 'send', new Set(['ToolGroup out']), { inner: { deep: 'ab' } }),
  context: {
    n: 7,
    zero: 0,
    yes: true,
    s: 'ab*c',
    letters: ['a', 'b', 'b'],
    numbers: [1, 2],
    none: [],
    nested: { s: 'é😀', n: -1, set: ['x'] },
    'odd name': 'q',
  },
}

const asked: Parameters<ReturnType<typeof oracle>>[1] = JSON.parse(JSON.stringify(frame.context))

const attribute = fc.constantFrom(
  'n',
  'zero',
  's',
  'letters',
  'nested',
  'age',
  'tags',
  'inner',
  'deep',
  'absent',
  'set',
)
const pattern = fc.constantFrom('*', '', 'a*', '*c', 'ab\\*c', 'a*b*c', '*b*', '*a*a*', 'é*', '**😀', '*ab*c*', 'abc*c')

const atoms = {
  bool: ['true', 'false', 'context.yes', 'context has n', 'principal has absent'],
  long: ['0', '1', '-1', '2', '7', '-(7)', 'context.n', 'context.zero', 'context.nested.n', 'principal.age'],
  text: ['"a"', '"ab"', '""', '"ab*c"', '"é😀"', '"\\u{0}"', 'context.s', 'context["odd name"]', 'resource.inner.deep'],
  set: ['[]', 'context.letters', 'context.numbers', 'context.none', 'principal.tags', '["b", "a"]', '[2, 1, 1]'],
  record: ['{}', 'context', 'context.nested', 'resource.inner', '{ "deep": "ab" }'],
  entity: [
    ...['principal', 'action', 'resource', 'Agent::"ann"', 'System::"x"', 'System::"y::\\""'],
    ...['Tool::"send"', 'ToolGroup::"out"', 'Tool::"other"'],
  ],
}
type Kind = keyof typeof atoms
const kinds: readonly Kind[] = ['bool', 'long', 'text', 'set', 'record', 'entity']

/** Expressions of each type, with now and then a part of another: what Cedar errs on must err here too. */
const typed = fc.letrec<{ [kind in Kind | 'any']: string }>((tie) => {
  const of = (kind: Kind): fc.Arbitrary<string> =>
    fc.oneof({ arbitrary: tie(kind), weight: 12 }, { arbitrary: tie('any'), weight: 1 })
  const join = (template: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(...parts).map((texts) => template(...texts))
  const infix = (kind: Kind, ...operators: string[]): fc.Arbitrary<string> =>
    join((a, operator, b) => `(${a} ${operator} ${b})`, of(kind), fc.constantFrom(...operators), of(kind))
  const choice = (kind: Kind): fc.Arbitrary<string> =>
    join((a, b, c) => `(if ${a} then ${b} else ${c})`, of('bool'), of(kind), of(kind))
  const path = fc.array(attribute, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'))
  const membersOf = fc.constantFrom('containsAll', 'containsAny')
  const type = fc.constantFrom('Agent', 'Tool', 'System')
  const same = fc.oneof(...kinds.map((kind) => infix(kind, '==', '!=')))
  const bools = [
    infix('bool', '&&', '||'),
    infix('long', '<', '<=', '>', '>='),
    same,
    join((a) => `(!${a})`, of('bool')),
    join((a, b) => `${a}.contains(${b})`, of('set'), tie('any')),
    join((a, method, b) => `${a}.${method}(${b})`, of('set'), membersOf, of('set')),
    join((a) => `${a}.isEmpty()`, of('set')),
    join((a, b) => `(${a} like "${b}")`, of('text'), pattern),
    join((a, names) => `(${a} has ${names})`, fc.oneof(of('record'), of('entity')), path),
    join((a, b) => `(${a} in ${b})`, of('entity'), fc.oneof(of('entity'), of('set'))),
    join((a, b, c) => `(${a} in [${b}, ${c}])`, of('entity'), of('entity'), of('entity')),
    join((a, b) => `(${a} is ${b})`, of('entity'), type),
    join((a, b, c) => `(${a} is ${b} in ${c})`, of('entity'), type, of('entity')),
  ]
  const members = fc.array(tie('any'), { maxLength: 3 }).map((all) => `[${all.join(', ')}]`)
  const compound: { [kind in Kind]: fc.Arbitrary<string>[] } = {
    bool: [...bools, choice('bool')],
    long: [infix('long', '+', '-', '*'), join((a) => `(-(${a}))`, of('long')), choice('long')],
    text: [choice('text'), join((a) => `{ s: ${a} }.s`, of('text'))],
    set: [members, choice('set')],
    record: [join((a, b) => `{ n: ${a}, "deep": ${b} }`, tie('any'), tie('any')), choice('record')],
    entity: [choice('entity')],
  }
  const wrong = join((a, name) => `${a}.${name}`, fc.oneof(of('record'), of('entity')), attribute)
  const pick = (kind: Kind): fc.Arbitrary<string> =>
    fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...atoms[kind]), ...compound[kind])
  return {
    bool: pick('bool'),
    long: pick('long'),
    text: pick('text'),
    set: pick('set'),
    record: pick('record'),
    entity: pick('entity'),
    any: fc.oneof(
      { depthSize: 'small' },
      ...kinds.map((kind) => fc.constantFrom(...atoms[kind])),
      ...kinds.map((kind) => tie(kind)),
      wrong,
    ),
  }
})

const clause = fc.tuple(fc.constantFrom('when', 'unless'), typed.bool).map(([kind, body]) => `${kind} { ${body} }`)
const rule = fc
  .array(clause, { minLength: 1, maxLength: 3 })
  .map((all) => `permit (principal, action, resource) ${all.join(' ')};`)

function conditionsOf(text: string): ReturnType<typeof compileConditions> | undefined {
  const parsed = policyToJson(text)
  return parsed.type === 'failure' ? undefined : compileConditions(parsed.json.conditions)
}

function outcome(holds: (frame: Frame) => boolean): 'holds' | 'not' | 'errs' {
  try {
    return holds(frame) ? 'holds' : 'not'
  } catch (error) {
    if (error instanceof EvaluationError) return 'errs'
    throw error
  }
}

const evaluate = (condition: string) => {
  const compiled = conditionsOf(`permit (principal, action, resource) when { ${condition} };`)
  assert.ok(compiled)
  return outcome(compiled)
}

describe('compiled conditions', () => {
  it('hold, fail and err exactly where Cedar says so', (t) => {
    const counts = { holds: 0, not: 0, errs: 0, unparsed: 0 }
    fc.assert(
      fc.property(fc.array(rule, { minLength: 20, maxLength: 20 }), (texts) => {
        const readable = texts.flatMap((text) => {
          const holds = conditionsOf(text)
          if (holds === undefined) counts.unparsed++
          return holds === undefined ? [] : [{ text, holds }]
        })
        const ask = oracle('expressions', Object.fromEntries(readable.map(({ text }, index) => [`r${index}`, text])))
        const { reason, erring } = ask(frame, asked)
        for (const [index, { text, holds }] of readable.entries()) {
          const id = `r${index}`
          const expected = erring.includes(id) ? 'errs' : reason.includes(id) ? 'holds' : 'not'
          counts[expected]++
          assert.equal(outcome(holds), expected, text)
        }
      }),
      { numRuns: runs },
    )
    const { holds, not, errs, unparsed } = counts
    t.diagnostic(`${holds + not + errs} conditions equal to Cedar's: ${holds} hold, ${not} do not, ${errs} err`)
    assert.ok(Math.min(holds, not, errs) > runs && unparsed < (holds + not + errs) / 4, JSON.stringify(counts))
  })

  it('are Cedar’s in the corners that chance seldom finds', () => {
    const corners = [
      ...[
        'principal in [principal, 1]',
        'principal in [1, principal]',
        'principal in []',
        'principal in [System::"x"]',
      ],
      ...['{ n: 1 } == { n: 1, s: 1 }', '{ n: 1, s: 1 } == { n: 1 }', '{ n: 1, s: 1 } == { s: 1, n: 1 }', '{} == {}'],
      ...['"aba" like "ab*ba"', '"abba" like "ab*ba"', '"ab" like "ab*b"', '"" like "*"', '"a*" like "a\\*"'],
      ...['[1, 1, 2] == [2, 1]', '[[1], [2]] == [[2], [1]]', '[[1]].contains([1, 1])', '[1, "1"] == ["1"]', '[] == {}'],
      ...['Tool::"send" in ToolGroup::"out"', 'Tool::"send" has inner', 'Tool::"send".inner.deep == "ab"'],
      ...['Tool::"other" has inner', 'Tool::"other".inner == 1', 'action has x', 'Action::"callTool" == action'],
      ...['principal is Tool in 1', 'principal is Agent in 1', '1 is Agent', '1 in 2', 'false && 1', 'true || 1'],
      ...[
        '1 && false',
        'true && 1',
        'if true then true else 1',
        'if 1 then true else true',
        '-(0) == 0',
        '0 * -1 == 0',
      ],
      ...['context has nested.set', 'context has nested.none.s', 'context has s.n', 'context has absent.s.n'],
      ...['"é😀" like "*😀"', '"é😀" like "é?"', '-9007199254740991 - 0 < 0', 'context["odd name"] == "q"'],
    ]
    const rules = corners.map((text) => `permit (principal, action, resource) when { ${text} };`)
    const { reason, erring } = oracle('corners', Object.fromEntries(rules.entries()))(frame, asked)
    const expected = corners.map((text, index) => [
      text,
      erring.includes(`${index}`) ? 'errs' : reason.includes(`${index}`) ? 'holds' : 'not',
    ])
    assert.deepEqual(
      corners.map((text) => [text, evaluate(text)]),
      expected,
    )
  })

  it('err where a number is no longer exact, where Cedar would go on to 2^63', () => {
    assert.equal(evaluate('9007199254740991 + 0 > 1'), 'holds')
    assert.equal(evaluate('9007199254740991 + 1 > 1'), 'errs')
    assert.equal(evaluate('context.n * 9007199254740991 > 1'), 'errs')
    assert.throws(() => evaluate('9007199254740993 > 1'), UnsupportedError)
  })

  it('refuse what no fact could need: network addresses, decimals, tags', () => {
    for (const text of ['ip("1.2.3.4").isLoopback()', 'decimal("1.0") == decimal("1.0")', 'principal.hasTag("a")']) {
      assert.throws(() => evaluate(text), UnsupportedError)
    }
  })

  it('never take an attribute that JavaScript lends to every object', () => {
    for (const borrowed of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      assert.equal(evaluate(`context has ${borrowed}`), 'not')
      assert.equal(evaluate(`context.${borrowed} == 1`), 'errs')
      assert.equal(evaluate(`principal has ${borrowed}`), 'not')
      assert.equal(evaluate(`{ "${borrowed}": 1 } has ${borrowed} && {} == {}`), 'holds')
    }
  })

  it('compare large sets of strangers’ addresses in linear time', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `a${index}@x.example`)
    const holds = (condition: string) => {
      const compiled = conditionsOf(`permit (principal, action, resource) when { ${condition} };`)
      return (context: Frame['context']) => compiled?.({ ...frame, context })
    }
    const [same, any] = [
      holds('context.a.containsAll(context.b) && context.a == context.b'),
      holds('context.a.containsAny(context.b)'),
    ]
    const others = many.map((address) => `x${address}`)
    const started = process.cpuUsage()
    for (let round = 0; round < 10; round++) {
      assert.equal(same({ a: many, b: many.toReversed() }), true)
      assert.equal(same({ a: many, b: [...many, 'one@more.example'] }), false)
      assert.equal(any({ a: many, b: others }), false)
      assert.equal(any({ a: many, b: [...others, 'a9999@x.example'] }), true)
    }
    // Processor time, which other work on the machine doesn't stretch; comparing all pairs would take far more.
    assert.ok(process.cpuUsage(started).user < 5_000_000)
  })
})
