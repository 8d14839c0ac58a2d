// SPDX-License-Identifier: EUPL-1.2
// Art. 50 at the gate: who deals with AI reads so, and nobody has to trust an agent to say it.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import OpenAI from 'openai'
import { parse, stringify } from 'yaml'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type House, openHouse } from './harness.ts'
import { addServers } from './more-tools.ts'
import { ask, connectAgent, type ToolAnswer } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'
import { startToolUpstream } from './tool-upstream.ts'

type Facts = Readonly<Record<string, unknown>>

const talks = { interacts_directly_with_persons: true, obvious_that_it_is_ai: false }
const talking = { ...talks, authorised_by_law_crime_detection_not_public: false }

/** The example with other facts, and with a sentence of its own where one is given. */
function restate(folder: string, facts: Facts, disclosure?: string): void {
  const path = join(folder, 'organisation/systems/weekly-report.yaml')
  const { register, ...system } = parse(readFileSync(path, 'utf8'))
  const told = { ...register, facts: { ...register.facts, ...facts }, ...(disclosure && { disclosure }) }
  writeFileSync(path, stringify({ ...system, register: told }))
}

interface Sent {
  readonly answer: ToolAnswer
  readonly text: string | undefined
  /** Its mark for software. */
  readonly mark: string | undefined
  readonly entry: Entry | undefined
}

/** A mail to the organisation's own team, which needs nobody's approval. */
async function mail(house: House, text: string, to = 'team@verhage.example'): Promise<Sent> {
  const entries: Entry[] = []
  const ignore = house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
  await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
  const answer = await agent.call('mail_send', { to: [to], subject: 'News', text })
  ignore()
  const kept = answer.isError ? undefined : (await readKeptMails(house.mailFolder)).at(-1)
  const raw = kept === undefined ? '' : readFileSync(join(house.mailFolder, kept.file), 'utf8').replace(/\r\n\s+/g, ' ')
  const [, mark] = /^X-Sluis-Disclosure: (.*)\r$/m.exec(raw) ?? []
  return { answer, text: kept?.text.trim(), mark, entry: entries.findLast(({ kind }) => kind === 'call.allowed') }
}

const sentence = 'This message was written by an AI system, on behalf of Verhage.'
const opened = (text: string | undefined) => text?.split('\n')[0]

