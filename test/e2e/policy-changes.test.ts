// SPDX-License-Identifier: EUPL-1.2
// Changing the rules with care: past calls decided again, a shadow beside the rules in force, the rules of the time of
// a call, and a change under load that no call meets by half.
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import type { Entry } from '../../packages/server/src/journal/index.ts'
import { loadPolicies, rehearse, testPolicies } from '../../packages/server/src/policy/index.ts'
import { standingByFile } from '../../packages/server/src/register/index.ts'
import { callDecision, shadowSummary, withBuiltIn } from '../../packages/server/src/revision/index.ts'
import { startEchoModel } from './echo-model.ts'
import { type House, openHouse, until } from './harness.ts'
import { ask, connectAgent, outsideMail } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'

const file = 'policies/weekly-report.cedar'
const bsn = 'About 111222333, please.'

const noMail = `
@id("no-mail") @en("No mail at all.")
forbid (principal, action == Action::"callTool", resource in ToolGroup::"outbound-mail");
`
const modelNeedsFinance = `
@id("iban-needs-finance") @remedy("approve:finance") @en("A person first.")
forbid (principal, action == Action::"callModel", resource)
when { context.findings.contains("iban") } unless { context.approvals.contains("finance") };
`

function rulesOf({ folder }: House): string {
  return readFileSync(join(folder, 'organisation', file), 'utf8')
}

async function replay(house: House, text: string, sinceMs = 0) {
  const { replays } = house.sluis
  const { id } = replays.start({ policies: [{ name: file, text }], sinceMs }, house.person('anna'))
  await until('the replay is over', () => replays.find(id)?.state !== 'running')
  const over = replays.find(id)
  assert.ok(over !== undefined)
  return { id, ...over }
}

