// SPDX-License-Identifier: EUPL-1.2
// The guide's section on amounts, followed in both languages: its server, its rules and its cases as they stand there.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { parse } from 'yaml'
import { z } from 'zod'
import { openHouse } from './harness.ts'
import { addServers } from './more-tools.ts'
import { connectAgent } from './outside-agent.ts'
import { approveAll } from './reviewer.ts'
import { sluisCommand } from './run-command.ts'
import { serveMcpHandler } from './serve-mcp.ts'

const servers = z.array(z.looseObject({ id: z.string() }))
const guides = ['nl/gereedschap.md', 'en/tools.md']

/** The blocks of the fourth step: what goes into `tools.yaml`, the rules, and the cases. */
function blocksOf(guide: string): readonly [server: string, rules: string, cases: string] {
  const text = readFileSync(new URL(`../../docs/guide/${guide}`, import.meta.url), 'utf8')
  const [server = '', rules = '', cases = ''] = [
    ...text.slice(text.indexOf('\n## 4.')).matchAll(/```\w+\n(.*?)```/gs),
  ].map(([, block]) => block ?? '')
  return [server, rules, cases]
}

/** Stands in for a bank: remembers every payment that reached it. */
async function startBank() {
  const paid: unknown[] = []
  const properties = { amount: {}, to: { type: 'string' } }
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'bank', version: '1.0.0' }, { capabilities: { tools: {} } })
    server.setRequestHandler('tools/list', () => ({
      tools: [{ name: 'pay', description: 'Pays.', inputSchema: { type: 'object' as const, properties } }],
    }))
    server.setRequestHandler('tools/call', ({ params }) => {
      paid.push(params.arguments?.amount)
      return { content: [{ type: 'text' as const, text: 'paid' }] }
    })
    return server
  })
  return { served: await serveMcpHandler(handler), paid }
}

describe('the guide on amounts', () => {
  for (const guide of guides) {
    const [server, rules, cases] = blocksOf(guide)
    it(`lets a small payment pass, and a person decide on a large one, once (${guide})`, {
      timeout: 60_000,
    }, async () => {
      const { served, paid } = await startBank()
      await using stack = new AsyncDisposableStack()
      stack.use(served)
      const house = stack.use(
        await openHouse({
          environment: { BANK_URL: served.url, BANK_KEY: 'secret' },
          prepare: (folder) => {
            addServers(folder, servers.parse(parse(server)))
            writeFileSync(join(folder, 'organisation/policies/payments.cedar'), rules)
            mkdirSync(join(folder, 'organisation/policies/cases'), { recursive: true })
            writeFileSync(join(folder, 'organisation/policies/cases/payments.yaml'), cases)
          },
        }),
      )
      const organisation = ['--organisation', join(house.folder, 'organisation')]
      const checked = await sluisCommand({}, ['policy', 'check', ...organisation])
      assert.deepEqual([checked.code, checked.error], [0, ''])
      const folder = join(house.folder, 'organisation/policies/cases')
      const tested = await sluisCommand({}, ['policy', 'test', folder, ...organisation])
      assert.match(tested.text, /^12 passed, 0 failed$/m, tested.error)

      for (const { name, digest = '', standing } of (await house.sluis.tools.review()).tools) {
        if (standing === 'waiting') await house.sluis.tools.admit(name, digest, house.person('anna'))
      }
      const agent = stack.use(await connectAgent(house.sluis.gateUrl, house.agentKey))
      const pay = async (amount: unknown, more = {}) =>
        (await agent.call('bank_pay', { amount, to: 'NL00', ...more })).gate
      assert.equal((await pay(500)).code, undefined)
      for (const amount of ['600.000', '1,50', '-5', -5, undefined]) assert.equal((await pay(amount)).code, 'malformed')
      assert.equal((await pay(5, { Amount: 600 })).code, 'malformed', 'a bank that reads names loosely takes the last')
      const held = await pay(500.01)
      assert.deepEqual([held.code, held.rules], ['held', ['large-payments-wait']])
      assert.deepEqual(paid, [500])
      const shown = await house.sluis.oversight.caseOf(held.case ?? '', house.person('sanne'))
      assert.deepEqual(shown?.facts.amount, { cents: 50001 })

      await approveAll(house)
      assert.equal((await pay(500.02)).code, 'held', 'an approval is for its own amount (P5)')
      assert.equal((await pay(500.01)).code, undefined)
      assert.equal((await pay(500.01)).code, 'held', 'and is used once (P5)')
      assert.deepEqual(paid, [500, 500.01])

      const { case: large = '' } = await pay(600)
      const sanne = house.person('sanne')
      const { digest = '' } = (await house.sluis.oversight.caseOf(large, sanne)) ?? {}
      const smaller = { digest, arguments: { amount: 400, to: 'NL00' } }
      await house.sluis.oversight.edit(large, sanne, smaller, house.sluis.edit)
      assert.equal((await pay(600)).code, undefined)
      assert.deepEqual(
        paid,
        [500, 500.01, 400],
        'who may decide on it may also make it less than anybody has to decide on',
      )
    })
  }
})
