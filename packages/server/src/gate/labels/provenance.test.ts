// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Journal, type JsonObject, type JsonValue } from '../../journal/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { Runs } from '../runs/runs.ts'
import { kindsFoundIn, labelsOfFindings } from './found.ts'
import { type Origin, originOf, originOfEdit, partsReleased } from './provenance.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-labels-'))
const tools = new Map(['books_read', 'mail_send', 'web_fetch'].map((name) => [name, { name }]))
/** As far as labels look at an organisation. */
const organisationWith = (prompts: readonly string[]) =>
  ({ detectors: [], tools, systems: new Map([['desk', { prompts: { labels: prompts } }]]) }) as unknown as Organisation
const organisation = organisationWith([])

let journal: Journal
let runs: Runs
let run = ''
let count = 0

before(async () => {
  const projections = new URL('../../projections.ts', import.meta.url)
  journal = await Journal.open({ folder, origin: 'test.example/log', projections })
  runs = new Runs(journal)
})
after(async () => {
  await journal.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  run = `run-${++count}`
  await runs.start(caller())
})

const caller = () => ({ agent: 'desk', system: 'desk', run })
const look = (ask: Ask, of = organisation, findings: readonly string[] = []) =>
  originOf({ journal, runs }, of, ask, findings)
const askModel = (body: JsonObject): Ask => ({ caller: caller(), action: 'callModel', name: 'm', body })
const askTool = (name: string, body: JsonObject): Ask => ({ caller: caller(), action: 'callTool', name, body })

/** A call as the gate records it, with what came of it. */
async function pass(ask: Ask, value: JsonValue, labels: readonly string[] = [], of = organisation): Promise<Origin> {
  const origin = await look(ask, of)
  const call = `call-${++count}`
  const opening = {
    ...caller(),
    call,
    action: ask.action,
    resource: ask.name,
    labels: await runs.told(origin.labels),
    brings: await runs.names.seal(origin.brings),
    parts: origin.parts,
    narrowed: origin.isNarrowed ? true : undefined,
  }
  await journal.append({ kind: 'call.allowed', data: opening })
  const own =
    ask.action === 'callTool' ? labels : labelsOfFindings(organisation, await kindsFoundIn(organisation, value))
  const parts = partsReleased({ runs }, organisation, ask, ask.body, { value }, own)
  const data = { call, run, outcome: 'done', labels: await runs.recorded(run, own), parts }
  await journal.append({ kind: 'call.ended', data })
  return origin
}

const result = (...texts: string[]) => ({ content: texts.map((text) => ({ type: 'text', text })) })
const proposal = (name: string, args: JsonObject, id = 'call_1') => ({
  choices: [
    {
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
      },
    },
  ],
})
const answered = (content: string) => ({ choices: [{ message: { role: 'assistant', content } }] })
const user = { role: 'user', content: 'Summarise the letter.' }

/** A letter was read in this run, as its model proposed. */
async function readLetter(...texts: string[]): Promise<JsonObject> {
  const message = proposal('books_read', { path: 'a' }).choices[0]?.message ?? {}
  await pass(askModel({ model: 'm', messages: [user] }), proposal('books_read', { path: 'a' }))
  await pass(askTool('books_read', { path: 'a' }), result(...texts), ['untrusted', 'customer:7'])
  return message
}

