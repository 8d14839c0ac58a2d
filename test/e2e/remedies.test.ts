// SPDX-License-Identifier: EUPL-1.2
// What a machine mends on the way to a model, to a tool and back to the agent, with real SDKs and a real tool server.
import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import OpenAI from 'openai'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type EchoModel, startEchoModel } from './echo-model.ts'
import { type House, openHouse } from './harness.ts'
import { ask, connectAgent, type OutsideAgent } from './outside-agent.ts'

const rules = `
@id("bsn-under-pseudonym") @remedy("pseudonymise:bsn")
forbid (principal, action == Action::"callModel", resource) when { context.findings.contains("bsn") };
@id("iban-masked") @remedy("mask:iban")
forbid (principal, action == Action::"callModel", resource) when { context.findings.contains("iban") };
@id("cards-are-confidential") @remedy("label:confidential")
forbid (principal, action == Action::"callModel", resource)
when { context.findings.contains("payment-card") } unless { context.labels.contains("confidential") };
@id("no-phone-comes-back") @remedy("redact:phone")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("phone") };
@id("no-secret-comes-back")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("secret") };
@id("no-birthday-with-a-plate")
forbid (principal, action == Action::"releaseResult", resource)
when { context.findings.containsAll(["date-of-birth", "licence-plate"]) };
@id("no-two-machines-but-for-a-card")
forbid (principal, action == Action::"releaseResult", resource)
when { context.findings.contains("ipv4") && context.findings.contains("ipv6") }
unless { context.findings.contains("payment-card") };
@id("addresses-under-pseudonym") @remedy("pseudonymise:email")
forbid (principal, action == Action::"releaseResult", resource in ToolGroup::"read-books")
when { context.findings.contains("email") };
@id("no-bsn-to-a-person-by-mail")
forbid (principal, action == Action::"callTool", resource in ToolGroup::"outbound-mail")
when { context.findings.contains("bsn") };
`

function prepare(folder: string): void {
  const file = join(folder, 'organisation', 'policies', 'weekly-report.cedar')
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf('@id("no-bsn-leaves")')
  const to = text.indexOf('@id("invoice-only-to-its-debtor")')
  writeFileSync(file, text.slice(0, from) + text.slice(to))
  appendFileSync(file, rules)
  // A colleague, so that mail to them needs nobody's approval.
  appendFileSync(join(folder, 'books', 'crm.csv'), '10999;Collega;Kees;kees@verhage.example;;Utrecht;\n')
}

