// SPDX-License-Identifier: EUPL-1.2
// What an organisation looks for itself (detectors.yaml), through the whole gate: to a model, back in a stream, in what
// a tool answers, in labels and in rules.
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import OpenAI from 'openai'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type EchoModel, startEchoModel } from './echo-model.ts'
import { type House, openHouse } from './harness.ts'
import { connectAgent } from './outside-agent.ts'

const detectors = `detectors:
  - name: client
    dictionary: clients.txt
  - name: project
    patterns: ['PRJ-\\d{4}', 'Zilvermeeuw']
    labels: [confidential]
`

const rules = `
@id("clients-under-pseudonym") @remedy("pseudonymise:own:client")
forbid (principal, action == Action::"callModel", resource) when { context.findings.contains("own:client") };
@id("no-project-comes-back") @remedy("redact:own:project")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("own:project") };
`

function prepare(folder: string): void {
  const at = (name: string): string => join(folder, 'organisation', name)
  writeFileSync(at('detectors.yaml'), detectors)
  mkdirSync(at('dictionaries'))
  writeFileSync(at('dictionaries/clients.txt'), '# as the CRM exports them\nBakkerij Van Es\nSmit & Zonen\n')
  appendFileSync(at('policies/weekly-report.cedar'), rules)
  writeFileSync(join(folder, 'books', 'note.txt'), 'About PRJ-0815 and PRJ-08154.')
}

describe('what an organisation looks for itself', () => {
  const entries: Entry[] = []
  let model: EchoModel
  let house: House
  let client: OpenAI
  before(async () => {
    model = await startEchoModel()
    house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: model.url } })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    client = new OpenAI({ baseURL: `${house.sluis.gateUrl}/v1`, apiKey: house.agentKey, maxRetries: 0 })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await model?.[Symbol.asyncDispose]()
  })
  const asked = (content: string) => ({ model: 'reporting', messages: [{ role: 'user' as const, content }] })
  const leaf = (kind: string): Entry['data'] => entries.findLast((entry) => entry.kind === kind)?.data ?? {}

  it('a model sees a pseudonym of a client, and the agent gets the name back, whole and in a stream', async () => {
    const text = 'Write to BAKKERIJ van Es, and to bakkerijen too.'
    const whole = await client.chat.completions.create(asked(text))
    assert.equal(whole.choices[0]?.message.content, text)
    let said = ''
    for await (const chunk of await client.chat.completions.create({ ...asked(text), stream: true })) {
      said += chunk.choices[0]?.delta.content ?? ''
    }
    assert.equal(said, text)
    assert.match(model.seen.at(-1) ?? '', /^Write to \[own:client:[a-z]{12}\], and to bakkerijen too\.$/)
    const { findings, changed, brings } = leaf('call.allowed')
    assert.deepEqual(changed, [{ remedy: 'pseudonymise', kind: 'own:client', count: 1 }])
    assert.deepEqual(findings, [], 'what was mended is no finding any more')
    assert.ok(
      Array.isArray(brings) && brings.includes('personal'),
      'without labels of its own it says something of a person',
    )
  })

  it('what an answer may not hold is taken out of it in the middle of a stream', async () => {
    let said = ''
    for await (const chunk of await client.chat.completions.create({
      ...asked('Start PRJ-0815, not PRJ-08154, for zilvermeeuw or Zilvermeeuw.'),
      stream: true,
    })) {
      said += chunk.choices[0]?.delta.content ?? ''
    }
    assert.equal(said, 'Start [own:project removed], not PRJ-08154, for zilvermeeuw or [own:project removed].')
    const { labels } = leaf('call.allowed')
    assert.ok(Array.isArray(labels) && labels.includes('confidential'))
  })

  it('nor what a tool answers', async () => {
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const read = await agent.call('books_read_text_file', { path: join(house.folder, 'books', 'note.txt') })
    assert.match(read.text, /About \[own:project removed\] and PRJ-08154\./)
  })

  it('a load with a pattern that could be slow is refused at its line, and the one before stays', async () => {
    const { digest } = house.sluis.loaded().policies
    writeFileSync(join(house.folder, 'organisation/detectors.yaml'), detectors.replace('Zilvermeeuw', '(a+)+b'))
    await assert.rejects(house.sluis.reload(house.person('anna')), {
      code: 'organisation-unreadable',
      message: /^detectors\.yaml:5:29: the pattern "\(a\+\)\+b" uses \(, which is outside the safe subset/,
    })
    assert.equal(house.sluis.loaded().policies.digest, digest)
    assert.ok(!JSON.stringify(entries).includes('Bakkerij'), 'no list stands in the log (P7)')
  })
})
