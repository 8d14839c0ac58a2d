// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalJson } from '../../journal/index.ts'
import { loadOrganisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { targetOf } from '../targets/target.ts'
import { consider } from './consider.ts'
import { Telling } from './telling.ts'

const organisation = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)
const caller = { agent: 'a', system: 's', run: 'r' }
const origin = { labels: [], isNarrowed: false, brings: [], parts: [] }

/** What a call's digest is made of. */
async function digested(asked: Pick<Ask, 'action' | 'name' | 'body'>): Promise<string> {
  const target = targetOf(organisation, asked)
  assert.ok(target !== undefined)
  const parts = { journal: { digest: (text: string) => text, query: async () => [] }, now: () => 0 }
  const telling = new Telling(organisation, target, undefined)
  const considering = { organisation, target, telling, carries: async () => origin }
  return (await consider(parts, { caller, ...asked }, considering)).digest
}

describe('what an approval is bound to (P5)', () => {
  it('is the canonical text of a call of a model, with its route', async () => {
    const messages = [{ role: 'user', content: 'Wat staat er open?\n"1 €"' }]
    const asked = { action: 'callModel', name: 'reporting', body: { model: 'reporting', messages, n: 1 } } as const
    assert.equal(
      await digested(asked),
      canonicalJson({ ...asked, route: ['chosen', 'reporting'], bytes: [], facts: {} }),
    )
  })

  it('is that of a call of a tool, with the facts that it was looked at with', async () => {
    const body = { to: ['jan@bakker.example'], subject: 'Herinnering', text: 'Beste Jan' }
    const mail = { outsideCount: 1, outsideRecipients: body.to, recipients: body.to }
    const text = await digested({ action: 'callTool', name: 'mail_send', body })
    const { facts, ...call } = JSON.parse(text)
    assert.deepEqual(call, { action: 'callTool', name: 'mail_send', body, bytes: [] })
    assert.deepEqual(facts.mail, mail)
    assert.equal(text, canonicalJson(JSON.parse(text)))
  })
})