describe('rules that change', () => {
  it('decides what happened again by other rules, and says which made the difference', async () => {
    await using house = await openHouse()
    const entries: Entry[] = []
    house.sluis.journal.onEntry(({ entry }) => entries.push(entry))
    const answers = await Promise.all([
      ask(house.sluis.gateUrl, house.agentKey, { text: 'Hello.' }),
      ask(house.sluis.gateUrl, house.agentKey, { text: bsn }),
      ask(house.sluis.gateUrl, house.agentKey, { text: 'Pay to NL91ABNA0417164300.' }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const held = await agent.call('mail_send', outsideMail('One'))
    assert.equal(held.gate.code, 'held')

    const same = await replay(house, rulesOf(house))
    assert.ok(same.state === 'done')
    const nothing = { notReplayable: 0, now: { allow: 0, deny: 0, hold: 0 } }
    assert.deepEqual(same.report, {
      ...{ decisions: 4, unchanged: 4, ...nothing },
      results: { decisions: 3, unchanged: 3, ...nothing },
      reasons: {},
      groups: [],
      ungrouped: 0,
    })
    assert.equal(same.digest, house.sluis.loaded().policies.digest, 'the same files are the same rules')

    const changed = rulesOf(house).replace('@remedy("redact:bsn")\n', '') + noMail + modelNeedsFinance
    const other = await replay(house, changed)
    assert.ok(other.state === 'done')
    assert.deepEqual(other.report.now, { allow: 0, deny: 2, hold: 1 })
    assert.deepEqual(other.report.groups.map(({ was, now, by, count }) => [was, now, by.join(), count]).sort(), [
      ['allow', 'deny', 'no-bsn-leaves', 1],
      ['allow', 'hold', 'iban-needs-finance', 1],
      ['hold', 'deny', other.report.groups.find(({ was }) => was === 'hold')?.by.join(), 1],
    ])
    assert.ok(other.report.groups.find(({ was }) => was === 'hold')?.by.includes('no-mail'))
    assert.ok(other.report.groups.every(({ calls }) => calls.every((call) => call.startsWith('call-'))))
    const recorded = entries.findLast(({ kind }) => kind === 'policy.replayed')
    assert.equal(recorded?.data.replay, other.id)
    assert.equal(recorded?.data.to, other.digest)
    assert.deepEqual(recorded?.data.now, { ...other.report.now })

    const later = await replay(house, changed, Date.now() + 1000)
    assert.ok(later.state === 'done')
    assert.equal(later.report.decisions, 0)
    const wrong = await replay(house, 'permit (principal')
    assert.ok(wrong.state === 'failed')
    assert.deepEqual([wrong.problems?.[0]?.file, wrong.problems?.[0]?.line], ['policies/weekly-report.cedar', 1])
  })

  it('counts what was erased as not replayable, and an approved call as approved', async () => {
    await using house = await openHouse()
    const { sluis } = house
    await using agent = await connectAgent(sluis.gateUrl, house.agentKey)
    const held = await agent.call('mail_send', outsideMail('Two'))
    assert.equal(held.gate.code, 'held')
    await approveAll(house)
    const sent = await agent.call('mail_send', outsideMail('Two'))
    assert.equal(sent.isError, false, sent.text)
    const same = await replay(house, rulesOf(house))
    assert.ok(same.state === 'done')
    assert.equal(same.report.unchanged, 2)
    const [run] = await sluis.journal.query('SELECT run FROM calls LIMIT 1')
    await sluis.journal.erase(`run:${String(run?.run)}`, 'asked')
    const erased = await replay(house, rulesOf(house))
    assert.ok(erased.state === 'done')
    assert.deepEqual([erased.report.decisions, erased.report.notReplayable], [0, 2])
    assert.deepEqual(erased.report.results, { ...erased.report.results, decisions: 0, notReplayable: 1 })
    assert.deepEqual(erased.report.reasons, { 'no-input': 2, 'no-call': 1 })
  })

  it('decides again whether what a call brought may go to the agent', async () => {
    const keepPhones = `
@id("no-phone-comes-back") @remedy("redact:phone") @en("No numbers.")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("phone") };
`
    await using model = await startEchoModel()
    await using house = await openHouse({
      environment: { SLUIS_MODEL_URL: model.url },
      prepare: (folder) => appendFileSync(join(folder, 'organisation', file), keepPhones),
    })
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    for (const text of ['Hello.', 'Call 06-12345678.', 'Mail jan@bakkerij.example.']) {
      assert.equal((await ask(house.sluis.gateUrl, house.agentKey, { text })).status, 200)
    }
    const read = await agent.call('books_read_text_file', { path: join(house.folder, 'books', 'crm.csv') })
    assert.equal(read.isError, false, read.text)

    const same = await replay(house, rulesOf(house))
    assert.ok(same.state === 'done')
    assert.deepEqual([same.report.results.decisions, same.report.results.unchanged], [4, 4])
    const strict = `
@id("no-addresses") @en("None.")
forbid (principal, action == Action::"releaseResult", resource) when { context.findings.contains("email") };
`
    const other = await replay(house, rulesOf(house).replace('@remedy("redact:phone")', '') + strict)
    assert.ok(other.state === 'done')
    assert.deepEqual(other.report.results.now, { allow: 0, deny: 3, hold: 0 })
    assert.equal(other.report.unchanged, other.report.decisions)
    const groups = other.report.groups.map(({ of, was, now, by, count }) => [of, was, now, by.join(), count])
    assert.deepEqual(groups.sort(), [
      ['result', 'allow', 'deny', 'no-addresses', 1],
      ['result', 'allow', 'deny', 'no-addresses,no-bsn-leaves,no-phone-comes-back', 1],
      ['result', 'allow', 'deny', 'no-phone-comes-back', 1],
    ])
    // What was kept back then, and may go now.
    writeFileSync(join(house.folder, 'organisation', file), rulesOf(house) + strict)
    await house.sluis.reload(house.person('anna'))
    const withheld = await ask(house.sluis.gateUrl, house.agentKey, { text: 'Mail jan@bakkerij.example.' })
    assert.equal(withheld.status, 403)
    const freed = await replay(house, rulesOf(house).replace(strict, ''))
    assert.ok(freed.state === 'done')
    assert.deepEqual(freed.report.results.now, { allow: 1, deny: 0, hold: 0 })
  })

  it('says what the gate does of rules that are built in, too', async () => {
    await using house = await openHouse({
      prepare: (folder) => {
        const path = join(folder, 'organisation/systems/weekly-report.yaml')
        const { register, ...unregistered } = parse(readFileSync(path, 'utf8'))
        writeFileSync(path, stringify(unregistered))
      },
    })
    const { sluis } = house
    assert.equal((await ask(sluis.gateUrl, house.agentKey)).status, 403)
    const same = await replay(house, rulesOf(house))
    assert.ok(same.state === 'done')
    assert.deepEqual([same.report.decisions, same.report.unchanged], [1, 1])
    const [row] = await sluis.journal.query('SELECT id FROM calls LIMIT 1')
    const found = await callDecision(sluis.journal, sluis.loaded().organisation, String(row?.id))
    assert.ok(found?.policies !== undefined)
    const ofThatTime = loadPolicies({ ...sluis.loaded().organisation, policies: found.policies })
    assert.deepEqual(rehearse(ofThatTime, found.request).rules, ['register-unregistered'])
    const { organisation } = sluis.loaded()
    const text =
      'cases: [{ name: it is unregistered, agent: reporter, model: reporting, expect: deny, by: register-unregistered }]'
    const tested = testPolicies(withBuiltIn(organisation), [{ name: 'cases.yaml', text }], (system) =>
      standingByFile(organisation, system, '2026-11-22'),
    )
    assert.deepEqual(
      tested.map(({ message }) => message.en),
      [''],
    )
  })

  it('decides by a shadow beside the rules in force, records where it differs, and enforces nothing of it', async () => {
    await using house = await openHouse({
      prepare: (folder) => {
        const shadow = join(folder, 'organisation/policies-shadow')
        mkdirSync(shadow)
        const rules = readFileSync(join(folder, 'organisation', file), 'utf8')
        writeFileSync(join(shadow, 'next.cedar'), rules + modelNeedsFinance)
      },
    })
    const { sluis } = house
    const entries: Entry[] = []
    sluis.journal.onEntry(({ entry }) => entries.push(entry))
    for (const text of ['Hello.', 'Pay to NL91ABNA0417164300.']) {
      assert.equal((await ask(sluis.gateUrl, house.agentKey, { text })).status, 200)
    }
    const policy = sluis.loaded().shadow?.digest
    assert.ok(policy !== undefined && policy !== sluis.loaded().policies.digest)
    const calls = entries.filter(({ kind }) => kind === 'call.allowed')
    assert.deepEqual(
      calls.map(({ data }) => data.shadow),
      [{ policy }, { policy, effect: 'hold', rules: ['iban-needs-finance'] }],
    )
    const summary = await shadowSummary(sluis.journal, policy)
    assert.equal(summary.decisions, 2)
    assert.deepEqual(summary.differences, [
      { was: 'allow', would: 'hold', rules: ['iban-needs-finance'], count: 1, calls: [String(calls[1]?.data.call)] },
    ])
  })

  it('keeps the rules of the time of a call, with what they were asked', async () => {
    await using house = await openHouse()
    const { sluis } = house
    const before = rulesOf(house)
    await ask(sluis.gateUrl, house.agentKey, { text: bsn })
    const [row] = await sluis.journal.query('SELECT id FROM calls LIMIT 1')
    writeFileSync(join(house.folder, 'organisation', file), before + noMail)
    await sluis.reload(house.person('anna'))
    const found = await callDecision(sluis.journal, sluis.loaded().organisation, String(row?.id))
    assert.deepEqual(found?.policies?.[0], { name: file, text: before })
    assert.deepEqual(
      found?.policies?.map(({ name }) => name),
      [file, 'built-in/ai-act.cedar'],
    )
    assert.equal(found?.request.principal.standing?.registered, true)
    assert.deepEqual([found?.effect, found?.request.context.findings], ['allow', ['bsn']])
    assert.notEqual(found?.policy, sluis.loaded().policies.digest)
  })

  it('decides no call by half a policy, however often it is loaded, and drops none', async () => {
    await using house = await openHouse()
    const { sluis } = house
    const entries: Entry[] = []
    sluis.journal.onEntry(({ entry }) => entries.push(entry))
    // Two rules change at once: by the one set the first forbids, by the other the second. Half of each would permit.
    const marked = (first: string, second: string): string =>
      `${rules}
@id("first") @en("First.") forbid (principal, action == Action::"callModel", resource) when { ${first} };
@id("second") @en("Second.") forbid (principal, action == Action::"callModel", resource) when { ${second} };`
    const rules = rulesOf(house)
    const sets = [marked('true', 'false'), marked('false', 'true')]
    const path = join(house.folder, 'organisation', file)
    const digests = new Map<string, string>()
    const load = async (at: number): Promise<void> => {
      writeFileSync(path, String(sets[at % 2]))
      await sluis.reload(house.person('anna'))
      digests.set(sluis.loaded().policies.digest, at % 2 === 0 ? 'first' : 'second')
    }
    await load(0)
    let isOver = false
    const loading = (async () => {
      for (let at = 1; !isOver; at++) await load(at)
      return true
    })()
    const answers: { code: string; call: string; rules: readonly string[] }[] = []
    const asking = Array.from({ length: 8 }, async (_, worker) => {
      for (let at = 0; at < 40; at++) {
        const reply = await ask(sluis.gateUrl, house.agentKey, { text: `Question ${worker}-${at}.` })
        answers.push(refused.parse(await reply.json()).error)
      }
    })
    await Promise.all(asking)
    isOver = true
    await loading
    const seen = new Set<string>()
    for (const { kind, data } of entries.filter(({ kind }) => kind.startsWith('call.'))) {
      const by = digests.get(String(data.policy))
      assert.equal(kind, 'call.denied')
      assert.deepEqual(data.rules, [by])
      const told = answers.find(({ call }) => call === data.call)
      assert.deepEqual([told?.code, told?.rules], ['denied', [by]])
      seen.add(String(by))
    }
    assert.equal(answers.length, 320)
    assert.equal(entries.filter(({ kind }) => kind === 'call.denied').length, 320)
    assert.equal(seen.size, 2, 'both were in force while calls came')
  })
})

const refused = z.object({ error: z.object({ code: z.string(), call: z.string(), rules: z.array(z.string()) }) })
