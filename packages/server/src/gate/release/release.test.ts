// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { atOnce, Pseudonyms } from '../../boundary/index.ts'
import type { JsonValue } from '../../journal/index.ts'
import { loadOrganisation, type Organisation } from '../../organisation/index.ts'
import { loadPolicies, modelFactsOf } from '../../policy/index.ts'
import { GateError } from '../error.ts'
import { type Release, releaseOf } from './release.ts'

const example = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)
const [provider] = example.providers.values()
assert.ok(provider)
const parts = {
  journal: {
    digest: (text: string) => createHmac('sha256', 'key').update(text).digest('base64url'),
    pseudonymOf: async (subject: string) => `pseudonym of ${subject}`,
  },
}
const caller = { agent: 'reporter', system: 'weekly-report', run: 'run-1' }
const tool = { kind: 'tool', tool: 'books_read_text_file', server: 'books', groups: ['read-books'] } as const
const model = { kind: 'model', model: 'reporting', provider: provider.id, facts: modelFactsOf(provider) } as const

const rule = (id: string, condition: string, remedy = '') =>
  `@id("${id}") ${remedy && `@remedy("${remedy}")`} forbid (principal, action == Action::"releaseResult", resource) ${condition};`
const finds = (...kinds: readonly string[]) => `when { context.findings.containsAll(${JSON.stringify(kinds)}) }`
const carries = (label: string) => `when { context.labels.contains("${label}") }`

/** An organisation with these rules and no others; its calls are judged anew for each release. */
class House {
  readonly #loaded: Parameters<typeof releaseOf>[1]

  constructor(rules: readonly string[], detectors: Organisation['detectors'] = []) {
    const organisation = {
      ...example,
      detectors,
      policies: [{ name: 'policies/results.cedar', text: rules.join('\n') }],
    }
    this.#loaded = { organisation, policies: loadPolicies(organisation) }
  }

  async release(resource: typeof tool | typeof model, call: Call = {}): Promise<Release> {
    const { labels = [], found, pseudonyms } = call
    const origin = { labels, isNarrowed: false, brings: [], parts: [] }
    const context = { approvals: [], findings: [], labels }
    const action = resource.kind === 'tool' ? 'callTool' : 'callModel'
    const settled = { target: { resource }, principal: caller, considered: { context, origin }, found, pseudonyms }
    return await releaseOf(parts, this.#loaded, { action, caller }, settled)
  }

  async result(value: JsonValue, call: Call & { readonly brings?: readonly string[] } = {}) {
    const release = await this.release(tool, call)
    return { ...(await release.result({ value, labels: call.brings ?? [] })), release }
  }

  /** What an agent reads of a model's answer that comes in these pieces, until its end or until it is cut off. */
  async streamed(pieces: readonly string[]): Promise<string> {
    const { guard } = await this.release(model)
    if (guard === undefined) return pieces.join('')
    let said = ''
    try {
      for (const piece of pieces) {
        const passed = guard.pass('text:0/content', piece)
        said += typeof passed === 'string' ? passed : atOnce(passed)
      }
      said += atOnce(guard.flush('text:0/content'))
    } catch (error) {
      assert.ok(withheldBy()(error))
    }
    return said
  }

  /** What an agent reads of a model's answer. */
  async answer(text: string, call: Call = {}): Promise<string> {
    const { guard } = await this.release(model, call)
    return guard === undefined ? text : atOnce(guard.flush('text:0/content', text))
  }
}

interface Call {
  readonly labels?: readonly string[]
  readonly found?: NonNullable<Parameters<typeof releaseOf>[3]['found']>
  readonly pseudonyms?: Pseudonyms
}

const withheldBy =
  (...rules: readonly string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof GateError, String(error))
    assert.equal(error.code, 'withheld')
    for (const id of rules) assert.match(error.message, new RegExp(id))
    return true
  }

const bsn = 'BSN 123456782'
const phone = '06-12345678'
const iban = 'NL91 ABNA 0417 1643 00'