describe('a system that talks with people', () => {
  it('says so at the head of a mail, whatever its agent wrote, and the entry says that the gate put it there', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, talking, sentence) })
    const sent = await mail(house, 'Good day.')
    assert.equal(sent.text, `${sentence}\n\nGood day.`)
    assert.equal(sent.mark, 'source=trainedAlgorithmicMedia, articles=("50.1" "50.2")')
    assert.deepEqual(sent.entry?.data.disclosed, ['50.1', '50.2'])
    assert.deepEqual(sent.entry?.data.changed, [{ remedy: 'disclose', kind: 'undisclosed-ai', count: 1 }])
  })

  it('says it in the organisation’s language where its file has no sentence, for whom it acts', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, talking) })
    const told = 'Dit bericht is geschreven door een AI-systeem, namens Verhage Techniek B.V.'
    assert.equal(opened((await mail(house, 'Good day.')).text), told)
  })

  it('does not say it twice when its agent opens with it, and says it again when it is buried', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, talking, sentence) })
    const own = await mail(house, `${sentence.replace('written by', 'written\nby')}  Good day.`)
    assert.equal(own.text?.split('AI system').length, 2)
    assert.deepEqual([own.entry?.data.disclosed, own.entry?.data.changed], [['50.1', '50.2'], undefined])
    const hiding = ['\n'.repeat(500), 'It is not true that: ', 'Regards.\n\n']
    for (const before of hiding) {
      const buried = await mail(house, `${before}${sentence}`)
      assert.equal(opened(buried.text), sentence)
      assert.equal(buried.entry?.data.changed !== undefined, true)
    }
  })

  it('shows the sentence to whoever approves, and what is approved is what is sent (P5)', async () => {
    await using house = await openHouse({ prepare: (folder) => restate(folder, talking) })
    const outside = 'sales@elsewhere.example'
    const held = await mail(house, 'Good day.', outside)
    assert.equal(held.answer.gate.code, 'held')
    const id = String(held.answer.gate.case)
    const seen = await house.sluis.oversight.caseOf(id, house.person('sanne'))
    assert.match(JSON.stringify(seen), /AI[- ]syste/)
    await assert.rejects(
      house.sluis.edit(id, { to: [outside], subject: 'News', text: 'Written by myself.' }, house.person('sanne')),
      /ai-act-50/,
    )
    assert.equal(await approveAll(house), 1)
    const sent = await mail(house, 'Good day.', outside)
    assert.equal(sent.answer.isError, false, sent.answer.text)
    assert.match(opened(sent.text) ?? '', /AI[- ]syste/)
  })

  it('says it in a header beside a model’s answer, which stays what its SDK expects', async () => {
    const own = 'Dit schrijft een AI-systeem van café "Verhage".'
    await using house = await openHouse({ prepare: (folder) => restate(folder, talking, own) })
    const client = new OpenAI({ baseURL: `${house.sluis.gateUrl}/v1`, apiKey: house.agentKey, maxRetries: 0 })
    const messages = [{ role: 'user' as const, content: 'Hello.' }]
    const { data, response } = await client.chat.completions.create({ model: 'reporting', messages }).withResponse()
    assert.ok(data.choices.length > 0)
    const header =
      'source=trainedAlgorithmicMedia, articles=("50.1" "50.2"), text=%"Dit schrijft een AI-systeem van caf%c3%a9 %22Verhage%22."'
    assert.equal(response.headers.get('x-sluis-disclosure'), header)
    const streamed = await ask(house.sluis.gateUrl, house.agentKey, { stream: true })
    assert.equal(streamed.headers.get('x-sluis-disclosure'), header)
    await streamed.text()
  })

  it('is asked the same while nobody has answered whether it does (P10)', async () => {
    await using house = await openHouse({
      prepare: (folder) => restate(folder, { interacts_directly_with_persons: 'unknown' }, sentence),
    })
    assert.equal(opened((await mail(house, 'Good day.')).text), sentence)
  })

  it('says it in the text of any tool whose entry names it, and is refused where that is no text', async () => {
    await using upstream = await startToolUpstream()
    const tools = { find: { tells: 'what', groups: [] } }
    await using house = await openHouse({
      environment: { CHAT_URL: upstream.url },
      prepare: (folder) => {
        restate(folder, talking, sentence)
        addServers(folder, [{ id: 'chat', kind: 'mcp-http', url: { env: 'CHAT_URL' }, tools }])
      },
    })
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    assert.equal((await agent.call('chat_find', { what: 'Hi' })).gate.code, 'tool-held')
    const { tools: reviewed } = await house.sluis.tools.review()
    const digest = reviewed.find(({ name }) => name === 'chat_find')?.digest ?? ''
    await house.sluis.tools.admit('chat_find', digest, house.person('anna'))
    assert.equal((await agent.call('chat_find', { what: 'Hi' })).isError, false)
    assert.deepEqual(upstream.calls, [{ what: `${sentence}\n\nHi` }])
    const refused = await agent.call('chat_find', { what: ['Hi'] })
    assert.deepEqual([refused.gate.code, refused.gate.rules], ['denied', ['ai-act-50']])
    assert.equal(upstream.calls.length, 1)
    const shown = await house.sluis.register.find('weekly-report')
    assert.deepEqual(shown?.disclosure?.tools, ['mail_send', 'chat_find'])
  })
})

describe('a system that only makes texts', () => {
  it('marks its mail for software (art. 50(2)), and changes nothing that people read', async () => {
    await using house = await openHouse()
    const sent = await mail(house, 'Good day.')
    assert.equal(sent.text, 'Good day.')
    assert.equal(sent.mark, 'source=trainedAlgorithmicMedia, articles=("50.2")')
    assert.deepEqual([sent.entry?.data.disclosed, sent.entry?.data.changed], [['50.2'], undefined])
  })

  it('marks nothing when the law asks nothing', async () => {
    await using house = await openHouse({
      prepare: (folder) => restate(folder, { generates_synthetic_audio_image_video_text: false }),
    })
    const sent = await mail(house, 'Good day.')
    assert.equal(sent.mark, undefined)
    assert.equal(sent.entry?.data.disclosed, undefined)
    const { headers } = await ask(house.sluis.gateUrl, house.agentKey)
    assert.equal(headers.get('x-sluis-disclosure'), null)
  })
})
