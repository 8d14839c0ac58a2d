// SPDX-License-Identifier: EUPL-1.2
// Something goes wrong at the gate: the file, its clock, who was told too late, and what the log proves of it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { parseReceipt, parseVerifierKey, trustKey, verifyReceipt } from '../../packages/log/src/index.ts'
import { startEchoModel } from './echo-model.ts'
import { openHouse } from './harness.ts'
import { ask } from './outside-agent.ts'

const leaf = z.object({ kind: z.string(), data: z.looseObject({ call: z.string() }) })
const dayMs = 24 * 3_600_000

describe('an incident at the gate', () => {
  it('gets a file with its clock, shows what came late, and proves the calls it cites', {
    timeout: 60_000,
  }, async () => {
    await using model = await startEchoModel()
    await using house = await openHouse({ environment: { SLUIS_MODEL_URL: model.url } })
    const { gateUrl, incidents, journal, stops } = house.sluis
    const secret = 'mevrouw Bakker, 10023'
    const beforeMs = Date.now()
    const reply = await ask(gateUrl, house.agentKey, { text: `Remind ${secret}.` })
    await reply.text()
    const call = reply.headers.get('x-sluis-call') ?? ''
    await (await ask(gateUrl, house.agentKey)).text()
    await stops.order({ scope: 'system', target: 'weekly-report', reason: 'It reminds the wrong people.' }, 'anna')

    // They knew eleven days ago; a death has a clock of ten.
    const awareAt = Date.now() - 11 * dayMs
    const window = { from: beforeMs, until: Date.now() }
    const what = `It reminded ${secret}, who died.`
    const opening = { system: 'weekly-report', kinds: ['death'], awareAt, window, calls: [call], what } as const
    const opened = await incidents.open(opening, 'anna')
    assert.equal(opened.isPastClock, true)
    assert.deepEqual(
      opened.duties.flatMap(({ standing, id }) => (standing === 'overdue' ? [id] : [])),
      ['inform-authority', 'report-to-authority'],
    )
    const report = {
      to: 'market-surveillance-authority',
      whom: 'AP',
      what,
      outcome: 'told',
      isComplete: false,
    } as const
    const told = await incidents.report(opened.id, report, 'anna')
    assert.equal(told.duties.find(({ id }) => id === 'report-to-authority')?.standing, 'recorded-late')
    assert.equal(told.events.at(-1)?.report?.isAfterClock, true)

    const around = await incidents.around(opened.id)
    assert.deepEqual(
      around.calls.map((one) => [one.call === call, one.isCited, one.kind, one.outcome]),
      [
        [true, true, 'call.allowed', 'done'],
        [false, false, 'call.allowed', 'done'],
      ],
    )
    assert.ok(around.isWhole && around.notShown === 0)
    assert.ok(around.events.some(({ kind }) => kind === 'stop.ordered'))
    assert.ok(!JSON.stringify(around).includes('Bakker'), 'positions and proofs, and nothing that anybody said')

    const policy = trustKey(parseVerifierKey(journal.verifierKey))
    const kinds: string[] = []
    for (const [at, receipt] of (around.calls[0]?.receipts ?? []).entries()) {
      const parsed = parseReceipt(receipt)
      const entry = parsed.extra ?? Buffer.of()
      await verifyReceipt(parsed, entry, policy)
      assert.equal(parsed.index, around.calls[0]?.entries[at])
      const { kind, data } = leaf.parse(JSON.parse(Buffer.from(entry).toString()))
      assert.equal(data.call, call)
      kinds.push(kind)
      const changed = Buffer.from(entry)
      changed[40] = (changed[40] ?? 0) ^ 1
      await assert.rejects(verifyReceipt(parsed, changed, policy))
    }
    assert.deepEqual(kinds, ['call.allowed', 'call.ended'])
  })
})