describe('a tool’s result', () => {
  it('goes as it came where no rule is about it', async () => {
    assert.equal((await new House([]).result(bsn)).value, bsn)
  })

  it('is mended in as many turns as it takes, and tells all that was found and changed', async () => {
    const house = new House([
      rule('first', finds('bsn'), 'redact:bsn'),
      rule('then', `${finds('phone')} unless { context.findings.contains("bsn") }`, 'redact:phone'),
    ])
    const { value, release } = await house.result([bsn, phone])
    assert.deepEqual(value, ['BSN [bsn removed]', '[phone removed]'])
    assert.deepEqual(release.found, ['bsn', 'phone'])
    const removed = (kind: string) => ({ remedy: 'redact', kind, count: 1 })
    assert.deepEqual(release.changes, [removed('bsn'), removed('phone')])
  })

  it('is kept back by a rule that nothing lifts, that people alone lift, or whose remedy finds nothing to mend', async () => {
    for (const remedy of ['', 'approve:finance', 'redact:bsn']) {
      const house = new House([rule('keeps-it', finds('iban'), remedy)])
      await assert.rejects(house.result(iban), withheldBy('keeps-it'))
    }
  })

  it('is kept back when mending it would go on and on', async () => {
    const words = [...'abcdefghij']
    const listOf = (name: string) => ({ name: `dictionaries/${name}.txt`, text: `word-${name}` })
    const detectors = words.map((name) => ({ name, labels: [], patterns: [], dictionary: listOf(name) }))
    const chain = words.map((name, at) => {
      const earlier = words.slice(0, at).map((before) => `context.findings.contains("own:${before}")`)
      const unless = earlier.length === 0 ? '' : ` unless { ${earlier.join(' || ')} }`
      return rule(`no-${name}`, finds(`own:${name}`) + unless, `redact:own:${name}`)
    })
    const house = new House(chain, detectors)
    const all = words.map((name) => `word-${name}`)
    await assert.rejects(house.result(all), withheldBy())
    assert.equal(JSON.stringify((await house.result(all.slice(0, 3))).value).includes('word-'), false)
  })

  it('is kept back when it can’t be looked through (P10)', async () => {
    let deep: JsonValue = 'end'
    for (let depth = 0; depth < 2000; depth++) deep = [deep]
    await assert.rejects(new House([rule('no-bsn', finds('bsn'))]).result(deep), withheldBy())
  })

  it('is judged by the labels of its call and by its own', async () => {
    const house = new House([rule('no-stranger', carries('untrusted'))])
    assert.equal((await house.result('text')).value, 'text')
    await assert.rejects(house.result('text', { labels: ['untrusted'] }), withheldBy('no-stranger'))
    await assert.rejects(house.result('text', { brings: ['untrusted'] }), withheldBy('no-stranger'))
  })

  it('counts what people approved, and not what they were only asked', async () => {
    const house = new House([rule('asks', `${finds('bsn')} unless { context.approvals.contains("finance") }`)])
    assert.equal((await house.result(bsn, { found: { state: 'approved', bodies: ['finance'] } })).value, bsn)
    await assert.rejects(house.result(bsn, { found: { state: 'approved', bodies: ['board'] } }), withheldBy('asks'))
    await assert.rejects(house.result(bsn, { found: { state: 'open' } }), withheldBy('asks'))
  })

  it('comes with pseudonyms where a rule wants those, and tells which', async () => {
    const { value, release } = await new House([rule('p', finds('bsn'), 'pseudonymise:bsn')]).result(bsn)
    assert.match(String(value), /^BSN \[bsn:[a-z]{12}\]$/)
    assert.deepEqual(
      release.given?.originals().map(({ text }) => text),
      ['123456782'],
    )
  })
})