describe('one tool result, in the shapes that SDKs make of it, is recognised:', () => {
  const letter = ['Dear sir,\r\nplease pay.', 'Second page.']
  const blocks = letter.map((text) => ({ type: 'text', text }))
  const inputTexts = letter.map((text) => ({ type: 'input_text', text }))
  const answer = (content: JsonValue): JsonObject => ({ role: 'tool', tool_call_id: 'call_1', content })
  const chat = (content: JsonValue) => (message: JsonObject) => ({
    model: 'm',
    messages: [user, message, answer(content)],
  })
  const responses = (output: JsonValue) => () => ({
    model: 'm',
    input: [
      user,
      { type: 'function_call', call_id: 'call_1', name: 'books_read', arguments: '{"path":"a"}', status: 'completed' },
      { type: 'function_call_output', call_id: 'call_1', output },
    ],
  })
  const anthropic = (content: JsonValue) => () => ({
    model: 'm',
    messages: [
      { role: 'user', content: [{ type: 'text', text: user.content }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_1', name: 'books_read', input: { path: 'a' } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content, is_error: false }] },
    ],
  })
  const shapes: Record<string, (message: JsonObject) => JsonObject> = {
    'chat, one text (LangChain, AI SDK)': chat(letter.join('\n')),
    'chat, texts joined without a sign': chat(letter.join('')),
    'chat, stringified blocks (Agents SDK)': chat(JSON.stringify(blocks)),
    'chat, stringified result (AI SDK)': chat(JSON.stringify({ content: blocks, isError: false })),
    'chat, stringified twice': chat(JSON.stringify(JSON.stringify(blocks))),
    'chat, a list of texts': chat(blocks),
    'responses, one text': responses(letter.join('\n')),
    'responses, input_text': responses(inputTexts),
    'responses, stringified input_text': responses(JSON.stringify(inputTexts)),
    'responses, one stringified block': responses(JSON.stringify({ type: 'text', text: letter.join('\n') })),
    'messages, blocks': anthropic(blocks),
    'messages, one text': anthropic(letter.join('\n')),
    'messages, blocks that are cached': anthropic(
      blocks.map((block) => ({ ...block, cache_control: { type: 'ephemeral' } })),
    ),
  }
  for (const [name, shape] of Object.entries(shapes)) {
    it(name, async () => {
      const message = await readLetter(...letter)
      // What the run read besides is not in the request, and its label not on it.
      await pass(askTool('books_read', { path: 'b' }), result('other'), ['customer:8'])
      const { labels, isNarrowed } = await look(askModel(shape(message)))
      assert.deepEqual({ labels, isNarrowed }, { labels: ['customer:7', 'untrusted'], isNarrowed: true })
    })
  }
})

describe('a request in which anything is not recognised carries what its whole run carries:', () => {
  const strange: Record<string, (body: JsonObject & { messages: JsonValue[] }) => JsonObject> = {
    'a paraphrase': (body) => ({ ...body, messages: [...body.messages, { role: 'user', content: 'He must pay up.' }] }),
    base64: (body) => ({ ...body, messages: [...body.messages, { role: 'user', content: btoa('please pay') }] }),
    'a piece of it': (body) => ({ ...body, messages: [...body.messages, { role: 'user', content: 'please' }] }),
    'an unknown member': (body) => ({ ...body, messages: [{ ...user, name: 'cGxlYXNlIHBheQ' }] }),
    'a setting': (body) => ({ ...body, temperature: 0.10023 }),
    'a description of a tool': (body) => ({ ...body, tools: [{ type: 'function', function: { name: 'x' } }] }),
    'a made-up name of a call': (body) => ({
      ...body,
      messages: [...body.messages, { role: 'tool', tool_call_id: 'zz' }],
    }),
  }
  for (const [name, change] of Object.entries(strange)) {
    it(name, async () => {
      const message = await readLetter('Dear sir, please pay.')
      await pass(askTool('books_read', { path: 'b' }), result('other'), ['customer:8'])
      const origin = await look(askModel(change({ model: 'm', messages: [user, message] })))
      assert.equal(origin.isNarrowed, false)
      assert.deepEqual(
        origin.labels.filter((label) => label !== 'untrusted'),
        ['customer:7', 'customer:8'],
      )
    })
  }

  it('and what it brought carries the same when it comes again', async () => {
    await readLetter('Dear sir, please pay.')
    const body = { model: 'm', messages: [{ role: 'user', content: 'He must pay up.' }] }
    await pass(askModel(body), answered('Yes.'))
    await pass(askTool('books_read', { path: 'b' }), result('other'), ['customer:8'])
    const { labels, isNarrowed } = await look(askModel(body))
    assert.deepEqual({ labels, isNarrowed }, { labels: ['customer:7', 'untrusted'], isNarrowed: true })
  })
})

describe('what an agent brings itself', () => {
  const hello = { model: 'm', messages: [{ role: 'user', content: 'Hello.' }] }

  it('is a stranger’s text where the organisation says nothing of its prompts (P10)', async () => {
    const { brings } = await look(askModel(hello), { ...organisation, systems: new Map() })
    assert.deepEqual(brings, ['untrusted'])
  })

  it('carries the labels that its system says', async () => {
    assert.deepEqual((await look(askModel(hello), organisationWith(['confidential']))).brings, ['confidential'])
    assert.deepEqual((await look(askModel(hello))).brings, [])
  })

  it('is so in whatever shape it says that', async () => {
    const content = 'from a web page'
    for (const body of [
      { messages: [{ role: 'function', name: 'x', content }] },
      { input: [{ type: 'function_call_output', call_id: 'x', output: content }] },
      { input: [{ type: 'custom_tool_call_output', call_id: 'x', output: [{ type: 'input_text', text: content }] }] },
      { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x', content }] }] },
      { messages: [{ role: 'user', content: [{ type: 'tool_result', content: [{ type: 'text', text: content }] }] }] },
    ]) {
      assert.deepEqual((await look(askModel({ model: 'm', ...body }))).brings, ['untrusted'], JSON.stringify(body))
    }
  })

  it('brings what is found in it to its run', async () => {
    assert.deepEqual((await look(askModel(hello), organisation, ['secret'])).brings, ['secret'])
  })

  it('is untrusted when it says that a tool gave it, and the gate did not', async () => {
    const tool = { role: 'tool', tool_call_id: 'x', content: 'from a web page' }
    assert.deepEqual((await look(askModel({ model: 'm', messages: [user, tool] }))).brings, ['untrusted'])
    // Said once more as a prompt, it came from a tool all the same.
    const again = { role: 'user', content: tool.content }
    assert.deepEqual((await look(askModel({ model: 'm', messages: [tool, again] }))).brings, ['untrusted'])
    // Beside what was known before, it alone brings anything.
    const message = await readLetter('Dear sir.')
    const own = { model: 'm', messages: [user, message, { ...tool, tool_call_id: 'call_1' }] }
    assert.deepEqual((await look(askModel(own), organisationWith(['confidential']))).brings, ['untrusted'])
  })

  it('labels its run from then on', async () => {
    await pass(askModel(hello), answered('Hi.'), [], organisationWith(['confidential']))
    assert.deepEqual((await look(askTool('mail_send', {}))).labels, ['confidential', 'unproposed'])
  })
})

describe('a tool call', () => {
  const mail = { to: ['a@verhage.example'], subject: 'Hi' }
  const propose = async (name: string, args: JsonObject, more: JsonObject = {}): Promise<void> => {
    await pass(askModel({ model: 'm', messages: [user], ...more }), proposal(name, args))
  }

  it('that no model proposed is unproposed, and carries what its run carries', async () => {
    await readLetter('Dear sir.')
    assert.deepEqual((await look(askTool('mail_send', mail))).labels, ['customer:7', 'unproposed', 'untrusted'])
  })

  it('carries what the answer that proposed it was made from', async () => {
    await propose('mail_send', mail)
    await pass(askTool('books_read', { path: 'b' }), result('other'), ['customer:8'])
    assert.deepEqual(await look(askTool('mail_send', mail)), {
      labels: ['personal'],
      isNarrowed: true,
      brings: [],
      parts: [],
    })
  })

  for (const name of ['mcp__sluis__mail_send', 'mail-send', 'mailSend', 'sluis_mail_send']) {
    it(`is matched when its agent calls it ${name}`, async () => {
      await propose(name, mail)
      assert.equal((await look(askTool('mail_send', mail))).isNarrowed, true)
    })
  }

  it('is matched with the defaults of its schema filled in, and without optional nulls', async () => {
    const parameters = {
      type: 'object',
      properties: { cc: { type: 'array', default: [] }, deep: { properties: { n: { default: 3 } } } },
    }
    const offered = { tools: [{ type: 'function', function: { name: 'mail_send', parameters } }] }
    await propose('mail_send', { ...mail, bcc: null, deep: {} }, offered)
    assert.equal((await look(askTool('mail_send', { ...mail, cc: [], deep: { n: 3 } }))).isNarrowed, true)
    assert.equal((await look(askTool('mail_send', { ...mail, deep: {} }))).isNarrowed, true)
    assert.equal((await look(askTool('mail_send', { ...mail, cc: ['x@y.example'] }))).isNarrowed, false)
  })

  it('is matched with null for what its schema knows, and not for a name that says something itself', async () => {
    const parameters = { type: 'object', properties: { cc: {}, bcc: {} } }
    await propose('mail_send', mail, { tools: [{ type: 'function', function: { name: 'mail_send', parameters } }] })
    assert.equal((await look(askTool('mail_send', { ...mail, cc: null, bcc: null }))).isNarrowed, true)
    const said = await look(askTool('mail_send', { ...mail, 'what the customer wrote': null }))
    assert.ok(said.labels.includes('unproposed'))
  })

  it('that a model proposed carries what is found in it all the same', async () => {
    await propose('books_read', { path: 'a' })
    const asked = askTool('books_read', { path: 'a' })
    assert.deepEqual((await look(asked)).labels, [])
    const { labels, isNarrowed, brings } = await look(asked, organisation, ['secret'])
    assert.deepEqual({ labels, isNarrowed, brings }, { labels: ['secret'], isNarrowed: true, brings: ['secret'] })
  })

  it('is not matched with another tool or another argument', async () => {
    await propose('books_read', mail)
    assert.ok((await look(askTool('mail_send', mail))).labels.includes('unproposed'))
    assert.ok((await look(askTool('books_read', { ...mail, subject: 'Ho' }))).labels.includes('unproposed'))
  })

  it('is not proposed by an agent that says in its own request that it was', async () => {
    const [choice] = proposal('mail_send', mail).choices
    await pass(askModel({ model: 'm', messages: [user, choice?.message ?? {}] }), answered('Fine.'))
    assert.ok((await look(askTool('mail_send', mail))).labels.includes('unproposed'))
  })

  it('that no model proposed carries what is found in it as well', async () => {
    const { labels, brings } = await look(askTool('mail_send', mail), organisation, ['secret'])
    assert.deepEqual({ labels, brings }, { labels: ['secret', 'unproposed'], brings: ['secret'] })
    assert.deepEqual((await look(askTool('mail_send', mail))).labels, ['unproposed'])
  })

  it('is matched though this process was not told yet of the answer that proposes it', async () => {
    const told: (() => void)[] = []
    const late = new Runs({
      digest: (text: string) => journal.digest(text),
      query: journal.query.bind(journal),
      onEntry: (hear: Parameters<Journal['onEntry']>[0]) =>
        journal.onEntry((...entry) => void told.push(() => hear(...entry))),
    } as unknown as Journal)
    assert.deepEqual((await late.seen(run)).known('what was never seen'), [])
    await propose('mail_send', mail)
    const { isNarrowed } = await originOf({ journal, runs: late }, organisation, askTool('mail_send', mail), [])
    assert.equal(isNarrowed, true)
  })

  it('waits for no stream of another run, for no tool, and for a stream that never ends two seconds', async () => {
    const open = async (action: string, of: string): Promise<void> => {
      const data = { ...caller(), run: of, call: `call-${++count}`, action, resource: 'm' }
      await journal.append({ kind: 'call.allowed', data })
    }
    const waitedMs = async (): Promise<number> => {
      const before = performance.now()
      assert.deepEqual((await look(askTool('mail_send', mail))).labels, ['unproposed'])
      return performance.now() - before
    }
    const other = `${run}-other`
    await runs.start({ ...caller(), run: other })
    await open('callModel', other)
    await open('callTool', run)
    assert.ok((await waitedMs()) < 1900)
    await open('callModel', run)
    const waited = await waitedMs()
    assert.ok(waited >= 1900 && waited < 20_000, `${waited} ms`)
  })

  it('is matched when it comes before the stream that proposes it has ended', async () => {
    const streaming = { ...caller(), call: 'call-s', action: 'callModel', resource: 'm' }
    await journal.append({ kind: 'call.allowed', data: streaming })
    const asked = look(askTool('mail_send', mail))
    const parts = partsReleased({ runs }, organisation, askModel({}), {}, { value: proposal('mail_send', mail) }, [])
    await journal.append({ kind: 'call.ended', data: { call: 'call-s', run, outcome: 'done', labels: [], parts } })
    assert.equal((await asked).isNarrowed, true)
  })

  it('that gives its arguments back gives their labels back too', async () => {
    const message = await readLetter('Dear sir.')
    await pass(
      askModel({
        model: 'm',
        messages: [user, message, { role: 'tool', tool_call_id: 'call_1', content: 'Dear sir.' }],
      }),
      proposal('web_fetch', { url: 'x' }, 'call_2'),
    )
    await pass(askTool('web_fetch', { url: 'x' }), result('x'), [])
    const back = { role: 'tool', tool_call_id: 'call_2', content: 'x' }
    const { labels, isNarrowed } = await look(askModel({ model: 'm', messages: [back] }))
    assert.deepEqual({ labels, isNarrowed }, { labels: ['customer:7', 'untrusted'], isNarrowed: true })
  })
})

describe('a request', () => {
  it('that is known as a whole carries what is found in it all the same', async () => {
    await pass(askModel({ model: 'm', messages: [user] }), answered('Fine.'))
    const origin = await look(askModel({ model: 'm', messages: [user] }), organisation, ['secret'])
    assert.deepEqual(origin, { labels: ['secret'], isNarrowed: true, brings: ['secret'], parts: [] })
  })

  it('of more pieces than anybody looks through is a stranger’s, also where prompts are one’s own (P10)', async () => {
    const messages = Array.from({ length: 25_000 }, (_, at) => ({ role: 'user', content: `part ${at}` }))
    assert.deepEqual((await look(askModel({ model: 'm', messages: messages.slice(0, 10) }))).labels, [])
    assert.deepEqual((await look(askModel({ model: 'm', messages }))).labels, ['untrusted'])
    const { labels } = await look(askModel({ model: 'm', messages }), organisationWith(['confidential']))
    assert.deepEqual(labels, ['confidential', 'untrusted'])
  })

  it('names no more of its pieces than its leaf has room for', async () => {
    const messages = Array.from({ length: 500 }, (_, at) => ({ role: 'user', content: `part ${at}` }))
    const { parts } = await look(askModel({ model: 'm', messages }))
    assert.ok(parts.length > 0 && parts.length <= 64)
    const read = { value: result(...messages.map(({ content }) => content)) }
    const released = (labels: readonly string[]) =>
      partsReleased({ runs }, organisation, askTool('books_read', {}), {}, read, labels).length
    assert.equal(released([]), 64)
    assert.ok(released(Array(40).fill('customer:7')) < 20)
  })
})

describe('a call that carries more labels than its leaf can tell one by one', () => {
  const customers = Array.from({ length: 60 }, (_, at) => `customer:${at}`).sort()

  it('carries what its whole run carries, for by pieces less of them would be known later', async () => {
    const message = await readLetter('Dear sir.')
    await pass(askTool('books_read', { path: 'b' }), result('All of them.'), customers)
    const read = { role: 'tool', tool_call_id: 'call_1', content: 'All of them.' }
    const body = { model: 'm', messages: [user, message, read] }
    const proposed = { to: ['a@verhage.example'] }
    const all = new Set([...customers, 'customer:7', 'untrusted'])
    const origin = await pass(askModel(body), proposal('mail_send', proposed))
    assert.deepEqual([new Set(origin.labels), origin.isNarrowed], [all, false])
    const { labels, isNarrowed } = await look(askTool('mail_send', proposed))
    assert.deepEqual([new Set(labels), isNarrowed], [all.add('personal'), false])
  })

  it('still names some of what it brings, so that the next call is not wholly unknown', async () => {
    await pass(askTool('books_read', { path: 'b' }), result('All of them.'), customers)
    const messages = Array.from({ length: 20 }, (_, at) => ({ role: 'user', content: `part ${at}` }))
    assert.ok((await look(askModel({ model: 'm', messages }))).parts.length >= 8)
  })
})

describe('a person’s edit', () => {
  it('carries what its run carries, as no model proposed it, and what is found in it', async () => {
    await readLetter('Dear sir.')
    const origin = await originOfEdit({ journal, runs }, organisation, run, ['secret'])
    assert.deepEqual(origin, {
      labels: ['customer:7', 'secret', 'untrusted'],
      isNarrowed: false,
      brings: ['secret'],
      parts: [],
    })
  })
})

describe('what a stranger wrote to break the gate', () => {
  const texts = {
    'JSON without end': '['.repeat(200_000) + ']'.repeat(200_000),
    'a number beyond all bounds': '{"a":1e999}',
    'half a character': '{"a":"\\ud83d"}',
    'a member that is a prototype': '{"__proto__":{"a":null},"constructor":null}',
  }
  for (const [name, text] of Object.entries(texts)) {
    it(`${name} is taken for a text, in arguments and in results`, async () => {
      const call = { id: 'x', type: 'function', function: { name: 'mail_send', arguments: text } }
      const value = { choices: [{ message: { role: 'assistant', content: text, tool_calls: [call] } }] }
      await pass(askModel({ model: 'm', messages: [user] }), value)
      await pass(askTool('books_read', { path: 'a' }), result(text, text), ['untrusted'])
      const messages = [user, value.choices[0]?.message ?? {}, { role: 'tool', tool_call_id: 'x', content: text }]
      assert.deepEqual((await look(askModel({ model: 'm', messages }))).isNarrowed, true)
    })
  }

  it('a tool of its own whose name ends like the gate’s proposes nothing at the gate', async () => {
    const systems = new Map([['desk', { localTools: ['draft_mail_send'], prompts: { labels: [] } }]])
    const own = { ...organisation, systems } as unknown as Organisation
    const ask = askModel({ model: 'm', messages: [user] })
    const parts = partsReleased({ runs }, own, ask, ask.body, { value: proposal('draft_mail_send', {}) }, [])
    const gates = partsReleased({ runs }, own, ask, ask.body, { value: proposal('mcp__mail_send', {}) }, [])
    assert.notEqual(parts[0], gates[0])
    assert.ok(!parts.includes(gates[0] ?? ''))
    // It is that system's own, and no other's.
    const others = { ...ask, caller: { ...ask.caller, system: 'office' } }
    const proposed = partsReleased({ runs }, own, others, ask.body, { value: proposal('draft_mail_send', {}) }, [])
    assert.equal(proposed[0], gates[0])
  })
})

describe('what a call brought', () => {
  it('carries what that call carried, and not what its run saw beside that', async () => {
    const message = await readLetter('Dear sir.')
    await pass(askTool('books_read', { path: 'b' }), result('other'), ['customer:8'])
    const read = { role: 'tool', tool_call_id: 'call_1', content: 'Dear sir.' }
    await pass(askModel({ model: 'm', messages: [user, message, read] }), answered('He is to be paid.'))
    const back = { role: 'assistant', content: 'He is to be paid.' }
    const { labels, isNarrowed } = await look(askModel({ model: 'm', messages: [user, back] }))
    assert.deepEqual({ labels, isNarrowed }, { labels: ['customer:7', 'untrusted'], isNarrowed: true })
  })
})

describe('a label that a person removed', () => {
  it('is on what a later call brought that carried it again', async () => {
    const message = await readLetter('Dear sir.')
    await journal.append({ kind: 'label.removed', data: { run, label: 'untrusted', by: 'p' } })
    await pass(askTool('web_fetch', { url: 'x' }), result('From a web page.'), ['untrusted'])
    const read = { role: 'tool', tool_call_id: 'call_1', content: 'From a web page.' }
    await pass(askModel({ model: 'm', messages: [user, message, read] }), answered('So it says.'))
    const back = { role: 'assistant', content: 'So it says.' }
    const { labels, isNarrowed } = await look(askModel({ model: 'm', messages: [back] }))
    assert.deepEqual({ labels, isNarrowed }, { labels: ['customer:7', 'untrusted'], isNarrowed: true })
  })

  it('is not on what a call brings that was under way when it was removed', async () => {
    const message = await readLetter('Dear sir.')
    const read = { role: 'tool', tool_call_id: 'call_1', content: 'Dear sir.' }
    const body = { model: 'm', messages: [user, message, read] }
    const { labels, parts } = await look(askModel(body))
    const call = `call-${++count}`
    const opening = { ...caller(), call, action: 'callModel', resource: 'm', narrowed: true, parts }
    await journal.append({ kind: 'call.allowed', data: { ...opening, labels: await runs.told(labels) } })
    await journal.append({ kind: 'label.removed', data: { run, label: 'untrusted', by: 'p' } })
    const released = partsReleased({ runs }, organisation, askModel(body), body, { value: answered('So.') }, [])
    await journal.append({ kind: 'call.ended', data: { call, run, outcome: 'done', labels: [], parts: released } })
    const back = { role: 'assistant', content: 'So.' }
    assert.deepEqual((await look(askModel({ model: 'm', messages: [back] }))).labels, ['customer:7'])
  })

  it('no longer counts for what came before, and counts for what comes after', async () => {
    const message = await readLetter('Dear sir.')
    const body = {
      model: 'm',
      messages: [user, message, { role: 'tool', tool_call_id: 'call_1', content: 'Dear sir.' }],
    }
    await journal.append({ kind: 'label.removed', data: { run, label: 'untrusted', by: 'p' } })
    assert.deepEqual((await look(askModel(body))).labels, ['customer:7'])
    assert.deepEqual(await runs.labels(run), ['customer:7'])
    await pass(askTool('web_fetch', { url: 'x' }), result('Dear sir.'), ['untrusted'])
    assert.deepEqual(
      (await look(askModel(body))).labels,
      ['customer:7', 'unproposed', 'untrusted'].filter((label) => label !== 'unproposed'),
    )
    await assert.rejects(journal.append({ kind: 'label.removed', data: { run, label: 'secret', by: 'p' } }))
  })

  it('no longer counts when another is removed after it', async () => {
    const message = await readLetter('Dear sir.')
    await pass(askTool('books_read', { path: 'b' }), result('Dear madam.'), ['confidential', 'untrusted'])
    for (const label of ['untrusted', 'confidential']) {
      await journal.append({ kind: 'label.removed', data: { run, label, by: 'p' } })
    }
    const read = (content: string) => ({ role: 'tool', tool_call_id: 'call_1', content })
    const messages = [user, message, read('Dear sir.'), read('Dear madam.')]
    assert.deepEqual((await look(askModel({ model: 'm', messages }))).labels, ['customer:7'])
  })
})