describe('remedies on the way', () => {
  const entries: Entry[] = []
  let model: EchoModel
  let house: House
  let agent: OutsideAgent
  let client: OpenAI
  before(async () => {
    model = await startEchoModel()
    house = await openHouse({ prepare, environment: { SLUIS_MODEL_URL: model.url } })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    client = new OpenAI({ baseURL: `${house.sluis.gateUrl}/v1`, apiKey: house.agentKey, maxRetries: 0 })
  })
  after(async () => {
    await agent?.[Symbol.asyncDispose]()
    await house?.[Symbol.asyncDispose]()
    await model?.[Symbol.asyncDispose]()
  })

  const say = async (text: string): Promise<string> => {
    const { choices } = await client.chat.completions.create({
      model: 'reporting',
      messages: [{ role: 'user', content: text }],
    })
    return choices[0]?.message.content ?? ''
  }
  const stream = async (text: string): Promise<string> => {
    const messages = [{ role: 'user', content: text }] as const
    let said = ''
    for await (const chunk of await client.chat.completions.create({
      model: 'reporting',
      messages: [...messages],
      stream: true,
    })) {
      said += chunk.choices[0]?.delta.content ?? ''
    }
    return said
  }
  const leaf = (kind: string): Entry['data'] => {
    return entries.findLast((entry) => entry.kind === kind)?.data ?? {}
  }

  it('a model sees a pseudonym, the same one in the whole run, and the agent gets its own number back', async () => {
    const text = 'Write to the holder of BSN 123456782, soon.'
    assert.equal(await say(text), text)
    assert.equal(await stream(text), text)
    const [first = '', second] = model.seen.slice(-2)
    assert.match(first, /^Write to the holder of BSN \[bsn:[a-z]{12}\], soon\.$/)
    assert.equal(first, second)
    assert.deepEqual(leaf('call.allowed').changed, [{ remedy: 'pseudonymise', kind: 'bsn', count: 1 }])
  })

  it('the arguments that a model proposes hold the number again, whole and in a stream', async () => {
    const parameters = { type: 'object', properties: { text: { type: 'string' } } }
    const request = {
      model: 'reporting',
      messages: [{ role: 'user' as const, content: 'BSN 123456782' }],
      tools: [{ type: 'function' as const, function: { name: 'mail_send', parameters } }],
    }
    const whole = await client.chat.completions.create(request)
    const [call] = whole.choices[0]?.message.tool_calls ?? []
    assert.equal(call?.type === 'function' && call.function.arguments, '{"text":"BSN 123456782"}')
    let said = ''
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
      said += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
    }
    assert.equal(said, '{"text":"BSN 123456782"}')
    assert.match(model.seen.at(-1) ?? '', /\[bsn:/)
  })

  it('a masked number stays masked', async () => {
    assert.match(await say('Pay to IBAN NL91 ABNA 0417 1643 00.'), /^Pay to IBAN [A-Z*]{2}.*\*.*43 00\.$/)
    assert.doesNotMatch(model.seen.at(-1) ?? '', /0417/)
  })

  it('a label that a rule asks for is on the call and on its run', async () => {
    await say('The card is 4111 1111 1111 1111.')
    const { brings, labels } = leaf('call.allowed')
    assert.ok(Array.isArray(brings) && brings.includes('confidential'))
    assert.ok(Array.isArray(labels) && labels.includes('confidential'))
  })

  it('what an answer may not hold is taken out of it, whole and in a stream', async () => {
    assert.equal(await say('Call me on 06-12345678, please.'), 'Call me on [phone removed], please.')
    assert.equal(await stream('Call me on 06-12345678, please.'), 'Call me on [phone removed], please.')
    assert.deepEqual(leaf('call.ended').changed, [{ remedy: 'redact', kind: 'phone', count: 1 }])
  })

  it('an answer that may not come at all is kept back, and the log says that it was done (P2)', async () => {
    const text = `The key is ${['AKIA', 'IOSFODNN7EXAMPLE'].join('')} and no other.`
    const whole = await ask(house.sluis.gateUrl, house.agentKey, { text })
    assert.equal(whole.status, 403)
    assert.match(await whole.text(), /"code":"withheld"/)
    assert.deepEqual([leaf('call.ended').outcome, leaf('call.ended').withheld], ['done', true])
    const streamed = await (await ask(house.sluis.gateUrl, house.agentKey, { text, stream: true })).text()
    assert.match(streamed, /withheld/)
    assert.doesNotMatch(streamed, /AKIA|IOSF/)
  })

  it('kinds that may not come together do not, whole or in a stream', async () => {
    const birthday = 'Geboren op 12-03-1980.'
    assert.equal(await say(birthday), birthday)
    const text = `${birthday} Kenteken 12-ABC-3, en verder.`
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey, { text })).status, 403)
    assert.deepEqual(
      [leaf('call.ended').withheld, leaf('call.ended').found],
      [true, ['date-of-birth', 'licence-plate']],
    )
    const streamed = await (await ask(house.sluis.gateUrl, house.agentKey, { text, stream: true })).text()
    assert.doesNotMatch(streamed, /ABC/)
  })

  it('nor do kinds that may come together only beside a third, which does not come', async () => {
    const machine = 'One machine is 192.168.1.20.'
    assert.equal(await stream(machine), machine)
    const text = `${machine} The other is 2001:db8::7334, and so on.`
    assert.equal((await ask(house.sluis.gateUrl, house.agentKey, { text })).status, 403)
    assert.deepEqual([leaf('call.ended').withheld, leaf('call.ended').found], [true, ['ipv4', 'ipv6']])
    const streamed = await (await ask(house.sluis.gateUrl, house.agentKey, { text, stream: true })).text()
    assert.match(streamed, /withheld/)
    assert.doesNotMatch(streamed, /7334/)
  })

  it('a pseudonym that a tool’s answer came with is put back for a tool that may see what it stands for', async () => {
    const read = await agent.call('books_read_text_file', { path: join(house.folder, 'books', 'crm.csv') })
    assert.doesNotMatch(read.text, /@/)
    const [, pseudonym = ''] = /Kees;(\[email:[a-z]+\])/.exec(read.text) ?? []
    await agent?.[Symbol.asyncDispose]()
    const { journal } = await house.restart()
    journal.onEntry(({ entry }) => entries.push(entry))
    agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const mail = { to: [pseudonym], subject: 'Hello', text: 'Good day.' }
    const sent = await agent.call('mail_send', mail)
    assert.equal(sent.isError, false, sent.text)
    const [kept] = await readKeptMails(house.mailFolder)
    assert.match(JSON.stringify(kept), /kees@verhage\.example/)
  })

  it('what was taken out of a tool’s answer stays out of it for who asks again, and out of what is sealed of it', async () => {
    const wish = {
      name: 'books_read_text_file',
      arguments: { path: join(house.folder, 'books', 'crm.csv') },
      _meta: { 'eu.sluis/call': { key: 'once' } },
    }
    const [first, again] = [await agent.client.callTool(wish), await agent.client.callTool(wish)]
    assert.deepEqual(again.content, first.content)
    assert.doesNotMatch(JSON.stringify(again), /@/)
    const { journal } = house.sluis
    const [row] = await journal.query(
      "SELECT outcome_entry FROM calls WHERE state = 'ended' ORDER BY entry DESC LIMIT 1",
    )
    const sealed = await journal.disclose(Number(row?.outcome_entry), 'result')
    assert.match(JSON.stringify(sealed?.value), /\[email:[a-z]+\]/)
    assert.doesNotMatch(JSON.stringify(sealed?.value), /@/)
  })

  it('and is judged as what it stands for: what may not leave doesn’t leave under a name', async () => {
    const read = await agent.call('books_read_text_file', { path: join(house.folder, 'books', 'crm.csv') })
    const [, outside = ''] = /Joost Willemsen;(\[email:[a-z]+\])/.exec(read.text) ?? []
    const refused = await agent.call('mail_send', { to: [outside], subject: 'Hello', text: 'Good day.' })
    assert.deepEqual(refused.gate.rules, ['outside-mail-needs-finance', 'untrusted-text-picks-no-recipient'])
  })

  it('no value that was changed stands in the log (P7)', async () => {
    const leaves = JSON.stringify(entries)
    assert.doesNotMatch(leaves, /123456782|06-12345678|kees@|AKIA/)
  })
})