describe('a model’s answer, before it is known', () => {
  it('tells what was found in it and what was changed, as a tool’s result does', async () => {
    const release = await new House([rule('no-bsn', finds('bsn'), 'redact:bsn')]).release(model)
    assert.ok(release.guard)
    assert.equal(atOnce(release.guard.flush('text:0/content', bsn)), 'BSN [bsn removed]')
    assert.deepEqual([release.found, release.changes], [['bsn'], [{ remedy: 'redact', kind: 'bsn', count: 1 }]])
  })

  it('goes as it came where no rule is about it, with the pseudonyms of its own request put back', async () => {
    assert.equal(await new House([]).answer(bsn), bsn)
    const pseudonyms = new Pseudonyms(Buffer.alloc(32, 7))
    const name = pseudonyms.of('bsn', '123456782')
    assert.equal(await new House([]).answer(`BSN ${name}`, { pseudonyms }), bsn)
  })

  it('does not begin where a rule forbids whatever it may hold', async () => {
    await assert.rejects(new House([rule('nothing', '')]).answer('text'), withheldBy('nothing'))
    const stranger = new House([rule('no-stranger', carries('untrusted'))])
    assert.equal(await stranger.answer('text'), 'text')
    await assert.rejects(stranger.answer('text', { labels: ['untrusted'] }), withheldBy('no-stranger'))
  })

  it('has each kind done with as its own rule says', async () => {
    const house = new House([rule('a', finds('phone'), 'redact:phone'), rule('b', finds('iban'), 'mask:iban')])
    assert.match(
      await house.answer(`${phone}, ${iban}, ${bsn}`),
      /^\[phone removed\], [A-Z*]{2}[ *]*43 00, BSN 123456782$/,
    )
  })

  it('is cut off in front of a kind whose label a rule keeps back', async () => {
    const house = new House([rule('no-person', carries('personal'))])
    await assert.rejects(house.answer(bsn), withheldBy())
    const both = `when { context.labels.contains("personal") && context.labels.contains("secret") }`
    const together = new House([rule('not-both', both)])
    const secret = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
    assert.equal(await together.answer(bsn), bsn)
    await assert.rejects(together.answer(`${bsn} and ${secret}`), withheldBy())
  })

  it('is looked at by a rule that comes to its facts in a roundabout way', async () => {
    for (const fact of ['findings.contains("bsn")', 'labels.contains("personal")']) {
      const condition = `when { (if principal in System::"weekly-report" then context else context).${fact} }`
      await assert.rejects(new House([rule('roundabout', condition)]).answer(bsn), withheldBy())
    }
  })

  it('has taken out what a rule wants out of two kinds together, for it can’t know whether the second comes', async () => {
    const house = new House([rule('not-both', finds('bsn', 'phone'), 'redact:phone')])
    assert.equal(await house.answer(`${bsn}, ${phone}`), `${bsn}, [phone removed]`)
  })

  it('is cut off in front of what may go only beside something else, which may not come', async () => {
    const kinds = [
      ['bsn', 'phone', bsn, phone],
      ['phone', 'bsn', phone, bsn],
    ] as const
    for (const [kept, other, text, beside] of kinds) {
      const alone = `${finds(kept)} unless { context.findings.contains("${other}") }`
      const house = new House([rule('not-alone', alone)])
      assert.equal(await house.answer(beside), beside)
      for (const answer of [text, `${text}, ${beside}`, `${beside}, ${text}`]) {
        await assert.rejects(house.answer(answer), withheldBy())
      }
    }
  })

  it('is planned for the labels of its own call, though another was planned before', async () => {
    const condition = `when { context.findings.contains("bsn") && context.labels.contains("untrusted") }`
    const house = new House([rule('no-bsn-for-strangers', condition)])
    assert.equal(await house.answer(bsn), bsn)
    await assert.rejects(house.answer(bsn, { labels: ['untrusted'] }), withheldBy())
    assert.equal(await house.answer(bsn), bsn)
  })
})

