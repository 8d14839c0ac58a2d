// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { addSpeaks, change } from './changed-organisation.ts'
import { type House, openHouse, until } from './harness.ts'
import { type ModelApis, startModelApis } from './model-apis.ts'

/** What the stand-in says that every answer takes. */
const took = 29

describe('the use of a streamed chat completion', () => {
  let models: ModelApis
  let house: House
  before(async () => {
    models = await startModelApis()
    house = await openHouse({ environment: { SLUIS_MODEL_URL: models.url }, prepare: limit })
  })
  after(async () => {
    await house?.[Symbol.asyncDispose]()
    await models?.[Symbol.asyncDispose]()
  })

  function limit(folder: string): void {
    addSpeaks(folder, ['chat'])
    // With a rule on all that is said, every chunk is looked through and written anew.
    const everywhere = 'forbid (principal, action, resource)'
    change(
      folder,
      'policies/weekly-report.cedar',
      everywhere,
      everywhere.replace('action', 'action == Action::"callTool"'),
    )
    appendFileSync(
      join(folder, 'organisation/systems/weekly-report.yaml'),
      '\nlimits: { tokens: { perDay: 1000000 } }\n',
    )
  }

  async function ask(url: string, more: object): Promise<string> {
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.agentKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'reporting',
        messages: [{ role: 'user', content: 'Hello there.' }],
        max_tokens: 100,
        stream: true,
        ...more,
      }),
    })
    assert.equal(response.status, 200)
    return await response.text()
  }

  /** What one stream at the gate, and the same at the stand-in itself, gave, and what it drew on the budget. */
  async function compare(more: object) {
    const before = await used()
    const passed = await ask(`${house.sluis.gateUrl}/v1`, more)
    await until('it is settled', async () => (await budget())?.reserved === 0)
    const sent = models.asked.at(-1)?.body
    const served = { model: sent?.model }
    return { passed, direct: await ask(models.url, { ...more, ...served }), sent, drawn: (await used()) - before }
  }

  async function budget() {
    const [row] = await house.sluis.journal.query('SELECT * FROM budgets WHERE length(period) = 10')
    return row
  }

  async function used(): Promise<number> {
    return Number((await budget())?.used ?? 0)
  }

  it('is asked for by the gate and settles the budget; a client that did not ask gets the very bytes', async () => {
    for (const more of [{}, { stream_options: { include_usage: false } }, { stream_options: null }]) {
      const { passed, direct, sent, drawn } = await compare(more)
      assert.deepEqual(sent?.stream_options, { include_usage: true })
      assert.equal(passed, direct)
      assert.doesNotMatch(passed, /"usage":\{/)
      assert.equal(drawn, took)
    }
  })

  it('reaches a client that asked', async () => {
    const more = { stream_options: { include_usage: true, include_obfuscation: false } }
    const { passed, direct, sent, drawn } = await compare(more)
    assert.deepEqual(sent?.stream_options, more.stream_options)
    assert.equal(passed, direct)
    assert.match(passed, /"choices":\[\],"usage":\{/)
    assert.equal(drawn, took)
  })

  it('is not asked of a provider that tells it anyway and refuses the question', async () => {
    change(house.folder, 'providers.yaml', 'api: openai\n', 'api: openai\n    streamUsage: told\n')
    await house.sluis.reload(house.person('anna'))
    const { passed, direct, sent, drawn } = await compare({})
    assert.equal(sent?.stream_options, undefined)
    assert.equal(passed, direct)
    assert.ok(drawn > 1000, 'the stand-in told nothing, so all that was set aside counts')
  })
})
