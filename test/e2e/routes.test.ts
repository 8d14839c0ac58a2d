// SPDX-License-Identifier: EUPL-1.2
// The same model at two providers: who is asked, who is never asked, and what the log says of it.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { z } from 'zod'
import { readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { type House, openHouse, until } from './harness.ts'
import { ask, upTo } from './outside-agent.ts'
import { addProviders, startProvider, type TestProvider } from './providers.ts'
import { approveAll } from './reviewer.ts'

const iban = 'Pay to NL91ABNA0417164300 please.'
const rules = `
@id("bank-accounts-stay-in-the-eu") @remedy("route:eu") @en("Bank accounts stay in the EU.")
forbid (principal, action == Action::"callModel", resource)
when { context.findings.contains("iban") }
unless { resource.ownedWithin.contains("eu") && resource.processedWithin.contains("eu") };

@id("bsn-only-to-the-other") @remedy("route:other") @en("Such questions go to the other model.")
forbid (principal, action == Action::"callModel", resource == Model::"small")
when { context.findings.contains("payment-card") };

@id("no-training") @en("Nothing goes to who trains on it.")
forbid (principal, action == Action::"callModel", resource == Model::"guarded") when { resource.trainsOnData };

@id("far-needs-finance") @remedy("approve:finance") @en("A person first.")
forbid (principal, action == Action::"callModel", resource == Model::"careful")
unless { context.approvals.contains("finance") };
`

const refusal = z.object({ error: z.object({ code: z.string(), call: z.string(), link: z.string().optional() }) })

describe('the routes of a model', () => {
  let house: House
  let far: TestProvider
  let near: TestProvider
  before(async () => {
    ;[far, near] = await Promise.all([startProvider('small-1'), startProvider('small-1')])
    house = await openHouse({
      prepare: (folder) =>
        addProviders(
          folder,
          [
            ['dark', ['guarded']],
            ['far', ['small', 'careful', 'guarded', 'chatty']],
            ['near', ['small', 'other', 'careful']],
          ],
          rules,
        ),
      environment: { TEST_FAR: far.url, TEST_NEAR: near.url, TEST_DARK: far.url },
    })
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await far?.[Symbol.asyncDispose]()
    await near?.[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    for (const { asked, next } of [far, near]) {
      next.length = 0
      Object.assign(asked, { length: 0 })
    }
  })

  const chat = (text: string, model = 'small', stream = false) =>
    ask(house.sluis.gateUrl, house.agentKey, { text, model, stream })
  const counts = () => [far.asked.length, near.asked.length]
  const alarms = async () =>
    (await readKeptMails(house.mailFolder)).filter(({ subject }) => subject.includes('far/small'))
  const entries: Entry[] = []
  const last = (kind: string) => entries.findLast((entry) => entry.kind === kind)?.data

  it('are asked in the order of the files, and the next when one is out of order', async () => {
    assert.equal((await chat('One.')).status, 200)
    assert.deepEqual(counts(), [1, 0])
    far.next.push({ status: 503 })
    assert.equal((await chat('Two.')).status, 200)
    assert.deepEqual(counts(), [2, 1])
    assert.deepEqual(last('call.allowed')?.routes, ['far/small', 'near/small'])
    const { tried, served } = last('call.ended') ?? {}
    assert.deepEqual(tried, [
      [0, '503'],
      [1, '200'],
    ])
    assert.equal(JSON.stringify(served), '{"model":"small-1","route":"near/small"}')
  })

  it('are not asked where a rule refuses, neither first nor when the others fail (P10)', async () => {
    assert.equal((await chat(iban)).status, 200)
    assert.deepEqual(counts(), [0, 1])
    assert.deepEqual(last('call.allowed')?.routes, ['near/small'])
    near.next.push(...upTo(4).map(() => ({ status: 503 }) as const))
    const failed = await chat(iban)
    assert.equal(refusal.parse(await failed.json()).error.code, 'upstream-failed')
    assert.equal(far.asked.length, 0)
    assert.equal(near.asked.length, 3, 'asked again once, and no more')
  })

  it('pass over a provider that can not be asked it, and say why where no other is left (P1)', async () => {
    const embed = (model: string) =>
      fetch(`${house.sluis.gateUrl}/v1/embeddings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, input: 'abc' }),
      })
    assert.equal((await embed('small')).status, 200)
    assert.deepEqual(last('call.allowed')?.routes, ['near/small'], 'the first speaks chat only')
    assert.deepEqual(counts(), [0, 1])
    const intents = entries.filter(({ kind }) => kind === 'call.allowed').length
    const refused = await embed('chatty')
    const told = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(await refused.json())
    assert.deepEqual([refused.status, told.error.code], [400, 'not-supported'])
    assert.match(told.error.message, /far speaks chat/)
    assert.equal(last('call.denied')?.reason, 'not-supported')
    assert.equal(entries.filter(({ kind }) => kind === 'call.allowed').length, intents, 'nothing is told as sent')
    assert.deepEqual(counts(), [0, 1])
  })

  it('lead to another model where the rule names one', async () => {
    assert.equal((await chat('My card is 4111 1111 1111 1111.')).status, 200)
    assert.deepEqual(counts(), [0, 1])
    assert.deepEqual(last('call.allowed')?.routes, ['near/other'])
  })

  it('pass over a provider of whom nobody knows what the rule asks (P10)', async () => {
    assert.equal((await chat('Hello.', 'guarded')).status, 200)
    assert.deepEqual(counts(), [1, 0])
  })

  it('are never asked a second time for what may have been delivered (P2)', async () => {
    far.next.push('hang up')
    const failed = await chat('Once.')
    assert.equal(refusal.parse(await failed.json()).error.code, 'upstream-timeout')
    assert.deepEqual(counts(), [1, 0])
  })

  it('are waited for as long as they ask, within bounds', async () => {
    far.next.push({ status: 429, retryAfter: '1' })
    near.next.push({ status: 529 })
    const startedAt = performance.now()
    assert.equal((await chat('Later.')).status, 200)
    assert.deepEqual(counts(), [1, 2], 'who asked for less comes first')
    assert.ok(performance.now() - startedAt >= 200)
    near.next.push({ status: 429, retryAfter: '3600' })
    far.next.push({ status: 429, retryAfter: '3600' })
    assert.equal((await chat('Much later.')).status, 502)
  })

  it('rest after five failures in a row, and take calls again after that', async () => {
    const before = near.asked.length
    near.next.push(...upTo(20).map(() => ({ status: 500 }) as const))
    for (const _ of upTo(6)) assert.equal((await chat('Hello.', 'other')).status, 502)
    const sent = near.asked.length - before
    assert.ok(sent >= 5 && sent < 12, `${sent} requests for six calls`)
    near.next.length = 0
    await until('it is asked again', async () => (await chat('Hello.', 'other')).status === 200)
  })

  it('bind an approval to the one that it was asked for (P5)', async () => {
    const held = await chat('Careful.', 'careful')
    assert.equal(refusal.parse(await held.json()).error.code, 'held')
    await approveAll(house)
    far.next.push({ status: 503 }, { status: 503 })
    assert.equal((await chat('Careful.', 'careful')).status, 502)
    assert.deepEqual(last('call.allowed')?.routes, ['far/careful'])
    assert.deepEqual(counts(), [2, 0])
  })

  it('serve what they say, and people are told by an entry when that changes', async () => {
    far.serves = { model: 'small-2', system_fingerprint: 'fp_1' }
    await Promise.all(upTo(10).map(() => chat('Hello.')))
    const changes = () => entries.filter(({ kind }) => kind === 'model.changed').map(({ data }) => data)
    await until('the change is recorded', () => changes().length > 0)
    far.serves = { model: 'small-2', system_fingerprint: 'fp_2' }
    assert.equal((await chat('Hello.')).status, 200)
    await until('the new fingerprint is recorded', () => changes().length > 1)
    far.serves = { model: 'small-2', system_fingerprint: 'fp_1' }
    assert.equal((await chat('Hello.')).status, 200)
    far.serves = { model: `of Jan, ${iban}`, system_fingerprint: 'fp_1' }
    assert.equal((await chat('Hello.')).status, 200)
    await until('a strange name is recorded', () => changes().length > 2)
    const told = changes().map(({ before, served }) => JSON.stringify([before, served]))
    assert.match(told[0] ?? '', /"model":"small-1".*"small-2","fingerprint":"fp_1"/)
    assert.match(told[1] ?? '', /"fp_1".*"fp_2"/)
    assert.match(told[2] ?? '', /"small-2".*"digest:/, 'what is no name is not written into the log (P7)')
    assert.equal(told.length, 3, 'one entry for each change, however many calls saw it')
    await until('owner and operator have mail', async () => (await alarms()).length > 1)
    const mails = await alarms()
    assert.deepEqual(mails.flatMap(({ to }) => to).sort(), ['anna@verhage.example', 'omar@verhage.example'])
    assert.match(mails[0]?.text ?? '', /small-1[\s\S]*small-2 \(fp_1\)/)
    const rows = await house.sluis.journal.query('SELECT route, model FROM model_changes ORDER BY entry')
    assert.deepEqual(
      rows.map(({ route }) => route),
      ['far/small', 'far/small', 'far/small'],
    )
  })
})