describe('a model’s answer of which rules forbid some combinations', () => {
  const has = (kind: string) => `context.findings.contains("${kind}")`
  const secret = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')

  it('is cut off in front of a kind that may go beside another only if a third is there, which may not come', async () => {
    const both = `${has('bsn')} && ${has('phone')}`
    for (const lifted of [`when { ${both} } unless { ${has('iban')} }`, `when { ${both} && !${has('iban')} }`]) {
      const house = new House([rule('not-both', lifted)])
      for (const text of [`${bsn}, ${phone}`, `${phone}, ${bsn}`, `${bsn}, ${phone}, ${iban}`]) {
        await assert.rejects(house.answer(text), withheldBy())
      }
      const inOrder = `${iban}, ${phone}, ${bsn}`
      assert.equal(await house.answer(inOrder), inOrder)
    }
  })

  const looksFor = (...names: readonly string[]) =>
    names.map((name) => ({
      name,
      labels: [`of-${name}`],
      patterns: [],
      dictionary: { name: `dictionaries/${name}.txt`, text: `word-${name}` },
    }))

  it('is cut off so also where there are more labels than are tried out beforehand', async () => {
    const names = [...'abcdefgh']
    const both = `when { context.labels.contains("of-a") && context.labels.contains("of-h") }`
    const house = new House(
      [rule('not-both', `${both} unless { context.labels.contains("of-b") }`)],
      looksFor(...names),
    )
    assert.equal(await house.answer('word-a, word-c'), 'word-a, word-c')
    await assert.rejects(house.answer('word-a, word-h'), withheldBy())
  })

  it('is cut off so where the rule reads labels alone', async () => {
    const detectors = looksFor('client', 'project')
    const labelled = (label: string) => `context.labels.contains("${label}")`
    const both = `when { ${labelled('of-client')} && ${labelled('of-project')} } unless { ${labelled('secret')} }`
    const house = new House([rule('not-both', both)], detectors)
    assert.equal(await house.answer(`word-client, ${bsn}`), `word-client, ${bsn}`)
    await assert.rejects(house.answer('word-client, word-project'), withheldBy())
  })

  it('is never more, whole or in pieces, than the same rules let go as a tool’s result', async () => {
    const samples = new Map([
      [bsn, 'personal'],
      [iban, 'personal'],
      [secret, 'secret'],
    ])
    const atoms = [
      ...['bsn', 'iban', 'secret'].map(has),
      'context.labels.contains("personal")',
      'context.labels.contains("secret")',
    ]
    const { condition } = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constantFrom(...atoms, ...atoms.map((atom) => `!${atom}`)),
        fc
          .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
          .map((parts) => `(${parts.join(' ')})`),
        tie('condition').map((inner) => `!(${inner})`),
        fc
          .tuple(tie('condition'), tie('condition'), tie('condition'))
          .map(([asked, yes, no]) => `(if ${asked} then ${yes} else ${no})`),
      ),
    }))
    const written = fc.record({
      when: condition,
      unless: fc.option(condition, { nil: 'false' }),
      remedy: fc.constantFrom('', '', 'redact:bsn', 'mask:iban'),
    })
    const text = fc
      .array(fc.constantFrom(...samples.keys()), { minLength: 1, maxLength: 4 })
      .map((found) => `So ${found.join(' and then ')} it is.`)
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 3 }), text, sizes, async (rules, whole, cuts) => {
        const house = new House(
          rules.map(({ when, unless, remedy }, at) => rule(`r${at}`, `when { ${when} } unless { ${unless} }`, remedy)),
        )
        const empty = await house.streamed([]).catch(() => undefined)
        if (empty === undefined) return
        for (const pieces of [[whole], inPieces(whole, cuts)]) {
          const said = await house.streamed(pieces)
          const brings = [...samples].flatMap(([sample, label]) => (said.includes(sample) ? [label] : []))
          assert.equal((await house.result(said, { brings })).value, said)
        }
      }),
      { numRuns: 200 },
    )
  })
})

function inPieces(text: string, sizes: readonly number[]): readonly string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}
